"""A line → a page of results: parsed, planned, ranked by the engine, shown from the catalogue."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.answers import find_answer
from indexer.catalogue import Catalogue, PageText
from indexer.engines.base import Engine, RankedDocument, Ranking
from indexer.entries import passage_text
from indexer.model import FACETS, Answer, Document, DocumentHit, Filter, Passage, PassageHit, SearchPage, Sort
from indexer.numbering import is_card
from indexer.query.nodes import Words, shown
from indexer.query.plan import Plan
from indexer.query.question import Question, understand
from indexer.query.terms import AllOf, AnyOf, Between, Has, InDocuments, Match
from indexer.snippet import Highlighter, clipped
from indexer.suggest.meant import did_you_mean
from indexer.suggest.statistics import Statistics

MOST_DOCUMENTS = 1000  # that paging reaches; beyond it, narrower lines serve better
PASSAGES_SHOWN = 3
_BLOCK = 100  # documents shown at once when all are


def search(
    catalogue: Catalogue,
    engine: Engine,
    line: str,
    *,
    filters: Sequence[Filter] = (),
    sort: Sort = Sort.RELEVANCE,
    limit: int = 10,
    offset: int = 0,
    abbreviations: bool = True,
    statistics: Statistics | None = None,
) -> SearchPage:
    """One page of the documents that hold the line.

    A line of up to six syllables is held whole by the documents that come first; those that hold only some of it
    follow. A longer line is ranked as one list. Totals and facets count the documents that hold the line whole, or
    the stated share of a long one. A line without words lists everything, newest first.
    """
    began = time.perf_counter()
    offset = min(offset, MOST_DOCUMENTS)
    question, everything = _asked(line, engine, abbreviations=abbreviations)
    sort = Sort.NEWEST if everything and sort is Sort.RELEVANCE else sort
    ranked = rank(engine, question.plan, filters=filters, sort=sort, limit=limit, offset=offset)
    meant = None
    if statistics and not offset and not everything and question.as_typed:
        meant = did_you_mean(
            line,
            question.node,
            ranked.counts.total_documents,
            statistics,
            lambda other: found(engine, other, filters, abbreviations=abbreviations),
        )
    shelf = _Shelf(catalogue, question.plan)
    documents = shelf.hits(ranked.documents)
    asks = isinstance(question.node, Words) and sort is Sort.RELEVANCE and not offset
    return SearchPage(
        query=line,
        interpreted=shown(question.node),
        notices=question.notices,
        took_ms=(time.perf_counter() - began) * 1000,
        total_documents=ranked.counts.total_documents,
        total_passages=ranked.counts.total_passages,
        documents=tuple(documents),
        facets={name: dict(values) for name, values in ranked.counts.facets.items()},
        offset=offset,
        limit=limit,
        more=ranked.more,
        share=question.plan.share,
        did_you_mean=meant,
        answer=_answer(catalogue, engine, question, filters) if asks else None,
    )


def _asked(line: str, engine: Engine, *, abbreviations: bool) -> tuple[Question, bool]:
    """What a line asks for, and whether it has no words and so asks for everything."""
    question = understand(line, engine, abbreviations=abbreviations)
    if isinstance(question.node, Words) and not question.plan.scored and not question.plan.patterns:
        return replace(question, plan=replace(question.plan, match=AllOf(()))), True
    return question, False


def search_all(
    catalogue: Catalogue,
    engine: Engine,
    line: str,
    *,
    filters: Sequence[Filter] = (),
    sort: Sort = Sort.RELEVANCE,
    abbreviations: bool = True,
) -> Iterator[DocumentHit]:
    """All documents of a result, in the order of its pages, however many they are.

    They are ranked once, before this returns; what is shown of them is fetched as they are taken. An index that
    changes meanwhile changes nothing.
    """
    question, everything = _asked(line, engine, abbreviations=abbreviations)
    sort = Sort.NEWEST if everything and sort is Sort.RELEVANCE else sort
    ranked = rank(engine, question.plan, filters=filters, sort=sort, limit=max(len(engine.held()), 1))
    return _in_blocks(_Shelf(catalogue, question.plan), ranked.documents)


def _in_blocks(shelf: _Shelf, ranked: list[tuple[RankedDocument, bool]]) -> Iterator[DocumentHit]:
    for start in range(0, len(ranked), _BLOCK):
        yield from shelf.hits(ranked[start : start + _BLOCK])


def last_added(
    catalogue: Catalogue,
    engine: Engine,
    line: str,
    *,
    filters: Sequence[Filter] = (),
    abbreviations: bool = True,
    limit: int = 50,
) -> list[DocumentHit]:
    """Of the documents that the totals of a search count, those added last, the last first; each with its best passage."""
    question, _ = _asked(line, engine, abbreviations=abbreviations)
    ranked = _Ranked(engine, question.plan, filters, Sort.RELEVANCE)
    numbers = catalogue.shelf.last_added(ranked.holders(), limit)
    best = {each.document: each for each in ranked.best_of(numbers)}
    return _Shelf(catalogue, question.plan).hits([(best[number], True) for number in numbers if number in best])


def _answer(catalogue: Catalogue, engine: Engine, question: Question, filters: Sequence[Filter]) -> Answer | None:
    """What the library answers to a line of plain words."""
    text = question.node.text if isinstance(question.node, Words) else ""
    exact, ranges = parted(filters)
    return find_answer(catalogue, engine, text, question.plan.patterns, filters=exact, within=ranges)


def found(engine: Engine, line: str, filters: Sequence[Filter] = (), *, abbreviations: bool = True) -> int:
    """How many documents hold the line whole, or the stated share of a long one."""
    plan = understand(line, engine, abbreviations=abbreviations).plan
    return _Ranked(engine, plan, filters, Sort.RELEVANCE).total()


def holds(engine: Engine, line: str) -> bool:
    """Whether any document holds the line whole, or the stated share of a long one. Cheaper than counting them."""
    plan = understand(line, engine).plan
    return engine.holds(plan.match)


@dataclass(frozen=True, slots=True)
class RankedPage:
    """Documents of one page of a result, before they are shown."""

    documents: list[tuple[RankedDocument, bool]]  # each with whether it holds the line whole
    counts: Ranking
    more: bool


def rank(
    engine: Engine,
    plan: Plan,
    *,
    filters: Sequence[Filter] = (),
    sort: Sort = Sort.RELEVANCE,
    limit: int = 10,
    offset: int = 0,
) -> RankedPage:
    """All that one search asks of the engine: the order of documents, totals and facets."""
    return _Ranked(engine, plan, filters, sort).page(limit, offset)


class _Ranked:
    """The order of documents for one plan."""

    def __init__(self, engine: Engine, plan: Plan, filters: Sequence[Filter], sort: Sort) -> None:
        self._engine, self._plan, self._sort = engine, plan, sort
        self._filters, ranges = parted(filters)
        self._match: Match = AllOf((plan.match, *ranges)) if ranges else plan.match
        any_of = AnyOf(tuple(Has(each.field, each.term) for each in plan.scored))
        needed = (*plan.required, *ranges)
        self._any_match: Match = AllOf((any_of, *needed)) if needed else any_of

    def total(self) -> int:
        """How many documents hold the line."""
        return self._engine.search(self._match, filters=self._filters, limit=0).total_documents

    def holders(self) -> set[int]:
        """All documents that hold the line."""
        most = max(len(self._engine.held()), 1)
        found = self._engine.search(self._match, filters=self._filters, limit=most, passages_per_document=0)
        return {each.document for each in found.documents}

    def best_of(self, numbers: Sequence[int]) -> tuple[RankedDocument, ...]:
        """These documents, which hold the line, each with its best passage."""
        match = AllOf((self._match, InDocuments(tuple(numbers))))
        return self._engine.search(match, self._plan.scored, limit=len(numbers), passages_per_document=1).documents

    def page(self, limit: int, offset: int) -> RankedPage:
        partial = self._plan.partial and self._sort is Sort.RELEVANCE
        if partial and self._plan.one_list:
            return self._one_list(limit, offset)
        return self._two_lists(limit, offset, partial=partial)

    def _two_lists(self, limit: int, offset: int, *, partial: bool) -> RankedPage:
        counts = self._whole(limit + 1, offset)
        documents = [(each, True) for each in counts.documents[:limit]]
        more = len(counts.documents) > limit
        if partial and not more:
            followers = self._followers(counts, limit, offset)
            more = len(documents) + len(followers) > limit
            documents += [(each, False) for each in followers][: limit - len(documents)]
        return RankedPage(documents, counts, more)

    def _whole(self, limit: int, offset: int) -> Ranking:
        return self._engine.search(
            self._match,
            self._plan.scored,
            filters=self._filters,
            sort=self._sort,
            limit=limit,
            offset=offset,
            passages_per_document=PASSAGES_SHOWN,
            facets=FACETS,
        )

    def _any(
        self, limit: int, offset: int, *, shown: int = PASSAGES_SHOWN, leaving_out: Collection[int] = ()
    ) -> tuple[RankedDocument, ...]:
        """Documents by score, whatever share of the line they hold."""
        found = self._engine.search(
            self._any_match,
            self._plan.scored,
            filters=self._filters,
            limit=limit,
            offset=offset,
            passages_per_document=shown,
            count=False,
            leaving_out=leaving_out,
        )
        return found.documents

    def _one_list(self, limit: int, offset: int) -> RankedPage:
        counts = self._whole(0, 0)
        found = self._any(limit + 1, offset)
        numbers = tuple(each.document for each in found[:limit])
        held: dict[int, int] = {}
        if counts.total_documents and numbers:
            match = AllOf((self._match, InDocuments(numbers)))
            whole = self._engine.search(match, filters=self._filters, limit=len(numbers), passages_per_document=0)
            held = {each.document: each.matches for each in whole.documents}
        documents = [(replace(each, matches=held.get(each.document, 0)), each.document in held) for each in found]
        return RankedPage(documents[:limit], counts, len(found) > limit)

    def _followers(self, counts: Ranking, limit: int, offset: int) -> Sequence[RankedDocument]:
        """Documents that hold only some of the line, from where those that hold it whole end; one more than shown.

        Each has its best passage: the others say still less.
        """
        total = counts.total_documents
        whole = {each.document for each in counts.documents}
        if total > len(whole):
            all_whole = self._engine.search(self._match, filters=self._filters, limit=total, passages_per_document=0)
            whole = {each.document for each in all_whole.documents}
        wanted = limit - len(counts.documents) + 1
        return self._any(wanted, max(0, offset - total), shown=1, leaving_out=whole)


def parted(filters: Sequence[Filter]) -> tuple[list[Filter], list[Between]]:
    """Filters that an engine takes, and the ranges of years among them, which are matched."""
    exact = [each for each in filters if not _years(each)]
    return exact, [years for each in filters if (years := _years(each))]


def _years(chosen: Filter) -> Between | None:
    """The range of years of a filter, None if it names one value."""
    low, dots, high = chosen.value.partition("..")
    if chosen.facet != "year" or not dots or not all(not end or end.isdecimal() for end in (low, high)):
        return None
    return Between(int(low) if low else None, int(high) if high else None)


class _Shelf:
    """Shows ranked documents with text from the catalogue, fetched for the whole page at once."""

    def __init__(self, catalogue: Catalogue, plan: Plan) -> None:
        self._catalogue = catalogue
        self._highlighter = Highlighter(plan.patterns)

    def hits(self, ranked: Sequence[tuple[RankedDocument, bool]]) -> list[DocumentHit]:
        records = self._catalogue.documents([each.document for each, _ in ranked])
        wanted = [self._body(hit.passage) for each, _ in ranked for hit in each.passages]
        passages, pages = self._catalogue.passages_on_pages(wanted)
        return [
            self._hit(each, records[each.document], passages, pages.get(each.document, {}), whole=whole)
            for each, whole in ranked
            if each.document in records and not records[each.document].trashed  # the index may be a moment behind
        ]

    def _body(self, number: int) -> int:
        """The passage to show: for the card of a document, its first."""
        return number + is_card(number)

    def _hit(
        self,
        ranked: RankedDocument,
        document: Document,
        passages: dict[int, Passage],
        pages: dict[int, PageText],
        *,
        whole: bool,
    ) -> DocumentHit:
        shown_passages: dict[int, PassageHit] = {}
        for hit in ranked.passages:
            passage = passages.get(self._body(hit.passage))
            if passage and passage.number not in shown_passages:
                shown_passages[passage.number] = show(passage, pages, self._highlighter, hit.score)
        return DocumentHit(
            document=document,
            score=ranked.score,
            whole=whole,
            passages=tuple(shown_passages.values()),
            matching_passages=ranked.matches,
            title_highlights=tuple(self._highlighter.highlights(document.metadata.title, lone=False)),
        )


def show(passage: Passage, pages: dict[int, PageText], highlighter: Highlighter, score: float) -> PassageHit:
    """A passage as a snippet, with the page on which its first highlight stands."""
    text = passage_text(pages, passage)
    chosen = highlighter.snippet(text)
    place = chosen.highlights[0][0] if chosen.highlights else chosen.start
    page = page_at(pages, to_document(passage, place))
    return PassageHit(
        number=passage.number,
        page=page.number,
        page_label=page.label,
        text=text[chosen.start : chosen.end].replace("\n", " "),
        highlights=tuple(clipped(chosen.highlights, chosen.start, chosen.end)),
        score=score,
        heading=passage.heading,
        begins=chosen.begins,
        ends=chosen.ends,
        spans=tuple(_slices(passage, chosen.start, chosen.end)),
    )


def _slices(passage: Passage, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A slice of a passage's text as slices of the document's."""
    at = 0
    for first, last in passage.spans:
        low, high = max(start, at), min(end, at + last - first)
        if low < high:
            yield first + low - at, first + high - at
        at += last - first + 1


def to_document(passage: Passage, offset: int) -> int:
    """An offset in a passage's text as an offset in the document's."""
    for start, end in passage.spans:
        if offset <= end - start:
            return start + offset
        offset -= end - start + 1
    return passage.spans[-1][1]


def page_at(pages: dict[int, PageText], offset: int) -> PageText:
    """The page on which an offset of the document's text stands."""
    return max((each for each in pages.values() if each.start <= offset), key=lambda each: each.start)
