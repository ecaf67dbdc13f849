"""Long manuscripts under check: begun by one server process, asked about at any other, gone an hour later.

Each has a folder of its own in `manuscripts/` of the data folder, with how far it has come and at last its report. Its text is
not kept. A lock, held while it is checked, tells whether whoever checks it still lives.
"""

from __future__ import annotations

import fcntl
import pickle
import re
import secrets
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

from indexer.errors import ManuscriptNotFound, StorageFull, TooManyManuscripts
from indexer.model import ManuscriptState, QuotationReport

Check = Callable[[Callable[[int, int], None]], QuotationReport]  # told after each quotation: done, of how many
_KEPT_SECONDS = 3600
_MOST = 40  # kept at once
_MOST_WAITING = 12  # of them not yet checked
_AT_ONCE = 2  # checked at once, by all processes together
_TOLD_EVERY = 0.5  # seconds
_NAME = re.compile(r"[\w-]{22}", re.ASCII)


class Manuscripts:
    """The manuscripts of a data folder."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "manuscripts"

    def begin(self, check: Check) -> str:
        """Start to check a manuscript in a thread, and name it.

        Raises: TooManyManuscripts: as many wait as may. StorageFull: the folder cannot be written.
        """
        self._tidy()
        name = secrets.token_urlsafe(16)
        try:
            (self._folder / name).mkdir(mode=0o700, parents=True)
            lock = (self._folder / name / "lock").open("w")
        except OSError as error:
            raise StorageFull(f"cannot write in {self._folder} ({error.strerror}): check its free space") from error
        fcntl.flock(lock, fcntl.LOCK_EX)
        threading.Thread(target=self._check, args=(self._folder / name, lock, check), daemon=True).start()
        return name

    def state(self, name: str) -> ManuscriptState:
        """How far a manuscript has come. Raises: ManuscriptNotFound."""
        folder = self._folder / name
        if not _NAME.fullmatch(name) or not folder.is_dir():
            raise ManuscriptNotFound(name)
        works = _is_held(folder / "lock")  # asked first: what ends now has written its report before
        with suppress(FileNotFoundError):
            report: QuotationReport = pickle.loads((folder / "report").read_bytes())  # noqa: S301  # written below
            return ManuscriptState(len(report.checked), len(report.checked), report)
        done, total = 0, 0
        with suppress(FileNotFoundError):
            done, total = map(int, (folder / "progress").read_text("ascii").split())
        return ManuscriptState(done, total, interrupted=not works)

    def _check(self, folder: Path, lock: IO[str], check: Check) -> None:
        last = 0.0

        def tell(done: int, total: int) -> None:
            nonlocal last
            if time.monotonic() - last >= _TOLD_EVERY:
                _write(folder / "progress", f"{done} {total}".encode("ascii"))
                last = time.monotonic()

        with lock, self._slot():
            _write(folder / "report", pickle.dumps(check(tell)))

    @contextmanager
    def _slot(self) -> Iterator[None]:
        """Wait for a turn."""
        with ExitStack() as held:
            slots = [held.enter_context((self._folder / f"slot-{each}").open("w")) for each in range(_AT_ONCE)]
            while not any(_taken(each) for each in slots):
                time.sleep(0.1)
            yield

    def _tidy(self) -> None:
        """Remove what is old, the oldest of what is checked if there is too much, and refuse more if too many wait."""
        with suppress(FileNotFoundError):
            folders = sorted((each.stat().st_mtime, each) for each in self._folder.iterdir() if each.is_dir())
            waiting = {each for _, each in folders if _is_held(each / "lock")}
            kept = [(age, each) for age, each in folders if each not in waiting]
            surplus = len(folders) - _MOST + 1
            for at, (age, each) in enumerate(kept):
                if at < surplus or age < time.time() - _KEPT_SECONDS:
                    shutil.rmtree(each, ignore_errors=True)
            if len(waiting) >= _MOST_WAITING:
                raise TooManyManuscripts(len(waiting))


def _taken(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _is_held(path: Path) -> bool:
    try:
        with path.open("r") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, for whoever reads it."""
    new = path.with_suffix(".new")
    new.write_bytes(content)
    new.replace(path)
