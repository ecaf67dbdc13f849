"""The server as it runs: several processes behind one address, one started again, all of them ended."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from indexer.library import Library
from indexer.locking import WORKER, is_held
from indexer.settings import Settings

SECONDS = 60


@dataclass(frozen=True)
class Server:
    """A running server, and where it listens."""

    process: subprocess.Popen[str]
    address: str

    def asks(self) -> int:
        """Documents that a search finds."""
        with urllib.request.urlopen(f"{self.address}api/v1/search?q=dan+van", timeout=SECONDS) as answer:  # noqa: S310  # our own server
            total: int = json.load(answer)["total_documents"]
            return total

    def children(self) -> list[int]:
        """Its processes that answer, and its worker: forked by a process of its own."""
        return sorted(child for forked_by in children_of(self.process.pid) for child in children_of(forked_by))


def children_of(number: int) -> list[int]:
    tasks = Path(f"/proc/{number}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    yield from serving(tmp_path, "--no-worker")


@pytest.fixture
def with_worker(tmp_path: Path) -> Iterator[Server]:
    yield from serving(tmp_path)


def serving(tmp_path: Path, *options: str) -> Iterator[Server]:
    (tmp_path / "dan-van.txt").write_text("Công tác dân vận bắt đầu từ việc lắng nghe nhân dân.", "utf-8")
    library = Library(Settings(home=tmp_path / "home", jobs=1))
    library.add([tmp_path / "dan-van.txt"])
    library.close()
    command = [
        sys.executable,
        "-m",
        "indexer.cli",
        "--home",
        str(tmp_path / "home"),
        "serve",
        "--port",
        "0",
        *options,
    ]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "TRACUU_PROCESSES": "2"}, start_new_session=True
    )
    line = process.stdout.readline() if process.stdout else ""
    yield Server(process, line.split()[-1])
    if process.poll() is None:
        process.kill()
    process.wait()
    if process.stdout:
        process.stdout.close()


def comes(true: Callable[[], bool]) -> bool:
    """Whether it becomes true in time."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.05)
    return False


def gone(numbers: list[int]) -> bool:
    return not any(Path(f"/proc/{number}/cmdline").exists() for number in numbers)


def test_a_process_that_dies_is_replaced_and_searches_go_on(server: Server) -> None:
    assert server.asks() == 1
    assert comes(lambda: len(server.children()) == 2)
    first, second = server.children()
    os.kill(first, signal.SIGKILL)
    assert server.asks() == 1  # the other answers meanwhile
    assert comes(lambda: len(server.children()) == 2 and first not in server.children())
    assert second in server.children()
    assert server.asks() == 1


def test_all_processes_end_with_their_parent(server: Server) -> None:
    assert comes(lambda: len(server.children()) == 2)
    children = server.children()
    server.process.kill()
    assert comes(lambda: gone(children))


def test_a_worker_that_dies_is_replaced_and_takes_in_what_was_sent(with_worker: Server, tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert comes(lambda: is_held(home, WORKER))
    os.kill(worker_of(with_worker, home), signal.SIGKILL)
    library = Library(Settings(home=home, jobs=1))
    batch = library.receiving.begin("an")
    library.receiving.receive(batch, "moi.txt", io.BytesIO("Bài mới về công tác dân vận.".encode()))
    assert comes(lambda: with_worker.asks() == 2)
    library.close()
    children = with_worker.children()
    with_worker.process.terminate()
    assert with_worker.process.wait(SECONDS) == 0
    assert gone(children)


def worker_of(server: Server, home: Path) -> int:
    """Its process that holds the worker's lock."""
    lock = (home / "worker.lock").stat().st_ino
    lines = [line.split() for line in Path("/proc/locks").read_text().splitlines()]
    holders = {int(line[4]) for line in lines if line[1] != "->" and line[5].endswith(f":{lock}")}
    (number,) = holders & set(server.children())
    return number


def test_it_ends_in_order_when_asked_to(server: Server) -> None:
    assert server.asks() == 1
    assert comes(lambda: len(server.children()) == 2)
    children = server.children()
    server.process.terminate()
    assert server.process.wait(SECONDS) == 0
    assert gone(children)


def test_a_library_warms_without_a_word_of_an_index_that_is_gone(tmp_path: Path) -> None:
    (tmp_path / "dan-van.txt").write_text("Công tác dân vận bắt đầu từ việc lắng nghe nhân dân.", "utf-8")
    library = Library(Settings(home=tmp_path / "home", jobs=1))
    library.warm()  # empty
    library.add([tmp_path / "dan-van.txt"])
    library.warm()
    assert library.search("dân vận").total_documents == 1
    library.close()
    shutil.rmtree(tmp_path / "home" / "index")
    lost = Library(Settings(home=tmp_path / "home", jobs=1))
    lost.warm()
    lost.close()
