"""All documents of a result as a file: a table, a workbook, JSON, RIS or MARC 21, written as they come."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from indexer.cite import csl_item, ris
from indexer.errors import WrongUse
from indexer.exchange.marc import as_marc, record_of
from indexer.model import DocumentHit
from indexer.shapes import hit_json
from indexer.sheet import sheet, workbook

COLUMNS = (
    "id",
    "number",
    "title",
    "kind",
    "issuer",
    "authors",
    "date",
    "collection",
    "match",
    "passage",
    "page",
    "address",
)

Address = Callable[[DocumentHit], str]  # where a document is read, at its best passage
Writer = Callable[[Iterable[DocumentHit], Address], Iterator[bytes]]


def as_csv(hits: Iterable[DocumentHit], address: Address) -> Iterator[str]:
    """A table that spreadsheets open; a cell is never a formula."""
    return sheet(chain([COLUMNS], (row(hit, address) for hit in hits)))


def as_json(hits: Iterable[DocumentHit], address: Address) -> Iterator[str]:
    """One array of documents, one a line, in the shape of a page of results, each with its address."""
    before = "[\n"
    for hit in hits:
        yield before + json.dumps({**hit_json(hit), "address": address(hit)}, ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def as_ris(hits: Iterable[DocumentHit], _: Address) -> Iterator[str]:
    """A record for each document, as everywhere else."""
    between = ""
    for hit in hits:
        yield between + ris([csl_item(hit.document)])
        between = "\r\n"


def as_xlsx(hits: Iterable[DocumentHit], address: Address) -> Iterator[bytes]:
    """The same table as a workbook. Raises: WrongUse: it is too long for one."""
    return workbook(chain([COLUMNS], (row(hit, address) for hit in hits)))


def as_mrc(hits: Iterable[DocumentHit], address: Address) -> Iterator[bytes]:
    """A record of MARC 21 for each document, as libraries exchange them."""
    return as_marc(record_of(hit.document, address(hit)) for hit in hits)


def _encoded(write: Callable[[Iterable[DocumentHit], Address], Iterator[str]]) -> Writer:
    return lambda hits, address: (piece.encode() for piece in write(hits, address))


EXPORTS: dict[str, tuple[Writer, str]] = {  # → writer, content type
    "csv": (_encoded(as_csv), "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": (_encoded(as_json), "application/json; charset=utf-8"),
    "ris": (_encoded(as_ris), "application/x-research-info-systems; charset=utf-8"),
    "mrc": (as_mrc, "application/marc"),
}


def export(hits: Iterable[DocumentHit], form: str, address: Address) -> Iterator[bytes]:
    """The documents as a file in UTF-8, piece by piece. Raises: WrongUse: there is no such form."""
    if form not in EXPORTS:
        raise WrongUse(f"no form {form!r} of an export: choose one of {', '.join(EXPORTS)}")
    write, _ = EXPORTS[form]
    return write(hits, address)


def row(hit: DocumentHit, address: Address) -> tuple[str, ...]:
    """What the columns say of a document."""
    card = hit.document.metadata
    best = hit.passages[0] if hit.passages else None
    date = card.issued_on.isoformat() if card.issued_on else str(card.year or "")
    return (
        hit.document.id,
        card.number or "",
        card.title or hit.document.filename,
        card.kind or "",
        card.issuer or "",
        "; ".join(card.authors),
        date,
        "; ".join(hit.document.collections),
        "whole" if hit.whole else "partial",
        best.text if best else "",
        (best.page_label or "") if best else "",
        address(hit),
    )
