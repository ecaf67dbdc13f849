"""What every search asks of the catalogue, as statements that are made once: making them takes longer than answering."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from indexer.catalogue import tables as t

LAST_PAGE = 1 << 18  # of a document; beside its number of 44 bits, a signed integer of 64 bits holds no more


def _these(name: str) -> sa.BindParameter[Sequence[int]]:
    return sa.bindparam(name, expanding=True)


_NUMBERS = _these("numbers")

BETWEEN_NAMES = "\x1f"  # of collections; one with this sign would be shown as two
_NAMES = (
    sa.select(sa.func.aggregate_strings(t.collections.c.name, BETWEEN_NAMES))
    .where(t.collections.c.document == t.documents.c.document)
    .scalar_subquery()
    .label("collection_names")
)
DOCUMENTS = (
    sa.select(t.documents, t.files.c.filename, t.files.c.media_type, t.files.c.sha256, t.files.c.size, _NAMES)
    .join(t.files)
    .where(t.documents.c.document.in_(_NUMBERS))
)
PASSAGES = sa.select(t.passages).where(t.passages.c.passage.in_(_NUMBERS))

_TEXT = (t.pages.c.page, t.pages.c.label, t.pages.c.start, t.pages.c.text)
_ITS_PAGES = sa.and_(
    t.pages.c.document == t.passages.c.document,
    t.pages.c.page.between(t.passages.c.first_page, t.passages.c.last_page),
)
PASSAGES_ON_PAGES = sa.select(t.passages, *_TEXT).join(t.pages, _ITS_PAGES).where(t.passages.c.passage.in_(_NUMBERS))

# SQLite walks through the whole table for an IN of pairs. These three it answers from the key: every document with every
# page number, and of the rows that are there only the pairs.
_HERE = (
    t.pages.c.document.in_(_these("documents")),
    t.pages.c.page.in_(_these("pages")),
    (t.pages.c.document * LAST_PAGE + t.pages.c.page).in_(_these("pairs")),
)
PAGES = sa.select(t.pages).where(*_HERE)
PAGE_TEXTS = sa.select(t.pages.c.document, *_TEXT).where(*_HERE)


def these_pages(wanted: Sequence[tuple[int, int]]) -> dict[str, list[int]]:
    """The parameters of PAGES and PAGE_TEXTS for these pairs of document and page."""
    return {
        "documents": list({document for document, _ in wanted}),
        "pages": list({page for _, page in wanted}),
        "pairs": [document * LAST_PAGE + page for document, page in wanted],
    }
