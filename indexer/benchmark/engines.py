"""One engine measured in a process of its own."""

from __future__ import annotations

import itertools
import resource
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from indexer.batch import batch_after
from indexer.benchmark.composite import bytes_by_field
from indexer.benchmark.repeats import rows_of
from indexer.benchmark.rivals import Filled, open_rival
from indexer.engines import make_engine
from indexer.engines.base import Engine, Entry
from indexer.query.question import understand
from indexer.search import rank

OURS = ("tantivy", "whoosh")
REPEATS = 3  # a line's time is its best of these: other work on the machine only adds
_WARM = 30  # lines asked before the clock runs


@dataclass(frozen=True, slots=True)
class Measured:
    """One engine on one number of passages."""

    engine: str
    passages: int
    passages_per_second: float  # the engine's own work; analysing is counted apart
    analysed_per_second: float  # passages to terms, on one core
    bytes: int
    started_megabytes: float  # memory before the first passage: Python and our modules
    peak_megabytes: float
    milliseconds: tuple[float, ...]  # of each line
    processor_milliseconds: tuple[float, ...]  # the same, without waiting for others on the machine
    fields: Mapping[str, Counter[str]] = field(default_factory=dict)


def halfway(times: Sequence[float]) -> float:
    """The time that half of the lines take at most."""
    return statistics.median(times)


def nearly_all(times: Sequence[float]) -> float:
    """The time that 95 of 100 lines take at most."""
    return statistics.quantiles(times, n=20)[-1]


Ask = Callable[[str], object]


def measure(name: str, kept: Path, most: int, lines: Sequence[str]) -> list[Measured]:
    """Index the passages and ask the lines, in a fresh process: once for each way in which the engine is asked."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_measure, name, kept, most, lines).result()


def _measure(name: str, kept: Path, most: int, lines: Sequence[str]) -> list[Measured]:
    started = _peak()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        filled, asks = _ours(name, path, kept, most) if name in OURS else _rival(name, path, kept, most)
        size = sum(each.stat().st_size for each in path.rglob("*") if each.is_file())
        times = {asked: _timed(ask, lines) for asked, ask in asks.items()}
        return [
            Measured(
                engine=asked,
                passages=filled.passages,
                passages_per_second=filled.passages / filled.seconds,
                analysed_per_second=filled.passages / filled.analysing,
                bytes=size,
                started_megabytes=started,
                peak_megabytes=_peak(),
                milliseconds=tuple(wall for wall, _ in each),
                processor_milliseconds=tuple(processor for _, processor in each),
                fields=bytes_by_field(path) if name == "tantivy" else {},
            )
            for asked, each in times.items()
        ]


def _ours(name: str, path: Path, kept: Path, most: int) -> tuple[Filled, Mapping[str, Ask]]:
    engine = make_engine(name, path)
    clock = _Clock()
    began = time.perf_counter()
    entries = clock.through(entry for row in rows_of(kept, most) for entry in row.entries())
    for first in entries:
        with engine.writer() as writer:
            writer.put(itertools.chain((first,), itertools.islice(entries, batch_after(clock.passages) - 1)))
    seconds = time.perf_counter() - began - clock.seconds
    return Filled(clock.passages, seconds, clock.seconds), {name: partial(first_page, engine)}


def _rival(name: str, path: Path, kept: Path, most: int) -> tuple[Filled, Mapping[str, Ask]]:
    rival = open_rival(name, path)
    return rival.fill(rows_of(kept, most)), rival.asks()


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


def first_page(engine: Engine, line: str) -> tuple[int, int]:
    """All that one search asks of the engine: ten documents with their best passages, totals, five facets.

    Returns: documents and passages that hold the line whole, or the share asked of a long one.
    """
    counts = rank(engine, understand(line, engine).plan).counts
    return counts.total_documents, counts.total_passages


def _timed(ask: Ask, lines: Sequence[str]) -> list[tuple[float, float]]:
    """Milliseconds of each line by the clock and of the processor, each the best of several rounds over all lines.

    From round to round an engine has met more other lines than it keeps answers of.
    """
    for line in lines[-_WARM:]:
        ask(line)
    best = [(float("inf"), float("inf"))] * len(lines)
    for _ in range(REPEATS):
        for at, line in enumerate(lines):
            worked, began = time.thread_time(), time.perf_counter()
            ask(line)
            wall, processor = time.perf_counter() - began, time.thread_time() - worked
            best[at] = (min(best[at][0], wall * 1000), min(best[at][1], processor * 1000))
    return best


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
