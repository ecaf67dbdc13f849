"""What the library itself knows to offer: a line that was likely meant, and lines that go on from one half typed."""

from __future__ import annotations

import threading
from typing import NamedTuple

from indexer.catalogue import Catalogue
from indexer.engines.base import Engine
from indexer.suggest.statistics import Statistics
from indexer.suggest.vocabulary import Vocabulary, make_vocabulary

__all__ = ["Knowledge"]


class _State(NamedTuple):
    engine: Engine
    generation: str


class Knowledge:
    """Statistics and vocabulary of a library, made anew when its index has changed. Threads may share it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._lock = threading.Lock()
        self._statistics: tuple[_State, Statistics] | None = None
        self._vocabulary: tuple[_State, Vocabulary] | None = None
        self._making: threading.Thread | None = None

    def statistics(self, engine: Engine) -> Statistics:
        """Counts of the index as it is; nothing is read before it is asked for."""
        state = _State(engine, engine.generation())
        with self._lock:
            if self._statistics is None or self._statistics[0] != state:
                self._statistics = (state, Statistics(engine))
            return self._statistics[1]

    def vocabulary(self, engine: Engine) -> Vocabulary:
        """Completions of the library. While those of a changed index are made, the ones before it still serve."""
        state = _State(engine, engine.generation())
        with self._lock:
            if self._vocabulary is None:
                self._vocabulary = (state, make_vocabulary(engine, self._catalogue))
            elif self._vocabulary[0] != state and self._making is None:
                self._making = threading.Thread(target=self._renew, args=(state,), daemon=True)
                self._making.start()
            return self._vocabulary[1]

    def _renew(self, state: _State) -> None:
        try:
            made = make_vocabulary(state.engine, self._catalogue)
            with self._lock:
                self._vocabulary = (state, made)
        finally:
            self._making = None
