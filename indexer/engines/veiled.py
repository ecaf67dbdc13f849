"""An index as some see it: documents that carry certain values are as if they were not held."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager

from indexer.engines.base import Engine, Ranking, TermCount, Writer
from indexer.model import Filter, Sort
from indexer.query.terms import Match, Scored

_MOST_KEPT = 100_000


class Veiled:
    """An engine that hides from every question what the values name. Threads may share it."""

    def __init__(self, engine: Engine, hiding: Sequence[Filter]) -> None:
        self.name = engine.name
        self._engine, self._hiding = engine, tuple(hiding)
        self._counted: tuple[str, dict[tuple[str, str], int]] = ("", {})
        self._sized: tuple[str, int] = ("", 0)

    def writer(self) -> AbstractContextManager[Writer]:
        """That of the whole index; see the contract."""
        return self._engine.writer()

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
        """Documents that match; see the contract."""
        return self._engine.search(
            match,
            scored,
            filters=filters,
            sort=sort,
            limit=limit,
            offset=offset,
            passages_per_document=passages_per_document,
            facets=facets,
            count=count,
            leaving_out=leaving_out,
            hiding=(*self._hiding, *hiding),
        )

    def holds(self, match: Match, *, hiding: Sequence[Filter] = ()) -> bool:
        """Whether any passage matches; see the contract."""
        return self._engine.holds(match, hiding=(*self._hiding, *hiding))

    def passages(
        self, match: Match, *, filters: Sequence[Filter] = (), most: int, hiding: Sequence[Filter] = ()
    ) -> list[int]:
        """Numbers of the passages that match; see the contract."""
        return self._engine.passages(match, filters=filters, most=most, hiding=(*self._hiding, *hiding))

    def terms(self, field: str, prefix: str, limit: int, *, hiding: Sequence[Filter] = ()) -> list[TermCount]:
        """The most frequent terms with a prefix; see the contract."""
        return self._engine.terms(field, prefix, limit, hiding=(*self._hiding, *hiding))

    def frequencies(self, field: str, terms: Sequence[str], *, hiding: Sequence[Filter] = ()) -> list[int]:
        """Passages of each term, exactly; see the contract. Counted once in a state of the index."""
        generation = self.generation()
        if self._counted[0] != generation or len(self._counted[1]) > _MOST_KEPT:
            self._counted = (generation, {})
        kept = self._counted[1]
        if hiding:
            return self._engine.frequencies(field, terms, hiding=(*self._hiding, *hiding))
        new = [term for term in dict.fromkeys(terms) if (field, term) not in kept]
        counts = dict(zip(new, self._engine.frequencies(field, new, hiding=self._hiding), strict=True)) if new else {}
        kept.update(((field, term), count) for term, count in counts.items())
        return [counts[term] if term in counts else kept[field, term] for term in terms]

    def size(self) -> int:
        """Passages that are not hidden; see the contract."""
        generation = self.generation()
        if self._sized[0] != generation:
            self._sized = (generation, sum(self.held().values()))
        return self._sized[1]

    def generation(self) -> str:
        """That of the whole index; see the contract."""
        return self._engine.generation()

    def held(self, *, hiding: Sequence[Filter] = ()) -> Mapping[int, int]:
        """Passages of each document; see the contract."""
        return self._engine.held(hiding=(*self._hiding, *hiding))

    def close(self) -> None:
        """Nothing: the index is its opener's."""
