"""The bell that wakes the worker. huey is imported nowhere else.

It carries no work: what is to be done, the catalogue says. A bell that is not heard costs a moment, nothing else.
"""

from __future__ import annotations

import logging
import sqlite3
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

logging.getLogger("huey").setLevel(logging.WARNING)


class Bell:
    """A bell between processes, through a file of its own in the data folder."""

    def __init__(self, home: Path) -> None:
        self._path = home / "jobs.db"

    @cached_property
    def _queue(self) -> tuple[Any, Any]:
        """Huey's queue, and the one task in it: that there is something to do."""
        from huey import SqliteHuey

        queue = SqliteHuey("tracuu", filename=str(self._path), results=False, timeout=1)
        return queue, queue.task(name="look")(lambda: None)

    def ring(self) -> None:
        """Wake the worker, unless somebody has rung and it has not come yet."""
        with suppress(sqlite3.Error):
            queue, look = self._queue
            if not queue.pending_count():
                queue.enqueue(look.s())

    def rung(self) -> bool:
        """Whether somebody has rung since this was asked last."""
        rung = False
        with suppress(sqlite3.Error):
            queue, _ = self._queue
            while queue.pending_count() and (task := queue.dequeue()) is not None:
                queue.execute(task)
                rung = True
        return rung
