"""The librarian's desk: what is to be looked at, and every change by hand. Nothing here waits for an import."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from typing import TypeVar

from indexer.cards import as_text
from indexer.catalogue.corrections import COLLECTIONS
from indexer.errors import DocumentNotFound, WrongUse
from indexer.home import Home
from indexer.metadata.table import cell
from indexer.model import DOUBTFUL_CONFIDENCE, Document, Kinship, Metadata, Need, Standing, ToLook, Version
from indexer.numbering import document_id

_Count = TypeVar("_Count", bool, int)
FIELDS = tuple(each.name for each in fields(Metadata))


class Desk:
    """What librarians do. `told` is called after each change, so that the index follows at once."""

    def __init__(self, home: Home, told: Callable[[], None]) -> None:
        self._home, self._told = home, told
        self._corrections = home.catalogue.corrections

    # ---- looking

    def document(self, document_id_: str) -> Document:
        """A record, also one in the trash. Raises: DocumentNotFound."""
        return self._home.document(document_id_, trashed=True)

    def counts(self) -> dict[Need | None, int]:
        """How many documents should be looked at for each reason, and for any."""
        return self._corrections.to_look_counts()

    def to_look(self, need: Need | None = None, limit: int = 20, offset: int = 0) -> list[ToLook]:
        """Documents that should be looked at, the last added first, with what speaks for it."""
        found = self._corrections.to_look(need, limit, offset)
        records = self._home.catalogue.documents(list(found))
        return [self._to_look(number, records[number], needs) for number, needs in found.items()]

    def _to_look(self, number: int, record: Document, needs: frozenset[Need]) -> ToLook:
        catalogue = self._home.catalogue
        evidence = catalogue.cards.evidence(number) if Need.CARD in needs else ()
        twins = catalogue.likenesses.of(number) if Need.SAME in needs else ()
        pages = catalogue.leaves.confidences(number) if Need.SCAN in needs else ()
        return ToLook(
            record,
            needs,
            suggestions=tuple(each for each in evidence if each.standing is Standing.OPEN),
            twins=tuple(each for each in twins if each.kinship is Kinship.SAME),
            doubtful_pages=tuple(each for each in pages if each[1] < DOUBTFUL_CONFIDENCE),
            repairs=catalogue.repairs.of(number) if Need.REPAIR in needs else (),
        )

    def card(self, document_id_: str) -> dict[str, str]:
        """The card as fields of a form. Raises: DocumentNotFound."""
        record = self.document(document_id_)
        texts = {name: as_text(getattr(record.metadata, name)) for name in FIELDS}
        return {**texts, COLLECTIONS: "; ".join(record.collections)}

    def known(self, field: str) -> list[str]:
        """Values that cards hold in a field, those used most first."""
        return self._corrections.known(field)

    def versions(self, document_id_: str) -> list[Version]:
        """The changes of a card, the last first. Raises: DocumentNotFound."""
        return self._corrections.versions(self._number(document_id_))

    def trashed(self, limit: int = 50, offset: int = 0) -> list[Document]:
        """Documents in the trash, those put there last first."""
        numbers = self._corrections.trashed(limit, offset)
        records = self._home.catalogue.documents(numbers)
        return [records[number] for number in numbers]

    def stands_for(self, document_id_: str) -> str | None:
        """The document that one in the trash was merged into."""
        try:
            into = self._corrections.stands_for(self._number(document_id_))
        except DocumentNotFound:
            return None
        return document_id(into) if into is not None else None

    # ---- changing

    def edit(self, document_ids: Iterable[str], changes: Mapping[str, str], who: str) -> int:
        """Write fields of cards as people write them. Returns: how many documents are another way now.

        Raises: DocumentNotFound; BadTable: a value is none of its field; WrongUse: no such field.
        """
        if unknown := changes.keys() - {*FIELDS, COLLECTIONS}:
            raise WrongUse(f"no field {', '.join(sorted(unknown))}: the fields are {', '.join(FIELDS)}")
        kept = {name: _names(text) if name == COLLECTIONS else cell(name, text) for name, text in changes.items()}
        numbers = [self._number(each) for each in document_ids]
        return self._changed(self._corrections.edit(numbers, kept, who))

    def collect(self, document_ids: Iterable[str], who: str, *, into: str = "", out_of: str = "") -> int:
        """Put documents into a collection, or take them out of one. Returns: how many are another way now.

        Raises: DocumentNotFound.
        """
        numbers = [self._number(each) for each in document_ids]
        return self._changed(self._corrections.collect(numbers, who, into=into, out_of=out_of))

    def answer(self, document_id_: str, field: str, value: str, who: str, *, accepted: bool) -> bool:
        """Take a suggestion as the card's value, or refuse it. Returns: False if it is answered already.

        Raises: DocumentNotFound.
        """
        number = self._number(document_id_)
        return self._changed(self._corrections.answer(number, field, value, who, accepted=accepted))

    def undo(self, version: int, who: str) -> bool:
        """Put back what stood on a card before a change. Returns: False if there is no such change."""
        return self._changed(self._corrections.undo(version, who))

    def looked(self, document_id_: str, need: Need, who: str) -> None:
        """Write that somebody has looked at a document, and that it is well so. Raises: DocumentNotFound."""
        self._corrections.looked(self._number(document_id_), need, who)

    def trash(self, document_ids: Sequence[str], who: str, *, trashed: bool = True) -> int:
        """Put documents into the trash, or take them out. Returns: how many. Raises: DocumentNotFound."""
        numbers = [self._number(each) for each in document_ids]
        return self._changed(self._corrections.trash(numbers, who, trashed=trashed))

    def merge(self, kept: str, other: str, who: str) -> None:
        """Let one document stand for another, which goes to the trash and leads to it.

        Raises: DocumentNotFound; WrongUse: both are one, or one is in the trash.
        """
        if kept == other or self.document(kept).trashed or self.document(other).trashed:
            raise WrongUse(f"{kept} and {other} cannot be merged: name two documents outside the trash")
        self._corrections.merge(self._number(kept), self._number(other), who)
        self._told()

    def _number(self, document_id_: str) -> int:
        return self._home.catalogue.number_of(document_id_)

    def _changed(self, what: _Count) -> _Count:
        if what:
            self._told()
        return what


def _names(text: str) -> str:
    """Names of collections, each once, with "; " between."""
    return "; ".join(dict.fromkeys(" ".join(each.split()) for each in text.split(";") if each.strip()))
