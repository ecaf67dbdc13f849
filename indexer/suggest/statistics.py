"""How often syllables and pairs of them are met in the library: asked of the index, and remembered until it changes."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from indexer.engines.base import BIGRAM, SYLLABLE, Engine
from indexer.query.terms import HasPhrase
from indexer.text.analyze import bigram, folded_bigram

_COMMON = ("và", "của", "là", "các", "có", "trong", "được", "không")
_BACK = 0.001  # of a syllable's own share, beside its pair's
_MOST_KEPT = 100_000


class Statistics:
    """Counts of one state of an index. Threads may share it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._kept: dict[str, dict[str, int]] = {SYLLABLE: {}, BIGRAM: {}}
        self._all = max(1, *engine.frequencies(SYLLABLE, _COMMON)) * 1.2  # about as many as there are passages

    def syllables(self, terms: Sequence[str]) -> list[int]:
        """Passages that hold each syllable."""
        return self._counts(SYLLABLE, terms)

    def pairs(self, pairs: Sequence[tuple[str, str]]) -> list[int]:
        """Passages that hold each pair of neighbours."""
        return self._counts(BIGRAM, [bigram(*pair) for pair in pairs])

    def bare_pairs(self, pairs: Sequence[tuple[str, str]]) -> list[int]:
        """Passages that hold each pair of neighbours, whatever their accents."""
        return self._counts(BIGRAM, [folded_bigram(*pair) for pair in pairs])

    def _counts(self, field: str, terms: Sequence[str]) -> list[int]:
        kept = self._kept[field]
        if new := [term for term in dict.fromkeys(terms) if term not in kept]:
            if len(kept) > _MOST_KEPT:
                kept = self._kept[field] = {}
                new = list(dict.fromkeys(terms))
            kept.update(zip(new, self._engine.frequencies(field, new), strict=True))
        return [kept[term] for term in terms]

    def phrase(self, terms: tuple[str, ...]) -> int:
        """Passages that hold some syllables in a row. Costs a search of the index."""
        found = self._engine.search(HasPhrase(SYLLABLE, terms), limit=0)
        return found.total_passages

    def first(self, count: int) -> float:
        """How likely a syllable is, as a logarithm, from the passages that hold it."""
        return log((count + 0.1) / self._all)

    def following(self, pair: int, left: int, right: int) -> float:
        """How likely a syllable is after another, as a logarithm, from the passages of the pair and of each."""
        return log(pair / max(left, pair, 1) + _BACK * (right + 0.1) / self._all)
