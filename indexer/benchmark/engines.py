"""One engine measured in a process of its own."""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from indexer.benchmark.fts5 import Fts5
from indexer.benchmark.prose import kept_rows, lines, row_entries
from indexer.engines import make_engine
from indexer.engines.base import Engine, Entry
from indexer.evaluation import quantile
from indexer.query.parse import parse
from indexer.query.plan import make_plan
from indexer.search import rank

NAMES = ("tantivy", "whoosh", "fts5")
_BATCH = 20_000  # entries of one commit
_WARM = 30  # lines asked before the clock runs


@dataclass(frozen=True, slots=True)
class Measured:
    """One engine on one number of passages."""

    engine: str
    passages: int
    passages_per_second: float  # the engine's own work; analysing is counted apart
    analysed_per_second: float  # passages to terms, on one core
    bytes: int
    peak_megabytes: float
    p50_ms: float
    p95_ms: float


def measure(name: str, kept: Path, most: int) -> Measured:
    """Index the passages and ask the lines, in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_measure, name, kept, most).result()


def measure_without(dropped: str, kept: Path, most: int) -> int:
    """Bytes of a tantivy index of the passages without one of their fields."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_bytes_without, dropped, kept, most).result()


def _measure(name: str, kept: Path, most: int) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        if name == "fts5":
            built = Fts5(path / "fts5.db")
            passages, seconds = built.fill(kept_rows(kept, most))
            analysed = 0.0
            ask: Callable[[str], object] = built.ask
        else:
            engine = make_engine(name, path)
            passages, seconds, analysed = _fill(engine, kept, most)
            ask = partial(_ask, engine)
        times = _timed(ask, lines(list(kept_rows(kept, min(most, 5_000)))))
        return Measured(
            engine=name,
            passages=passages,
            passages_per_second=passages / seconds,
            analysed_per_second=passages / analysed if analysed else 0.0,
            bytes=sum(each.stat().st_size for each in path.rglob("*") if each.is_file()),
            peak_megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            p50_ms=quantile(times, 0.5),
            p95_ms=quantile(times, 0.95),
        )


def _fill(engine: Engine, kept: Path, most: int, dropped: str = "") -> tuple[int, float, float]:
    """Passages indexed, seconds of the engine, seconds of the analyzer."""
    clock = _Clock()
    began = time.perf_counter()
    entries = clock.through(_entries(kept, most, dropped))
    while batch := [entry for entry, _ in zip(entries, range(_BATCH), strict=False)]:
        with engine.writer() as writer:
            writer.put(batch)
    return clock.passages, time.perf_counter() - began - clock.seconds, clock.seconds


def _entries(kept: Path, most: int, dropped: str) -> Iterator[Entry]:
    for row in kept_rows(kept, most):
        for entry in row_entries(row):
            yield replace(entry, **{dropped: ()}) if dropped else entry  # type: ignore[arg-type]  # a field of terms


class _Clock:
    """Counts the seconds that an iterator takes, and passages, not cards."""

    def __init__(self) -> None:
        self.seconds, self.passages = 0.0, 0

    def through(self, entries: Iterator[Entry]) -> Iterator[Entry]:
        while True:
            began = time.perf_counter()
            entry = next(entries, None)
            self.seconds += time.perf_counter() - began
            if entry is None:
                return
            self.passages += not entry.front
            yield entry


def _ask(engine: Engine, line: str) -> object:
    """All that one search asks of the engine: top ten documents, totals, five facets."""
    plan = make_plan(parse(line), expand=lambda field, prefix: [each.term for each in engine.terms(field, prefix, 32)])
    return rank(engine, plan)


def _timed(ask: Callable[[str], object], asked: Sequence[str]) -> list[float]:
    for line in asked[:_WARM]:
        ask(line)
    times = []
    for line in asked:
        began = time.perf_counter()
        ask(line)
        times.append((time.perf_counter() - began) * 1000)
    return times


def _bytes_without(dropped: str, kept: Path, most: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine("tantivy", Path(folder))
        _fill(engine, kept, most, dropped)
        engine.close()
        return sum(each.stat().st_size for each in Path(folder).rglob("*") if each.is_file())
