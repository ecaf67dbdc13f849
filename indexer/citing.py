"""Which documents of the library a document names, and which name it. Looked up when asked, so that it is always of now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from indexer.catalogue import Catalogue
from indexer.catalogue.references import Stated
from indexer.metadata.references import references_in
from indexer.metadata.references.identity import Identity, identity_of, is_near, may_be
from indexer.model import Certainty, CitedBy, CitingDocument, Document, Led, Reference
from indexer.numbering import number_of_id

_MOST_CANDIDATES = 10  # listed of one reference


def references_of(catalogue: Catalogue, document: Document, page: int | None = None) -> tuple[Led, ...]:
    """The references of a document in the order of its text, each with the document that it leads to.

    Places where a document names itself are left out.

    Args:
        page: only references that begin on this page.
    """
    number, own = number_of_id(document.id) or 0, identity_of(document.metadata)
    found = catalogue.references.of(number, page)
    named = _Named(catalogue, found)
    choices = [(each, choice) for each in found if (choice := named.choice(each, number, own)) is not None]
    documents = catalogue.documents(sorted({each for _, choice in choices for each in choice.numbers}))
    return tuple(_led(each, choice, documents) for each, choice in choices)


def _led(reference: Reference, choice: _Choice, documents: dict[int, Document]) -> Led:
    held = tuple(documents[each] for each in choice.numbers)
    return Led(reference, held[0]) if choice.sure else Led(reference, None, held)


def cited_by(catalogue: Catalogue, document: Document, limit: int | None = None) -> CitedBy:
    """Documents outside the trash that refer to a document, those that surely do first, then the newest.

    Args:
        limit: how many to name; the totals count all.
    """
    number, own = number_of_id(document.id) or 0, identity_of(document.metadata)
    near = [
        (other, citing, reference)
        for other, citing, reference in catalogue.references.naming(catalogue.references.keys_of(number))
        if other != number and (may_be(reference, own, citing) or is_near(reference, own))
    ]
    named = _Named(catalogue, [reference for _, _, reference in near])
    found: dict[int, _Citing] = {}
    for other, citing, reference in near:
        choice = named.choice(reference, other, citing)
        if choice is not None and number in choice.numbers:
            found.setdefault(other, _Citing(other, citing)).add(reference, sure=choice.sure)
    ordered = sorted(found.values(), key=_Citing.order)
    records = catalogue.documents([each.number for each in ordered[:limit]])
    documents = [CitingDocument(records[each.number], tuple(each.references), each.sure) for each in ordered[:limit]]
    return CitedBy(tuple(documents), len(ordered), sum(each.sure for each in ordered))


def unheld(catalogue: Catalogue, keys: Sequence[str]) -> list[Stated]:
    """References with these keys, in documents outside the trash, that can name no document of the library.

    Several that state the same may stand as one.
    """
    held = catalogue.references.named(keys, keys)
    found = catalogue.references.statements(key for key in keys if key not in held)
    near = catalogue.references.naming(key for key in keys if key in held)
    named = _Named(catalogue, [reference for _, _, reference in near])
    choices = ((number, reference, named.choice(reference, number, citing)) for number, citing, reference in near)
    return found + [
        Stated(reference, (number,), 1) for number, reference, choice in choices if choice and not choice.numbers
    ]


@dataclass(slots=True)
class _Citing:
    """A document with its references to another."""

    number: int
    identity: Identity
    references: list[Reference] = field(default_factory=list)
    sure: bool = False

    def add(self, reference: Reference, *, sure: bool) -> None:
        self.references.append(reference)
        self.sure = self.sure or sure

    def order(self) -> tuple[bool, int, int]:
        day = self.identity.first_day
        return not self.sure, -day.toordinal() if day else 0, self.number


@dataclass(frozen=True, slots=True)
class _Choice:
    """The documents that a reference may name; sure: there is one, and it can be no other."""

    numbers: tuple[int, ...]
    sure: bool


class _Named:
    """The documents that some references may name."""

    def __init__(self, catalogue: Catalogue, references: Iterable[Reference]) -> None:
        keys = {(each.key, each.certainty is Certainty.BARE) for each in references}
        bare = [key for key, is_bare in keys if is_bare]
        self._held = catalogue.references.named([key for key, is_bare in keys if not is_bare], bare)
        self._choices: dict[tuple[Reference, int], _Choice | None] = {}

    def choice(self, reference: Reference, number: int, citing: Identity) -> _Choice | None:
        """What the reference may name; None if the document that holds it, of this number, names itself."""
        alike = replace(reference, start=0, end=0, text="", page=0, pinpoint=""), number
        if alike not in self._choices:
            self._choices[alike] = self._chosen(reference, number, citing)
        return self._choices[alike]

    def _chosen(self, reference: Reference, number: int, citing: Identity) -> _Choice | None:
        held = self._held.get(reference.key, ())
        bare = reference.certainty is Certainty.BARE
        fits = [(other, card) for other, card in held if may_be(reference, card, citing)]
        if any(other == number for other, _ in (held if bare else fits)):
            return None
        if len(fits) > 1 and reference.issued_on:
            fits = [(other, card) for other, card in fits if card.issued_on == reference.issued_on] or fits
        if len(fits) == 1 and not bare:
            return _Choice((fits[0][0],), sure=True)
        listed = fits or [(other, card) for other, card in held if other != number and is_near(reference, card)]
        return _Choice(_first(listed), sure=False)


def _first(held: Sequence[tuple[int, Identity]]) -> tuple[int, ...]:
    return tuple(other for other, _ in held[:_MOST_CANDIDATES])


def renew_references(catalogue: Catalogue, numbers: Iterable[int]) -> int:
    """Read the references of documents anew from their stored text. Returns: of how many documents."""
    count = 0
    for number in numbers:
        pages = [stored.page for stored in catalogue.pages(number).values()]
        catalogue.references.renew(number, references_in(pages))
        count += 1
    return count
