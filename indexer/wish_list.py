"""The list of papers that are wanted, for readers of the command line and as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from indexer.model import Reference, Wish
from indexer.sheet import sheet

_COLUMNS = (
    "Loại",
    "Số, ký hiệu",
    "Ngày ban hành",
    "Năm",
    "Cơ quan ban hành",
    "Khóa",
    "Như tài liệu ghi",
    "Số tài liệu nhắc đến",
    "Số chỗ nhắc đến",
    "Tài liệu nhắc đến",
)


def printed_number(reference: Reference) -> str:
    """Number and symbol as papers print them; empty where none is stated.

    >>> from indexer.model import Certainty
    >>> printed_number(Reference(0, 1, "", "", Certainty.NUMBER, number="23", symbol="CT/TW"))
    '23-CT/TW'
    >>> printed_number(Reference(0, 1, "", "", Certainty.NUMBER, number="8", symbol="NQ"))
    '8/NQ'
    """
    if not reference.symbol:
        return reference.number
    mark = "-" if "/" in reference.symbol and "/" not in reference.number else "/"
    return f"{reference.number}{mark}{reference.symbol}"


def wish_lines(wishes: Iterable[Wish]) -> Iterator[str]:
    """What is wanted, a line each."""
    for each in wishes:
        asking = ", ".join(document.id for document in each.asking)
        more = " …" if len(each.asking) < each.documents else ""
        text = " ".join(each.reference.text.split())
        yield f"{each.documents:5} documents {each.places:5} places  {text}  [{asking}{more}]"


def wishes_as_csv(wishes: Iterable[Wish]) -> str:
    """What is wanted as a table that spreadsheets open."""
    return "".join(sheet([_COLUMNS, *map(_row, wishes)]))


def _row(wish: Wish) -> tuple[str, ...]:
    reference = wish.reference
    return (
        reference.kind,
        printed_number(reference),
        reference.issued_on.isoformat() if reference.issued_on else "",
        str(reference.year or ""),
        reference.issuer,
        str(reference.term or ""),
        " ".join(reference.text.split()),
        str(wish.documents),
        str(wish.places),
        "; ".join(f"{each.id} {each.metadata.title or each.filename}" for each in wish.asking),
    )
