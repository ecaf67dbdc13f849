"""One process at a time: locks that a killed process lets go of."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from indexer.errors import LibraryBusy, StorageFull

WORKER = "worker"  # what holds a library for a short while only, and lets go of it when others wait
_POLL_SECONDS = 0.1


@contextmanager
def alone(
    home: Path,
    wait_seconds: float,
    what: str = "import",
    *,
    holder: str = "",
    waiting: Callable[[], None] = lambda: None,
) -> Iterator[None]:
    """Hold the library for one import, or one of what else is named; a killed process lets go of it.

    Whoever waits for the worker waits as long as it takes: it ends what it has in its hands and takes nothing new.

    Args:
        holder: WORKER, or nothing.
        waiting: called once if there is a wait.
    Raises: LibraryBusy: another one still runs after the wait. StorageFull: the folder cannot be written.
    """
    with _opened(home, f"{what}.lock") as lock:
        if not _taken(lock):
            if not wait_seconds:
                raise _busy(home, what)
            _wait(home, lock, time.monotonic() + wait_seconds, what, waiting)
        os.ftruncate(lock.fileno(), 0)
        with suppress(OSError):  # the disk is full: those who wait do so for a while only
            os.write(lock.fileno(), holder.encode("ascii"))
        yield


def is_wanted(home: Path, what: str = "import") -> bool:
    """Whether somebody waits for a lock."""
    with _opened(home, f"{what}.queue") as queue:
        return not _taken(queue)


def is_held(home: Path, what: str) -> bool:
    """Whether somebody holds a lock."""
    with _opened(home, f"{what}.lock") as lock:
        return not _taken(lock)


def _wait(home: Path, lock: IO[str], deadline: float, what: str, waiting: Callable[[], None]) -> None:
    import fcntl

    with _opened(home, f"{what}.queue") as queue:
        fcntl.flock(queue, fcntl.LOCK_SH)  # that somebody waits is seen by it
        told = False
        while not _taken(lock):
            if time.monotonic() >= deadline and _holder(lock) != WORKER:
                raise _busy(home, what)
            if not told:
                told = True
                waiting()
            time.sleep(_POLL_SECONDS)


def _busy(home: Path, what: str) -> LibraryBusy:
    return LibraryBusy(f"another {what} runs on {home}: wait for it to end")


def _holder(lock: IO[str]) -> str:
    lock.seek(0)
    return lock.read()


def _opened(home: Path, name: str) -> IO[str]:
    try:
        return (home / name).open("a+", encoding="ascii")
    except OSError as error:
        raise StorageFull(f"cannot write in {home} ({error.strerror}): check its free space and permissions") from error


def _taken(lock: IO[str]) -> bool:
    import fcntl

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
