"""Sets of passages that one search asks for several times: found once in a commit, and kept.

To count passages that hold some of many terms, tantivy walks through all of them. Led by the rarest terms it is done
in half the time, and what comes after works on the set: docs/decisions/0003-index-size-and-speed.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import Any

from indexer.engines.tantivy_query import compiled, held_terms, of_passages, some_of
from indexer.numbering import document_of
from indexer.query.terms import AllOf, AnyOf, Has, InDocuments, Match

_SIZES = (200, 5000)  # passages of a set: usual, at most
_KEPT = 64
_TERMS_KEPT = 8
_MOST_HOLDERS = 100_000  # passages of a term that is kept


class _Set:
    """Passages that a tree matches: their numbers, or None if they are very many."""

    def __init__(self, numbers: frozenset[int] | None, plain: Callable[[], Any]) -> None:
        self.numbers, self._plain = numbers, plain

    @cached_property
    def query(self) -> Any:
        """The same as a query. Very many passages are looked through each time."""
        return self._plain() if self.numbers is None else of_passages(list(self.numbers))


class PassageSets:
    """The sets of one commit."""

    def __init__(self, searcher: Any) -> None:
        self._searcher = searcher
        self._kept: dict[Match, _Set] = {}
        self._terms: dict[Has, frozenset[int] | None] = {}  # None: asked for once

    def share(self, match: AnyOf) -> Any:
        """Passages that hold some of several terms, as a query."""
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
            case AllOf((part, Has() as term)):
                numbers = self.numbers(part)
                return numbers and (numbers & own if (own := self._holders(term)) is not None else None)
        return None

    def _holders(self, term: Has) -> frozenset[int] | None:
        """Passages of a term that is asked for again and again beside others, such as that of cards."""
        asked, held = term in self._terms, self._terms.get(term)
        if held is not None:
            return held
        if asked and self._searcher.doc_freq(term.field, term.term) <= _MOST_HOLDERS:
            held = self._first(compiled(term, self.share), _MOST_HOLDERS + 1)
        if len(self._terms) >= _TERMS_KEPT:
            self._terms.clear()
        self._terms[term] = held
        return held

    def _first(self, query: Any, most: int) -> frozenset[int]:
        hits = self._searcher.search(query, limit=most, count=False).hits
        return frozenset(self._searcher.fast_field_values("passage", [address for _, address in hits]))

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
                return _Set(frozenset(self._searcher.fast_field_values("passage", enough)), partial(some_of, match))
        return _Set(None, partial(some_of, match))

    def _found(self, match: Match) -> _Set:
        query = compiled(match, self.share)
        numbers = self._first(query, _SIZES[0])
        return _Set(None if len(numbers) == _SIZES[0] else numbers, lambda: query)


def _is_share(match: Match) -> bool:
    """Whether the tree asks for several of many terms, and not for all."""
    return (
        isinstance(match, AnyOf)
        and 1 < match.least < len(match.parts)
        and all(isinstance(part, Has) for part in match.parts)
    )
