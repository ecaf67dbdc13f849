"""One page of a document, ready to be read, with the hits of a line.

Only the text of that page is read, and of the few others where it must be seen on which side of a break a hit stands:
of the rest of a book, labels, headings and passages without their text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping

from indexer.catalogue import Catalogue, PageText, StoredPage
from indexer.catalogue.leaves import Leaf
from indexer.engines.base import Engine
from indexer.entries import passage_text
from indexer.errors import PageNotFound
from indexer.model import Document, HitPage, Passage, ReadingBlock, ReadingPage
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
    stored = catalogue.pages(number, [page]).get(page)
    if stored is None:
        raise PageNotFound(document.id, page, document.pages)
    leaves = catalogue.leaves.of(number)
    hits = _Hits(catalogue, engine, number, leaves, line, abbreviations=abbreviations)
    hit_pages = hits.pages()
    numbers = [each.number for each in hit_pages]
    before, after = bisect_left(numbers, page) - 1, bisect_right(numbers, page)
    return ReadingPage(
        document=document,
        number=page,
        label=stored.page.label,
        blocks=tuple(_blocks(stored, hits.on_page(stored))),
        previous_page=page - 1 if page - 1 in leaves else None,
        next_page=page + 1 if page + 1 in leaves else None,
        hit_pages=hit_pages,
        previous_hit=numbers[before] if before >= 0 else None,
        next_hit=numbers[after] if after < len(numbers) else None,
        contents=tuple((*each, leaves[each[2]].label) for each in catalogue.leaves.headings(number)),
        origin=stored.page.origin,
        confidence=stored.page.confidence,
        waits=bool(document.waiting) and page in catalogue.scans.untried(number),
    )


def hit_pages(
    catalogue: Catalogue, engine: Engine, document: Document, line: str, *, abbreviations: bool = True
) -> tuple[HitPage, ...]:
    """Pages of a document on which a line is found, as `read_page` lists them, and nothing else of it."""
    number = number_of_id(document.id) or 0
    leaves = catalogue.leaves.of(number)
    return _Hits(catalogue, engine, number, leaves, line, abbreviations=abbreviations).pages()


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


def passages_found(engine: Engine, number: int, plan: Plan) -> tuple[list[int], bool]:
    """Numbers of the passages of one document that hold a line whole, in order; where none does, of those that hold any of it.

    Returns: them, and whether they hold it whole.
    """
    here = InDocuments((number,))
    for whole, match in ((True, plan.match), (False, AnyOf(tuple(Has(each.field, each.term) for each in plan.scored)))):
        found = engine.passages(AllOf((match, here)), most=_MOST_HITS + 1)
        if passages := [each for each in found if each % MOST_PASSAGES]:
            return passages, whole
    return [], False


class _Hits:
    """The passages of one document that a line finds."""

    def __init__(
        self,
        catalogue: Catalogue,
        engine: Engine,
        number: int,
        leaves: Mapping[int, Leaf],
        line: str,
        *,
        abbreviations: bool,
    ) -> None:
        self._catalogue, self._leaves, self._number = catalogue, leaves, number
        self._numbers, self._starts = list(leaves), [leaf.start for leaf in leaves.values()]
        self._plan = understand(line, engine, abbreviations=abbreviations).plan if line.strip() else None
        self._highlighter = Highlighter(self._plan.patterns if self._plan else ())
        found = passages_found(engine, number, self._plan)[0] if self._plan and self._plan.patterns else ()
        self._passages = catalogue.passages(found)

    def pages(self) -> tuple[HitPage, ...]:
        """Pages with a highlight, in order.

        A passage that goes on overleaf counts where most of it stands. Only where none of its pages surely has a
        highlight, its text says which of them has.
        """
        whole = Counter(each.first_page for each in self._passages.values() if each.first_page == each.last_page)
        split = [each for each in self._passages.values() if each.first_page != each.last_page]
        unsure = [each for each in split if not whole.keys() >= set(_pages_of(each))]
        texts = self._texts(unsure)
        counted = whole + Counter(self._home(each) for each in split if whole.keys() >= set(_pages_of(each)))
        for passage in unsure:
            marked = Counter(
                page
                for start, end in self._marked(passage, texts)
                for page in range(self._page_at(start), self._page_at(end - 1) + 1)
            )
            if marked:
                home = self._home(passage)
                counted[home if home in marked else max(marked, key=lambda page: (marked[page], -page))] += 1
                counted.update(dict.fromkeys(marked.keys() - counted.keys(), 0))
        return tuple(HitPage(each, self._leaves[each].label, max(counted[each], 1)) for each in sorted(counted))

    def on_page(self, stored: StoredPage) -> list[tuple[int, int]]:
        """Highlights of the passages on the page, as slices of the document's text."""
        page = stored.page.number
        here = [each for each in self._passages.values() if each.first_page <= page <= each.last_page]
        own = PageText(page, stored.page.label, stored.start, stored.text)
        texts = self._texts(here, but=page) | {page: own}
        return _merged(sorted({slice_ for passage in here for slice_ in self._marked(passage, texts)}))

    def _texts(self, passages: Iterable[Passage], but: int | None = None) -> dict[int, PageText]:
        """The text of the pages that these passages stand on."""
        wanted = {page for passage in passages for page in _pages_of(passage)} - {but}
        return self._catalogue.page_texts([(self._number, page) for page in sorted(wanted)]).get(self._number, {})

    def _marked(self, passage: Passage, texts: Mapping[int, PageText]) -> list[tuple[int, int]]:
        marked = self._highlighter.highlights(passage_text({page: texts[page] for page in _pages_of(passage)}, passage))
        return [(to_document(passage, start), to_document(passage, end)) for start, end in marked]

    def _home(self, passage: Passage) -> int:
        """The page on which most of a passage stands; the first of those equal."""
        return max(_pages_of(passage), key=lambda page: (self._share(passage, page), -page))

    def _share(self, passage: Passage, page: int) -> int:
        """Characters of a passage on a page."""
        low, following = self._leaves[page].start, self._leaves.get(page + 1)
        high = following.start if following else passage.spans[-1][1]
        return sum(max(min(end, high) - max(start, low), 0) for start, end in passage.spans)

    def _page_at(self, offset: int) -> int:
        """The page on which a place in the document's text stands."""
        return self._numbers[bisect_right(self._starts, offset) - 1]


def _pages_of(passage: Passage) -> range:
    return range(passage.first_page, passage.last_page + 1)


def _merged(slices: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in slices:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
