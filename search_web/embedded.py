"""What a page says of its document to programs: Highwire tags for Google Scholar and Mendeley, COinS for others."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from indexer.model import Document

_THESIS = ("luận văn", "luận án", "khóa luận")


def highwire(document: Document) -> Iterator[tuple[str, str]]:
    """Name and content of the `citation_*` tags. A body goes as an author, for Scholar wants one."""
    card = document.metadata
    yield "citation_title", card.title or document.filename
    yield from (("citation_author", name) for name in card.authors or ((card.issuer,) if card.issuer else ()))
    when = f"{card.issued_on:%Y/%m/%d}" if card.issued_on else str(card.year or "")
    first, _, last = card.page_range.replace("–", "-").partition("-")
    thesis = card.kind.lower().startswith(_THESIS)
    rows = (
        ("publication_date", when),
        ("journal_title", card.journal),
        ("volume", card.volume),
        ("issue", card.issue),
        ("firstpage", first.strip()),
        ("lastpage", last.strip()),
        ("publisher", card.publisher),
        ("isbn", card.isbn),
        ("issn", card.issn),
        ("doi", card.doi),
        ("dissertation_institution", card.issuer if thesis else ""),
        ("technical_report_number", card.number if not card.journal else ""),
    )
    yield from ((f"citation_{name}", value) for name, value in rows if value)
    yield "citation_language", card.language or "vi"


def coins(document: Document) -> str:
    """The title of a COinS span. Names go as `rft.aucorp`: of `rft.au` programs make a first and a last name."""
    card = document.metadata
    article = bool(card.journal)
    first = ("genre", "article") if article else ("genre", "book" if card.publisher or card.isbn else "document")
    rows = (
        ("atitle" if article else "btitle", card.title or document.filename),
        ("jtitle", card.journal),
        ("aucorp", ", ".join(card.authors) or card.issuer),
        ("date", card.issued_on.isoformat() if card.issued_on else str(card.year or "")),
        ("volume", card.volume),
        ("issue", card.issue),
        ("pages", card.page_range),
        ("pub", card.publisher),
        ("place", card.place),
        ("edition", card.edition),
        ("isbn", card.isbn),
        ("issn", card.issn),
        ("language", card.language or "vi"),
    )
    kind = "journal" if article else "book"
    stated = [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{kind}")]
    stated += [(f"rft.{name}", value) for name, value in (first, *rows) if value]
    return urlencode(stated)
