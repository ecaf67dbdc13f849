"""The worker: one process of a library that does what takes time, so that no reader waits for it."""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Protocol

from indexer.errors import IndexerError, LibraryBusy
from indexer.locking import WORKER, alone, is_wanted
from indexer.settings import Settings
from indexer.work.bell import Bell
from indexer.work.intake import Intake

_LOOK_EVERY = 2.0  # seconds, whether or not the bell has rung
_LISTEN_EVERY = 0.2
_PAUSE = 15.0  # seconds after something that only a person can mend
_OLD_SECONDS = 24 * 3600.0  # of what was never accepted
_NICE = 5  # readers come first

_log = logging.getLogger(__name__)


class Scans(Protocol):
    """What of a library recognises scans."""

    def waiting(self) -> list[str]:
        """Documents with pages that wait."""
        ...

    def recognise(self, *, stop: Callable[[], bool]) -> object:
        """Recognise them. Raises: IndexerError."""
        ...


class Worker:
    """Takes in what was sent, lets the index follow the catalogue, recognises scans; until it is interrupted."""

    def __init__(self, settings: Settings, intake: Intake, bell: Bell, scans: Scans) -> None:
        self._settings, self._intake, self._bell, self._scans = settings, intake, bell, scans
        self._ended = threading.Event()

    def run(self) -> None:
        """Work until interrupted. Raises: LibraryBusy: another worker of this library runs."""
        with self._alone():
            threading.Thread(target=self._recognise_always, daemon=True).start()
            try:
                while True:
                    self._turn()
            finally:
                self._ended.set()

    def run_once(self) -> None:
        """Work until nothing is left to do. Raises: LibraryBusy, and whatever keeps it from working."""
        with self._alone():
            while self._intake.turn() or self._recognised():
                pass

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with alone(self._settings.home, self._settings.lock_seconds, WORKER), _interrupted_by_signals():
            os.nice(_NICE)
            self._intake.sweep(_OLD_SECONDS)
            with suppress(KeyboardInterrupt):
                yield

    def _turn(self) -> None:
        """Work for a while, or wait until there may be something to do."""
        try:
            if not self._intake.turn():
                self._listen()
            while is_wanted(self._settings.home):
                time.sleep(_LISTEN_EVERY)
        except LibraryBusy:  # an import of the command line, which takes up what is queued as well
            time.sleep(_LISTEN_EVERY)
        except IndexerError as error:
            _log.error("%s", error)
            self._ended.wait(_PAUSE)

    def _listen(self) -> None:
        until = time.monotonic() + _LOOK_EVERY
        while time.monotonic() < until and not self._bell.rung():
            time.sleep(_LISTEN_EVERY)

    def _recognise_always(self) -> None:
        while not self._ended.wait(_LOOK_EVERY):
            try:
                self._recognised()
            except LibraryBusy:  # `tracuu ocr` runs
                continue
            except IndexerError as error:
                _log.warning("%s", error)
                self._ended.wait(_PAUSE)

    def _recognised(self) -> bool:
        """Recognise what waits. Returns: whether anything came of it."""
        waiting = self._scans.waiting()
        if waiting:
            self._scans.recognise(stop=self._ended.is_set)
        return len(self._scans.waiting()) < len(waiting)


@contextmanager
def _interrupted_by_signals() -> Iterator[None]:
    """The signal of `kill` interrupts as Ctrl-C does: what is in hand is let go of, and taken up by the next start."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {each: signal.signal(each, _interrupt) for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
