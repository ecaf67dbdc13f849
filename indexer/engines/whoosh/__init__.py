"""The pure-Python index: Whoosh's segments, columns and files, with posting lists read whole.

Matching and scoring are set algebra over those lists, not Whoosh's queries: those step through a list posting by
posting, share one position in its file among threads, and answer an unknown field with silence.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from heapq import heappop, heappush, nsmallest
from pathlib import Path

from indexer.engines.base import Ranking, TermCount
from indexer.engines.whoosh.files import Files, Snapshot
from indexer.engines.whoosh.match import matching
from indexer.engines.whoosh.rank import Documents, Matched
from indexer.engines.whoosh.score import View, scores
from indexer.engines.whoosh.write import WhooshWriter
from indexer.model import Filter, Sort
from indexer.numbering import document_of
from indexer.query.terms import Match, Scored

__all__ = ["WhooshEngine"]


class WhooshEngine:
    """An index in a folder, made when the folder is empty. Threads may share it."""

    name = "whoosh"

    def __init__(self, path: Path, lock_seconds: float = 30) -> None:
        self._files = Files(path, lock_seconds)
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = self._files.snapshot(None)

    @contextmanager
    def writer(self) -> Iterator[WhooshWriter]:
        """Begin to change the index; see the contract."""
        with self._files.writer(self._current) as writer:
            yield writer

    def search(
        self,
        match: Match,
        scored: Sequence[Scored] = (),
        *,
        filters: Sequence[Filter] = (),
        sort: Sort = Sort.RELEVANCE,
        limit: int = 10,
        offset: int = 0,
        passages_per_document: int = 3,
        facets: Sequence[str] = (),
        count: bool = True,
        leaving_out: Collection[int] = (),
        hiding: Sequence[Filter] = (),
    ) -> Ranking:
        """Documents that match, in order; see the contract."""
        snapshot = self._current()
        found = [_found(match, filters, view, hiding) for view in snapshot.views]
        sums = scores(scored, snapshot.views, found, snapshot.collection)
        matched = [
            Matched(view.segment, places, total)
            for view, places, total in zip(snapshot.views, found, sums, strict=True)
        ]
        documents = Documents(matched)
        page = documents.best(sort, offset, limit, leaving_out)
        return Ranking(
            tuple(documents.ranked(document, passages_per_document, count=count) for document in page),
            len(documents) if count else 0,
            documents.passages() if count else 0,
            {facet: documents.counted(facet) for facet in facets} if count else {},
        )

    def holds(self, match: Match, *, hiding: Sequence[Filter] = ()) -> bool:
        """Whether any passage matches; see the contract."""
        return any(_found(match, (), view, hiding) for view in self._current().views)

    def passages(
        self, match: Match, *, filters: Sequence[Filter] = (), most: int, hiding: Sequence[Filter] = ()
    ) -> list[int]:
        """The first passages that match, by number; see the contract."""
        views = self._current().views
        return nsmallest(
            most,
            (view.segment.column("passage")[place] for view in views for place in _found(match, filters, view, hiding)),
        )

    def terms(self, field: str, prefix: str, limit: int, *, hiding: Sequence[Filter] = ()) -> list[TermCount]:
        """The most frequent terms with a prefix, equals by code points; see the contract."""
        views = [_veiled(view, hiding) for view in self._current().views]
        most: Counter[str] = Counter()  # deleted passages among them
        for view in views:
            for term, found in view.segment.terms(field, prefix):
                most[term] += found.size
        return _best(most, views, field, limit) if limit else []

    def frequencies(self, field: str, terms: Sequence[str], *, hiding: Sequence[Filter] = ()) -> list[int]:
        """Passages of each term, deleted ones among them; see the contract."""
        views = self._current().views
        if hiding:
            veiled = [_veiled(view, hiding) for view in views]
            return [sum(len(each.segment.passages(field, term) - each.deleted) for each in veiled) for term in terms]
        return [sum(view.segment.frequency(field, term) for view in views) for term in terms]

    def size(self) -> int:
        """Passages held, deleted ones among them; see the contract."""
        return sum(len(view.segment.column("passage")) for view in self._current().views)

    def generation(self) -> str:
        """The number of the last commit; see the contract."""
        return str(self._current().generation)

    def held(self, *, hiding: Sequence[Filter] = ()) -> Mapping[int, int]:
        """Passages of each document; see the contract."""
        return Counter(
            document_of(passage)
            for view in (_veiled(each, hiding) for each in self._current().views)
            for place, passage in enumerate(view.segment.column("passage"))
            if place not in view.deleted
        )

    def close(self) -> None:
        """Let go of the index."""
        self._snapshot = None

    def _current(self) -> Snapshot:
        """The last commit, whichever process made it."""
        with self._lock:
            self._snapshot = self._files.snapshot(self._snapshot)
            return self._snapshot


def _veiled(view: View, hiding: Sequence[Filter]) -> View:
    """The view, in which passages of documents that carry one of the values are as if deleted."""
    if not hiding:
        return view
    hidden = (view.segment.carriers(each.facet, each.value) for each in hiding)
    return replace(view, deleted=view.deleted.union(*hidden))


def _found(match: Match, filters: Sequence[Filter], view: View, hiding: Sequence[Filter] = ()) -> set[int]:
    found = matching(match, view.segment) - view.deleted
    for each in filters:
        found &= view.segment.carriers(each.facet, each.value)
    for each in hiding:
        found -= view.segment.carriers(each.facet, each.value)
    return found


def _best(bounds: Counter[str], views: Sequence[View], field: str, limit: int) -> list[TermCount]:
    """The best rows, without deleted passages: counted for no more terms than can be among them."""
    rows: list[TermCount] = []
    least: list[int] = []  # heap of the best counts so far
    for term, bound in sorted(bounds.items(), key=lambda row: (-row[1], row[0])):
        if len(least) == limit and bound < least[0]:
            break
        passages = sum(view.live(view.segment.counts(field, term)[0]) for view in views)
        if passages:
            rows.append(TermCount(term, passages))
            heappush(least, passages)
            if len(least) > limit:
                heappop(least)
    return sorted(rows, key=lambda row: (-row.passages, row.term))[:limit]
