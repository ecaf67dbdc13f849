"""Matching: a tree of terms to the set of passages in one segment. Whoosh's own queries are not used: see __init__."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import reduce

from indexer.engines.whoosh.layout import ABSENT, document_term
from indexer.engines.whoosh.segment import Segment
from indexer.query.terms import AllOf, AnyOf, Between, Has, HasPhrase, HasPrefix, InDocuments, Match, Without


def matching(match: Match, segment: Segment) -> set[int]:
    """Places in the segment of the passages that the tree matches, deleted ones among them."""
    match match:
        case Has(field, term):
            return segment.passages(field, term)
        case HasPhrase(field, terms):
            return _phrase(field, terms, segment)
        case HasPrefix(field, prefix):
            return set().union(*(found.counts()[0] for _, found in segment.terms(field, prefix)))
        case Between(low, high):
            return _between(low, high, segment)
        case InDocuments(numbers):
            return set().union(*(segment.passages("document", document_term(number)) for number in numbers))
        case AllOf(parts):
            return _all_of(parts, segment)
        case AnyOf(parts, least):
            return _any_of([matching(part, segment) for part in parts], least)
        case Without(part):
            return set(range(segment.size)) - matching(part, segment)


def _all_of(parts: Sequence[Match], segment: Segment) -> set[int]:
    wanted = [part for part in parts if not isinstance(part, Without)]
    found = _common([matching(part, segment) for part in wanted]) if wanted else set(range(segment.size))
    for part in parts:
        if found and isinstance(part, Without):
            found -= matching(part.part, segment)
    return found


def _common(sets: Sequence[set[int]]) -> set[int]:
    return reduce(set.__and__, sorted(sets, key=len))


def _any_of(sets: Sequence[set[int]], least: int) -> set[int]:
    if least > len(sets):
        return set()
    if least == 1:
        return set().union(*sets)
    holding: Counter[int] = Counter()
    for each in sets:
        holding.update(each)
    return {passage for passage, parts in holding.items() if parts >= least}


def _between(low: int | None, high: int | None, segment: Segment) -> set[int]:
    first, last = ABSENT + 1 if low is None else low, -ABSENT if high is None else high
    return {passage for passage, year in enumerate(segment.column("year")) if first <= year <= last}


def _phrase(field: str, terms: Sequence[str], segment: Segment) -> set[int]:
    """Narrows the places where the phrase may begin, term by term."""
    lists = [segment.postings(field, term) for term in terms]
    known = [each for each in lists if each is not None]
    if len(known) < len(lists):
        return set()
    with segment.readable():
        holding = _common([set(each.counts()[0]) for each in known])
        starts: dict[int, set[int]] = {}
        for step, each in enumerate(known):
            here = {passage: {place - step for place in places} for passage, places in each.places(holding)}
            starts = {passage: at & starts[passage] for passage, at in here.items()} if step else here
            holding = {passage for passage in holding if starts[passage]}
        return holding
