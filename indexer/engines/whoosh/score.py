"""Scoring: BM25 over the passages held, deleted ones left out of every number."""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from indexer.engines.whoosh.layout import length_column
from indexer.engines.whoosh.segment import Segment
from indexer.query.terms import Scored

K1, B = 1.2, 0.75

Scores = dict[int, float]  # place in a segment → score; passages without a scored term are left out


@dataclass(frozen=True, slots=True)
class View:
    """A segment, and which of its passages were dropped since."""

    segment: Segment
    deleted: frozenset[int]

    def live(self, passages: array[int]) -> int:
        """How many of the passages are held."""
        return len(passages) - len(self.deleted.intersection(passages)) if self.deleted else len(passages)


class Collection:
    """The numbers that BM25 takes from the whole index."""

    def __init__(self, views: Sequence[View]) -> None:
        self._views = views
        self.size = sum(view.segment.size - len(view.deleted) for view in views)
        self.mean_length = cache(self._mean_length)

    def _mean_length(self, field: str) -> float:
        name = length_column(field)
        total: int = sum(sum(view.segment.column(name)) for view in self._views)
        dropped: int = sum(view.segment.column(name)[each] for view in self._views for each in view.deleted)
        return (total - dropped) / self.size

    def idf(self, df: int) -> float:
        """Rarity of a term that so many passages hold."""
        return math.log(1 + (self.size - df + 0.5) / (df + 0.5))


def scores(
    scored: Sequence[Scored], views: Sequence[View], matched: Sequence[set[int]], collection: Collection
) -> list[Scores]:
    """Scores of the matched passages, view by view."""
    sums: list[Scores] = [{} for _ in views]
    for each in scored:
        counts = [view.segment.counts(each.field, each.term) for view in views]
        df = sum(view.live(passages) for view, (passages, _) in zip(views, counts, strict=True))
        if not df:
            continue
        factor = each.weight * collection.idf(df) * (K1 + 1)
        flat, slope = K1 * (1 - B), K1 * B / collection.mean_length(each.field)
        for view, wanted, total, (passages, frequencies) in zip(views, matched, sums, counts, strict=True):
            lengths = view.segment.column(length_column(each.field))
            for passage, tf in zip(passages, frequencies, strict=True):
                if passage in wanted:
                    part = factor * tf / (tf + flat + slope * lengths[passage])
                    total[passage] = total.get(passage, 0.0) + part
    return sums
