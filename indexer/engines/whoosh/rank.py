"""Ranking: matched passages to documents in order, and their counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain
from operator import neg
from typing import Any

from indexer.engines.base import RankedDocument, RankedPassage
from indexer.engines.whoosh.layout import ABSENT
from indexer.engines.whoosh.score import Scores
from indexer.engines.whoosh.segment import Segment
from indexer.model import Sort
from indexer.numbering import ORDINAL_BITS, is_card

_Hit = tuple[float, int]  # score with its sign turned, and passage: the least is the best


@dataclass(frozen=True, slots=True)
class Matched:
    """Passages of one segment that are part of a result."""

    segment: Segment
    places: set[int]
    scores: Scores


class Documents:
    """The documents of a result."""

    def __init__(self, matched: Sequence[Matched]) -> None:
        self._hits = _hits(matched)
        self._matched = matched

    def __len__(self) -> int:
        return len(self._hits)

    def passages(self) -> int:
        """How many passages matched, without cards."""
        return sum(map(_passages, self._hits.values()))

    def best(self, sort: Sort, offset: int, limit: int, leaving_out: Collection[int]) -> list[int]:
        """Numbers of the documents on one page."""
        if limit <= 0:
            return []
        if sort is Sort.RELEVANCE:
            listed = ((min(hits)[0], each) for each, hits in self._hits.items() if each not in leaving_out)
            return [document for _, document in nsmallest(offset + limit, listed)[offset:]]
        keys = self._keys(sort)
        return nsmallest(offset + limit, self._hits, key=lambda document: (keys[document], document))[offset:]

    def ranked(self, document: int, most: int, *, count: bool) -> RankedDocument:
        """A document with its best passages."""
        hits = self._hits[document]
        passages = tuple(RankedPassage(passage, -score) for score, passage in nsmallest(most, hits))
        return RankedDocument(document, -min(hits)[0], passages, _passages(hits) if count else 0)

    def counted(self, facet: str) -> dict[str, int]:
        """How many of the documents carry each value of a facet."""
        values = (map(segment.facet(facet).__getitem__, places) for segment, places in self._cards())
        return dict(Counter(chain.from_iterable(chain.from_iterable(values))))

    def _keys(self, sort: Sort) -> dict[int, object]:
        column, key = _column_and_key(sort)
        return {
            segment.column("passage")[place] >> ORDINAL_BITS: key(segment.column(column)[place])
            for segment, places in self._cards()
            for place in places
        }

    def _cards(self) -> Iterable[tuple[Segment, Iterable[int]]]:
        """One matched passage of each document: all of them have the same card."""
        seen: set[int] = set()
        for each in self._matched:
            numbers = each.segment.column("passage")
            places = {numbers[place] >> ORDINAL_BITS: place for place in each.places}
            yield each.segment, [place for document, place in places.items() if document not in seen]
            seen.update(places)


def _passages(hits: Iterable[_Hit]) -> int:
    """How many of the hits of one document are passages."""
    return sum(not is_card(passage) for _, passage in hits)


def _hits(matched: Sequence[Matched]) -> Mapping[int, list[_Hit]]:
    hits: dict[int, list[_Hit]] = {}
    for each in matched:
        numbers, scores = each.segment.column("passage"), each.scores
        for place in each.places:
            passage = numbers[place]
            hit = (-scores.get(place, 0.0), passage)
            document = passage >> ORDINAL_BITS
            if document in hits:
                hits[document].append(hit)
            else:
                hits[document] = [hit]
    return hits


def _column_and_key(sort: Sort) -> tuple[str, Callable[[Any], Any]]:
    if sort is Sort.TITLE:
        return "title_key", bytes  # the order of UTF-8 bytes is that of code points
    if sort is Sort.NEWEST:
        return "day", neg
    return "day", lambda day: (day == ABSENT, day)
