"""Images of pages for readers, and where the words stand on them: made when first asked for, in processes of their own,
and kept in the data folder up to a bound.

A page that cannot be drawn is not tried again for a while, so that a bad file costs its time once, not at every view.
The processes begin with the first page that is not kept, and end when none was asked for for a while: until then, and
after it, they take no memory.
"""

from __future__ import annotations

import os
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree

from indexer.errors import ExtractionError, LimitExceeded
from indexer.extract.confine import MEGABYTE, Limits
from indexer.extract.recognition import Recognition, unpacked
from indexer.extract.sandbox import Standing
from indexer.extract.views import ViewTask, make_view
from indexer.settings import Settings

_MAKE = "1"  # of what is kept: another make is drawn anew
_JOBS = 1  # of each process of the web server
_PATIENCE = 8.0  # seconds that a reader waits for a worker to be free
_SECONDS, _MEGABYTES, _TEMP_MEGABYTES = 15, 1024, 64  # the most that one page may take
_IDLE = 120.0  # seconds without a page to draw, after which the workers end
_AGAIN = 900.0  # seconds until a page that failed is tried again
_MANY = 40  # files written between two looks at how much is kept
_LEFT = 0.8  # of the bound, after such a look


class Pictures:
    """The images of one library. Threads may share it; other processes keep theirs in the same folder."""

    def __init__(self, settings: Settings, idle: float = _IDLE) -> None:
        self._folder = settings.home / "pictures"
        self._most = settings.picture_megabytes * MEGABYTE
        self._drawing = settings.home / "drawing"
        self._limits = Limits(
            seconds=min(settings.file_seconds, _SECONDS),
            megabytes=min(settings.file_megabytes, _MEGABYTES),
            temp_megabytes=min(settings.file_temp_megabytes, _TEMP_MEGABYTES),
        )
        self._opening = threading.Lock()
        self._workers: Standing | None = None
        self._users, self._idle = 0, idle
        self._ending: threading.Timer | None = None
        self._written = 0

    def image(self, original: Path, filename: str, page: int, width: int, turn: int) -> bytes:
        """The page as a WebP file, `width` pixels wide, turned clockwise by so many quarters. Raises: ExtractionError."""
        task = ViewTask(original, filename, page, width, turn)
        return self._kept(f"{page}-{width}-{turn}.webp", task)

    def words(self, original: Path, filename: str, page: int) -> Recognition:
        """The size of the page and the words that its file prints on it, with their places. Raises: ExtractionError."""
        return unpacked(self._kept(f"{page}.words", ViewTask(original, filename, page)))

    def close(self) -> None:
        """The workers end."""
        with self._opening:
            self._stay()
            self._end()

    def _kept(self, name: str, task: ViewTask) -> bytes:
        """What is kept under the name, made first if it is not."""
        digest = task.original.name
        path = self._folder / _MAKE / digest[:2] / digest / name
        with suppress(OSError):
            made = path.read_bytes()
            os.utime(path)  # what is looked at stays
            return made
        failed = path.with_suffix(".failed")
        self._refuse_failed(failed)
        with self._standing() as workers:
            made = workers.do(task, _PATIENCE)
        if isinstance(made, ExtractionError):
            self._write(failed, made.reason.encode())
            raise made
        if made is None:
            raise LimitExceeded("too many pages are being drawn: try again in a moment")
        self._write(path, made)
        return bytes(made)

    def _refuse_failed(self, path: Path) -> None:
        with suppress(OSError):
            if time.time() - path.stat().st_mtime < _AGAIN:
                raise ExtractionError(path.read_text("utf-8"))

    @contextmanager
    def _standing(self) -> Iterator[Standing]:
        """The workers, which stay at least until the last of their users has gone."""
        with self._opening:
            self._stay()
            self._users += 1
            if self._workers is None:
                self._sweep()
                room = self._drawing / str(os.getpid())
                self._workers = Standing(make_view, jobs=_JOBS, limits=self._limits, room=room)
            workers = self._workers
        try:
            yield workers
        finally:
            with self._opening:
                self._users -= 1
                if not self._users:
                    self._ending = threading.Timer(self._idle, self._end_idle)
                    self._ending.daemon = True
                    self._ending.start()

    def _stay(self) -> None:
        if self._ending:
            self._ending.cancel()
            self._ending = None

    def _end_idle(self) -> None:
        with self._opening:
            if not self._users:
                self._end()

    def _end(self) -> None:
        if self._workers:
            self._workers.close()
            self._workers = None

    def _sweep(self) -> None:
        """Drop the folders of processes that were killed."""
        with suppress(OSError):
            for left in self._drawing.iterdir():
                if not Path(f"/proc/{left.name}").exists():
                    rmtree(left, ignore_errors=True)

    def _write(self, path: Path, made: bytes) -> None:
        """Keep it, whole or not at all. A folder that cannot be written only means that it is made again."""
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(dir=path.parent, prefix="new-")
            new = Path(name)
            try:
                with os.fdopen(descriptor, "wb") as writing:
                    writing.write(made)
                new.replace(path)
            finally:
                new.unlink(missing_ok=True)
        self._written += 1
        if self._written % _MANY == 1:
            self._trim()

    def _trim(self) -> None:
        """Drop what was not looked at for longest, until the rest is within the bound."""
        found = []
        for folder, _, names in os.walk(self._folder):
            for name in names:
                with suppress(OSError):
                    known = os.lstat(f"{folder}/{name}")
                    found.append((known.st_mtime, known.st_size, f"{folder}/{name}"))
        total = sum(size for _, size, _ in found)
        if total <= self._most:
            return
        for _, size, name in sorted(found):
            if total <= self._most * _LEFT:
                return
            Path(name).unlink(missing_ok=True)
            total -= size
