"""What readers wait for: the whole search call, and a page over HTTP, for one reader and for sixteen at once."""

from __future__ import annotations

import http.client
import os
import queue
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from indexer.library import Library
from indexer.settings import Settings

READERS = 16
_SECONDS = 60  # that starting or answering may take
_WARM = 30  # lines asked before the clock runs
_PASTED = 5_000  # characters


@dataclass(frozen=True, slots=True)
class Times:
    """How long something took, over and over: milliseconds, and how many a second."""

    name: str
    milliseconds: tuple[float, ...]
    seconds: float  # for all, side by side

    def quantile(self, hundredths: int) -> float:
        """The time that so many of a hundred take at most."""
        return statistics.quantiles(self.milliseconds, n=100, method="inclusive")[hundredths - 1]

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.milliseconds) / self.seconds


@dataclass(frozen=True, slots=True)
class Served:
    """A library as its readers meet it."""

    times: tuple[Times, ...]
    megabytes: float  # memory of all server processes that is not a mapped file
    processes: int


def measure_serving(home: Path, lines: Sequence[str], pasted: Sequence[str]) -> Served:
    """Ask a library in this process, then over HTTP from a server of its own."""
    times = [*_calls(home, lines, pasted)]
    with server(home) as (process, address):
        _asked(address, lines[-_WARM:], READERS)
        times.append(_asked(address, lines, 1))
        times.append(_asked(address, lines, READERS))
        processes = [process.pid, *descendants(process.pid)]
        megabytes = sum(map(own_megabytes, processes))
    return Served(tuple(times), megabytes, len(processes))


def pasted_texts(texts: Sequence[str], many: int = 40) -> list[str]:
    """Stretches of 5,000 characters, as a reader pastes them."""
    whole = " ".join(texts)
    step = max(1, (len(whole) - _PASTED) // many)
    return [whole[start : start + _PASTED] for start in range(0, len(whole) - _PASTED, step)][:many]


def _calls(home: Path, lines: Sequence[str], pasted: Sequence[str]) -> Iterator[Times]:
    library = Library(Settings(home=home))
    for line in lines[-_WARM:]:
        library.search(line)
    for name, asked in (("search call", lines), ("pasted text of 5,000 characters", pasted)):
        began, times = time.perf_counter(), []
        for line in asked:
            start = time.perf_counter()
            library.search(line)
            times.append((time.perf_counter() - start) * 1000)
        yield Times(name, tuple(times), time.perf_counter() - began)
    library.close()


@contextmanager
def server(home: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server of the library, and its address."""
    command = [sys.executable, "-m", "indexer.cli", "--home", str(home), "serve", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603  # our own command
    try:
        line = process.stdout.readline() if process.stdout else ""
        yield process, line.split()[-1]
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(_SECONDS)


def _asked(address: str, lines: Sequence[str], readers: int) -> Times:
    """Every line asked for as a page of results, by so many readers who each keep a connection."""
    waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
    for line in lines:
        waiting.put(line)
    times: list[float] = []
    threads = [threading.Thread(target=_read, args=(address, waiting, times)) for _ in range(readers)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(times) < len(lines):
        raise RuntimeError(f"{len(lines) - len(times)} of {len(lines)} pages were not answered")
    return Times(f"HTTP, {readers} {'readers' if readers > 1 else 'reader'}", tuple(times), time.perf_counter() - began)


def _read(address: str, waiting: queue.SimpleQueue[str], times: list[float]) -> None:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=_SECONDS)
    while True:
        try:
            line = waiting.get_nowait()
        except queue.Empty:
            connection.close()
            return
        began = time.perf_counter()
        connection.request("GET", f"/tim?q={quote(line)}")
        answer = connection.getresponse()
        answer.read()
        if answer.status == http.HTTPStatus.OK:
            times.append((time.perf_counter() - began) * 1000)


def descendants(process: int) -> list[int]:
    """Processes that a process started, or one of these, and that still run."""
    tasks = Path(f"/proc/{process}/task").iterdir()
    started = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    return [*started, *(each for child in started for each in descendants(child))]


def own_megabytes(process: int) -> float:
    """Memory of a process beside the files that it maps; of what it shares with others, its share."""
    parts = Path(f"/proc/{process}/smaps_rollup").read_text()
    [kilobytes] = [int(line.split()[1]) for line in parts.splitlines() if line.startswith("Pss_Anon:")]
    return kilobytes / 1024


def report_serving(served: Served) -> str:
    """The times as text for people."""
    rows = [f"{'':32} answers/s      p50      p95      p99  ms"]
    rows += [
        f"{each.name:32} {each.rate:9.1f}" + "".join(f"{each.quantile(share):9.1f}" for share in (50, 95, 99))
        for each in served.times
    ]
    cores = os.cpu_count()
    rows.append(f"{served.processes} server processes on {cores} cores: {served.megabytes:.0f} MB beside mapped files")
    return "\n".join(rows)
