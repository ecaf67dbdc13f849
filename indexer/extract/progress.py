"""How far the reading of a file has come: told by the process that reads, in its own folder, to whoever looks."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path

_NAME = "progress"
_EVERY = 0.3  # seconds
_NUMBERS = 3  # in the file: what is read, page, pages
_TELLING: ContextVar[Callable[[int, int], None] | None] = ContextVar("telling", default=None)


@contextmanager
def telling(what: int) -> Iterator[None]:
    """Within it, what readers say of their progress is written into this process's folder for temporary files.

    Args:
        what: number of the document that is read.
    """
    last = 0.0

    def write(page: int, pages: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _EVERY:
            last = time.monotonic()
            with suppress(OSError):  # the disk is full: the reader will say so
                Path(tempfile.gettempdir(), _NAME).write_text(f"{what} {page} {pages}", "ascii")

    token = _TELLING.set(write)
    try:
        yield
    finally:
        _TELLING.reset(token)


def tell(page: int, pages: int) -> None:
    """Say that a page of so many is being read."""
    if write := _TELLING.get():
        write(page, pages)


def told(room: Path) -> dict[int, tuple[int, int]]:
    """What is being read by the processes whose folders are in the room, at which page of how many."""
    found: dict[int, tuple[int, int]] = {}
    for path in room.glob(f"*/{_NAME}"):
        with suppress(OSError, ValueError):  # it ended meanwhile, or is being written
            numbers = [int(each) for each in path.read_text("ascii").split()]
            if len(numbers) == _NUMBERS:
                found[numbers[0]] = numbers[1], numbers[2]
    return found
