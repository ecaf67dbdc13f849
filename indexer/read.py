"""One page of a document, ready to be read, with the hits of a line."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from indexer.catalogue import Catalogue, StoredPage
from indexer.engines.base import Engine
from indexer.entries import passage_text
from indexer.errors import PageNotFound
from indexer.model import BlockKind, Document, Passage, ReadingBlock, ReadingPage
from indexer.numbering import MOST_PASSAGES, number_of_id
from indexer.query.plan import Plan
from indexer.query.question import understand
from indexer.query.terms import AllOf, AnyOf, Has, InDocuments
from indexer.search import to_document
from indexer.snippet import Highlighter, clipped
from indexer.text.layout import place

_MOST_HITS = 5000  # passages of one document whose pages are listed


def read_page(
    catalogue: Catalogue, engine: Engine, document: Document, page: int, line: str, *, abbreviations: bool = True
) -> ReadingPage:
    """A page of a document with the highlights of a line.

    Highlights stand in the passages that hold the line whole; in a document that has none, in those that hold any of it.
    Raises: PageNotFound.
    """
    number = number_of_id(document.id) or 0
    pages = catalogue.pages(number)
    if page not in pages:
        raise PageNotFound(document.id, page, len(pages))
    hits = _Hits(catalogue, engine, number, pages, line, abbreviations=abbreviations)
    hit_pages = hits.pages()
    before, after = bisect_left(hit_pages, page) - 1, bisect_right(hit_pages, page)
    return ReadingPage(
        document=document,
        number=page,
        label=pages[page].page.label,
        blocks=tuple(_blocks(pages[page], hits.on_page(page))),
        previous_page=page - 1 if page - 1 in pages else None,
        next_page=page + 1 if page + 1 in pages else None,
        hit_pages=tuple((each, pages[each].page.label) for each in hit_pages),
        previous_hit=hit_pages[before] if before >= 0 else None,
        next_hit=hit_pages[after] if after < len(hit_pages) else None,
        contents=tuple(_contents(pages)),
        origin=pages[page].page.origin,
        confidence=pages[page].page.confidence,
        waits=bool(document.waiting) and page in catalogue.scans.untried(number),
    )


def _blocks(stored: StoredPage, marked: list[tuple[int, int]]) -> list[ReadingBlock]:
    return [
        ReadingBlock(
            text=placed.block.text,
            kind=placed.block.kind,
            level=placed.block.level,
            start=placed.start,
            highlights=tuple(clipped(marked, placed.start, placed.end)),
        )
        for placed in place(stored.page.blocks, stored.page.number, stored.start)
    ]


def _contents(pages: dict[int, StoredPage]) -> list[tuple[str, int, int, str | None]]:
    return [
        (block.text, block.level, page, stored.page.label)
        for page, stored in pages.items()
        for block in stored.page.blocks
        if block.kind is BlockKind.HEADING
    ]


class _Hits:
    """The passages of one document that a line finds."""

    def __init__(
        self,
        catalogue: Catalogue,
        engine: Engine,
        number: int,
        pages: dict[int, StoredPage],
        line: str,
        *,
        abbreviations: bool,
    ) -> None:
        self._catalogue, self._pages, self._number = catalogue, pages, number
        self._plan = understand(line, engine, abbreviations=abbreviations).plan if line.strip() else None
        self._highlighter = Highlighter(self._plan.patterns if self._plan else ())
        self._passages = self._found(engine, self._plan) if self._plan and self._plan.patterns else {}

    def _found(self, engine: Engine, plan: Plan) -> dict[int, Passage]:
        here = InDocuments((self._number,))
        found: list[int] = []
        for match in (plan.match, AnyOf(tuple(Has(each.field, each.term) for each in plan.scored))):
            ranking = engine.search(AllOf((match, here)), limit=1, passages_per_document=_MOST_HITS, count=False)
            found = [hit.passage for each in ranking.documents for hit in each.passages if hit.passage % MOST_PASSAGES]
            if found:
                break
        return self._catalogue.passages(found)

    def pages(self) -> list[int]:
        """Pages with a highlight, in order."""
        found: set[int] = set()
        for passage in self._passages.values():
            if passage.first_page == passage.last_page:
                found.add(passage.first_page)
            elif not set(range(passage.first_page, passage.last_page + 1)) <= found:
                for start, _ in self._marked(passage):
                    found.add(max(page for page, stored in self._pages.items() if stored.start <= start))
        return sorted(found)

    def on_page(self, page: int) -> list[tuple[int, int]]:
        """Highlights of the passages on the page, as slices of the document's text."""
        slices = {
            each
            for passage in self._passages.values()
            if passage.first_page <= page <= passage.last_page
            for each in self._marked(passage)
        }
        return _merged(sorted(slices))

    def _marked(self, passage: Passage) -> list[tuple[int, int]]:
        around = {page: self._pages[page] for page in range(passage.first_page, passage.last_page + 1)}
        marked = self._highlighter.highlights(passage_text(around, passage))
        return [(to_document(passage, start), to_document(passage, end)) for start, end in marked]


def _merged(slices: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in slices:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
