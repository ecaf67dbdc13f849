"""Matching: a tree of terms to the set of passages in one segment. Whoosh's own queries are not used: see __init__."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce

from indexer.engines.whoosh.layout import ABSENT, document_term
from indexer.engines.whoosh.segment import Segment
from indexer.query.terms import AllOf, AnyOf, Between, Has, HasPhrase, HasPrefix, InDocuments, Match, Without


def matching(match: Match, segment: Segment) -> set[int]:
    """Places in the segment of the passages that the tree matches, deleted ones among them."""
    match match:
        case Has(field, term):
            return segment.passages(field, term)
        case HasPhrase(field, terms, within):
            return _phrase(field, terms, within, segment)
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


def _phrase(field: str, terms: Sequence[str], within: int, segment: Segment) -> set[int]:
    """Narrows the ways in which the phrase may have begun, term by term."""
    lists = [segment.postings(field, term) for term in terms]
    known = [each for each in lists if each is not None]
    if len(known) < len(lists):
        return set()
    with segment.readable():
        holding = _common([set(each.counts()[0]) for each in known])
        begun: dict[int, Begun] = {}
        for step, each in enumerate(known):
            here = each.places(holding)
            if step:
                begun = {passage: _gone_on(begun[passage], places, step, within) for passage, places in here}
            else:
                begun = {passage: {place: place for place in places} for passage, places in here}
            holding = {passage for passage in holding if begun[passage]}
        return holding


Begun = Mapping[int, int]  # position of the last term so far → the latest position of the first that leads to it


def _gone_on(begun: Begun, places: Iterable[int], step: int, within: int) -> Begun:
    """The ways that go on with a term at one of these positions."""
    if not within:
        return {place: begun[place - 1] for place in places if place - 1 in begun}
    found: dict[int, int] = {}
    for place in places:
        first = max((start for last, start in begun.items() if last < place), default=None)
        if first is not None and place - first - step <= within:
            found[place] = first
    return found
