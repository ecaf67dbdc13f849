"""What a page refers to and what refers to its document, as they are listed beside it. Pure functions, no HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from indexer.model import Certainty, CitingDocument, Document, Led, Reference
from indexer.wish_list import printed_number

_LONGEST = 110  # code points of a reference as it is listed
_MOST_CANDIDATES = 3


@dataclass(slots=True)
class Named:
    """A paper that a page names, however often."""

    text: str
    document: Document | None
    candidates: tuple[Document, ...]
    line: str  # that finds it, where it is not held
    places: list[str] = field(default_factory=list)  # within it, that the page points to


def listed(led: Iterable[Led]) -> list[Named]:
    """Each paper once, in the order in which the page names them."""
    found: dict[object, Named] = {}
    for each in led:
        reference = each.reference
        identity = each.document.id if each.document else (reference.key, reference.issued_on, reference.term)
        named = found.setdefault(
            identity,
            Named(shortened(reference.text), each.document, each.candidates[:_MOST_CANDIDATES], line_of(reference)),
        )
        if reference.pinpoint and reference.pinpoint not in named.places:
            named.places.append(reference.pinpoint)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Citing:
    """A document that refers to the one being read, and where it first does."""

    document: Document
    page: int
    line: str  # that is highlighted there
    sure: bool


def citing(documents: Sequence[CitingDocument]) -> list[Citing]:
    """The documents with the place to open each at."""
    return [_citing(each) for each in documents]


def _citing(citing: CitingDocument) -> Citing:
    telling = [each for each in citing.references if each.symbol and each.symbol in each.text]
    first = (telling or citing.references)[0]
    return Citing(citing.document, first.page, line_of(first), citing.sure)


def line_of(reference: Reference) -> str:
    """A line that finds the paper, or the place that names it.

    >>> line_of(Reference(0, 9, "Luật Thủ đô", "luật thủ đô", Certainty.NAME, "Luật"))
    '"Luật Thủ đô"'
    """
    if reference.symbol:
        return printed_number(reference)
    if reference.certainty is Certainty.BARE:
        return f"{reference.kind} {reference.number}"
    return f'"{" ".join(_words(reference.text))}"'


def _words(text: str) -> list[str]:
    return text.translate({ord(mark): " " for mark in '"“”„«»'}).split()


def shortened(text: str) -> str:
    """A reference as it is listed."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(maxsplit=1)[0] + " …"
