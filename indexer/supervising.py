"""Processes that are kept running. They are forked from one that has imported what all of them need, and share its memory.

This module imports next to nothing: the process that watches the others stays small.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from types import FrameType
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerProcess

# Imported once for all: what every process needs, and Alembic, by which each looks whether the catalogue is up to date.
_SHARED = ["indexer.cli", "indexer.library", "indexer.engines.tantivy", "search_web.serve", "alembic.command"]
_ENVIRONMENT = {
    "OPENBLAS_NUM_THREADS": "1",  # numpy only counts, and a process with threads is not forked
    "MALLOC_ARENA_MAX": "2",  # many threads, one of which works at a time, need no memory of their own
}
_SHORTEST_LIFE = 2.0  # seconds: a process that ends sooner is started again no faster
_PATIENCE = 10.0  # seconds that a process may take to finish what it has begun
_LOOKING = 1.0  # seconds between two looks at whether the process that forked this one is there


@dataclass(frozen=True, slots=True)
class Kind:
    """A process that is kept running."""

    name: str
    target: Callable[..., None]  # importable by name
    arguments: tuple[object, ...]


def supervise(kinds: Sequence[Kind]) -> None:
    """Keep a process of each running until a signal ends this one."""
    for name, value in _ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    context = get_context("forkserver")
    context.set_forkserver_preload(_SHARED)
    began: dict[ForkServerProcess, tuple[Kind, float]] = {}

    def start(kind: Kind) -> None:
        process = context.Process(target=_run, args=(kind,))
        process.start()
        began[process] = kind, time.monotonic()

    with ended_by_signals():
        try:
            for each in kinds:
                start(each)
            while True:
                wait([process.sentinel for process in began])
                for process in [each for each in began if not each.is_alive()]:
                    kind, since = began.pop(process)
                    click.echo(
                        f"a {kind.name} process ended (status {process.exitcode}) and is started again", err=True
                    )
                    time.sleep(max(0.0, _SHORTEST_LIFE - (time.monotonic() - since)))
                    start(kind)
        finally:
            _end(list(began))


def _run(kind: Kind) -> None:
    """Be such a process. It ends with the one that watches it, and with the one that forked it."""
    gc.freeze()  # what is shared stays shared: collecting garbage would write to it
    threading.Thread(target=_end_with_others, daemon=True).start()
    kind.target(*kind.arguments)


def _end_with_others() -> None:
    watching, forked_by = parent_process(), os.getppid()
    while watching is None or not wait([watching.sentinel], _LOOKING):
        if os.getppid() != forked_by:
            break
    os._exit(1)


def _end(processes: Sequence[ForkServerProcess]) -> None:
    """Let every process finish what it has begun, but not for ever."""
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + _PATIENCE
    for process in processes:
        process.join(max(0.0, deadline - time.monotonic()))
        if process.is_alive():
            process.kill()
            process.join()


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """The signal of `kill` ends this process as an interrupt does: what is begun is ended in order."""
    before = signal.signal(signal.SIGTERM, _leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _leave(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
