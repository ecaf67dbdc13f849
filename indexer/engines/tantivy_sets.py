"""Sets of passages that one search asks for several times: found once in a commit, and kept.

To count passages that hold some of many terms, tantivy walks through all of them. Led by the rarest terms it is done
in half the time, and what comes after works on the set: docs/decisions/0003-index-size-and-speed.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from indexer.engines.tantivy_query import compiled, held_terms, of_passages, some_of
from indexer.numbering import document_of
from indexer.query.terms import AllOf, AnyOf, Has, InDocuments, Match

_SIZES = (5000,)  # passages of a set: usual, at most
_KEPT = 64


@dataclass(frozen=True, slots=True)
class _Set:
    """Passages that a tree matches, as a query; and their numbers, unless they are very many."""

    query: Any
    numbers: frozenset[int] | None


class PassageSets:
    """The sets of one commit."""

    def __init__(self, searcher: Any) -> None:
        self._searcher = searcher
        self._kept: dict[Match, _Set] = {}

    def share(self, match: AnyOf) -> Any:
        """Passages that hold some of several terms, as a query. Very many are looked through each time."""
        return self._set(match).query

    def numbers(self, match: Match) -> frozenset[int] | None:
        """The passages of a tree that is made of sets, None if it is not, or if they are very many."""
        match match:
            case AnyOf(_, least) if least > 1:
                return self._set(match).numbers if _is_share(match) else None
            case AnyOf(parts) if any(_is_share(part) for part in parts):
                return self._union(parts)
            case AllOf((part, InDocuments(documents))):
                wanted, numbers = set(documents), self.numbers(part)
                return numbers and frozenset(number for number in numbers if document_of(number) in wanted)
        return None

    def _union(self, parts: Sequence[Match]) -> frozenset[int] | None:
        union: set[int] = set()
        for part in parts:
            numbers = self._set(part).numbers
            if numbers is None:
                return None
            union |= numbers
        return frozenset(union)

    def _set(self, match: Match) -> _Set:
        found = self._kept.get(match)
        if found is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            found = self._kept[match] = (
                self._found_share(match) if isinstance(match, AnyOf) and _is_share(match) else self._found(match)
            )
        return found

    def _found_share(self, match: AnyOf) -> _Set:
        query = held_terms(match, lambda each: int(self._searcher.doc_freq(each.field, each.term)))
        for most in _SIZES:
            hits = self._searcher.search(query, limit=most, count=False).hits
            enough = [address for score, address in hits if score > match.least - 0.5]
            if len(enough) < most:
                numbers = self._searcher.fast_field_values("passage", enough)
                return _Set(of_passages(numbers), frozenset(numbers))
        return _Set(some_of(match), None)

    def _found(self, match: Match) -> _Set:
        query = compiled(match, self.share)
        hits = self._searcher.search(query, limit=_SIZES[0], count=False).hits
        if len(hits) == _SIZES[0]:
            return _Set(query, None)
        return _Set(query, frozenset(self._searcher.fast_field_values("passage", [address for _, address in hits])))


def _is_share(match: Match) -> bool:
    """Whether the tree asks for several of many terms, and not for all."""
    return (
        isinstance(match, AnyOf)
        and 1 < match.least < len(match.parts)
        and all(isinstance(part, Has) for part in match.parts)
    )
