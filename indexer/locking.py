"""One process at a time: locks that a killed process lets go of."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import LibraryBusy, StorageFull


@contextmanager
def alone(home: Path, wait_seconds: float, what: str = "import") -> Iterator[None]:
    """Hold the library for one import, or one of what else is named; a killed process lets go of it.

    Raises: LibraryBusy: another one still runs after the wait. StorageFull: the folder cannot be written.
    """
    import fcntl

    deadline = time.monotonic() + wait_seconds
    try:
        lock = (home / f"{what}.lock").open("w")
    except OSError as error:
        raise StorageFull(f"cannot write in {home} ({error.strerror}): check its free space and permissions") from error
    with lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError as error:
                if time.monotonic() >= deadline:
                    raise LibraryBusy(f"another {what} runs on {home}: wait for it to end") from error
            time.sleep(0.1)
        yield
