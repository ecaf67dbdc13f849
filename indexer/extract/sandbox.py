"""Work on untrusted files in processes of their own, with limits of time, memory and room. pebble is imported nowhere
else.

Each slot is a pool of one worker: a worker that crashes or is ended takes nothing with it but its own task, and whatever
it started ends with it.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import multiprocessing
import os
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, InvalidStateError, wait
from concurrent.futures import TimeoutError as OutOfTime
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import resource_tracker
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from indexer.errors import DamagedFile, ExtractionError, LimitExceeded
from indexer.extract.confine import MOST_PROCESSES, NO_MEMORY, NO_ROOM, TOO_MANY, Limits, confine, grant, tidy

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")
R = TypeVar("R")

_NO_MAPPING = "failed to map segment"  # a library that memory does not suffice for
_LOOK_AFTER = 1.0  # seconds without news
_STRANDED_AFTER = 5  # such times
_LONGEST_REASON = 300  # characters of a foreign message


def run_each(
    function: Callable[[T], R],
    tasks: Iterable[T],
    *,
    jobs: int,
    limits: Limits,
    room: Path,
    meanwhile: Callable[[], None] = lambda: None,
) -> Generator[tuple[T, R | ExtractionError], None, None]:
    """Each task with what the function made of it, or with why that failed, in the order in which they end.

    Tasks are taken lazily, one for each free worker. Closing the iterator ends the workers at once.

    Args:
        function: importable by name, as the workers start afresh; tasks and results are pickled.
        jobs: workers, >= 1.
        limits: of one task.
        room: a folder for temporary files, of nobody else; it is emptied, and gone at the end.
        meanwhile: called about once a second for as long as no task ends.
    """
    waiting, again = iter(tasks), list[T]()
    slots = _Slots(function, jobs, limits, room)
    try:
        running: dict[Future[R | ExtractionError], tuple[T, bool]] = {}
        quiet = 0
        while True:
            for task, anew in _taken(again, waiting, slots.free):
                running[slots.start(task)] = task, anew
            if not running:
                return
            ended, _ = wait(running, timeout=_LOOK_AFTER, return_when=FIRST_COMPLETED)
            quiet = 0 if ended else quiet + 1
            if not ended:
                meanwhile()
            if quiet % _STRANDED_AFTER == _STRANDED_AFTER - 1:
                slots.give_up_stranded()
            for future in ended:
                slots.release(future)
            for future in ended:
                task, anew = running.pop(future)
                if _never_began(future) and not anew:
                    again.append(task)
                else:
                    yield task, _outcome(future, limits)
    finally:
        slots.close()


def _taken(again: list[T], tasks: Iterator[T], count: int) -> Iterator[tuple[T, bool]]:
    """So many tasks, each with whether it is taken for the second time."""
    for _ in range(count):
        if again:
            yield again.pop(), True
        else:
            yield from ((task, False) for task in islice(tasks, 1))


def _never_began(future: Future[Any]) -> bool:
    """Whether the worker ended between its last task and this one."""
    return isinstance(future.exception(), BrokenProcessPool)


class Standing:
    """Workers that wait for tasks as long as their owner lives. They are started when first needed, and ended by `close`.

    Threads may share it.
    """

    def __init__(self, function: Callable[[Any], Any], *, jobs: int, limits: Limits, room: Path) -> None:
        """See `run_each` for the arguments."""
        self._slots, self._limits = _Slots(function, jobs, limits, room), limits
        self._free = threading.Semaphore(jobs)
        self._changing = threading.Lock()

    def do(self, task: Any, patience: float) -> Any:  # of the function's types
        """What the function makes of the task, or why it failed; None if no worker was free for so many seconds."""
        if not self._free.acquire(timeout=patience):
            return None
        try:
            future = self._ended(task)
            if _never_began(future):  # it ended while it had nothing to do
                future = self._ended(task)
            return _outcome(future, self._limits)
        finally:
            self._free.release()

    def _ended(self, task: Any) -> Future[Any]:
        with self._changing:
            future = self._slots.start(task)
        while not wait([future], timeout=_LOOK_AFTER)[0]:
            with self._changing:
                self._slots.give_up_stranded()
        with self._changing:
            self._slots.release(future)
        return future

    def close(self) -> None:
        """Every worker ends."""
        with self._changing:
            self._slots.close()


@dataclass(slots=True)
class _Slot:
    """A pool of one worker, the process that the worker is, and its folder."""

    pool: Any  # pebble ships no types
    leader: Any  # its process id as a shared number, 0 before it starts
    folder: str

    def stop(self) -> None:
        """The worker ends."""
        self.pool.stop()
        self.pool.join()
        if self.leader.value:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.leader.value, signal.SIGKILL)  # what it started
        _drop(self.folder)


class _Slots:
    """Places for tasks that run at once."""

    def __init__(self, function: Callable[[Any], Any], jobs: int, limits: Limits, room: Path) -> None:
        self._function, self._limits, self._room = function, limits, room
        self._unused = jobs
        self._idle: list[_Slot] = []
        self._busy: dict[Future[Any], _Slot] = {}
        shutil.rmtree(room, ignore_errors=True)  # a killed run leaves its files

    @property
    def free(self) -> int:
        """Tasks that can be started now."""
        return self._unused + len(self._idle)

    def start(self, task: Any) -> Future[Any]:  # of the caller's type
        with _uninterrupted():
            slot = self._idle.pop() if self._idle else self._new()
            try:
                future = self._scheduled(slot, task)
            except RuntimeError:  # its worker ended after its last task
                slot.stop()
                self._unused += 1
                slot = self._new()
                future = self._scheduled(slot, task)
            self._busy[future] = slot
        return future

    def _scheduled(self, slot: _Slot, task: Any) -> Future[Any]:
        future: Future[Any] = slot.pool.schedule(
            _guarded, args=(self._function, task, self._limits), timeout=self._limits.seconds
        )
        return future

    def _new(self) -> _Slot:
        from pebble import ProcessPool

        self._unused -= 1
        self._room.mkdir(parents=True, exist_ok=True)
        folder = tempfile.mkdtemp(dir=self._room)
        spawning = multiprocessing.get_context("spawn")  # the parent has threads, which a fork would freeze
        leader = spawning.RawValue(ctypes.c_int, 0)
        pool = ProcessPool(max_workers=1, initializer=_begin, initargs=(self._limits, folder, leader), context=spawning)
        return _Slot(pool, leader, folder)

    def release(self, future: Future[Any]) -> None:
        """The slot of an ended task takes another; its worker is replaced if it did not survive."""
        with _uninterrupted():
            slot = self._busy.pop(future)
            if slot.pool.active and future.exception() is None:
                self._idle.append(slot)
                return
            slot.stop()
            self._unused += 1

    def give_up_stranded(self) -> None:
        """End tasks that no worker will take: a pool that breaks while it is handed a task forgets it."""
        for future, slot in self._busy.items():
            if not slot.pool.active:
                with contextlib.suppress(InvalidStateError):  # it was told after all
                    future.set_exception(BrokenProcessPool())

    def close(self) -> None:
        """Every worker ends."""
        with _uninterrupted():
            slots = [*self._idle, *self._busy.values()]
            for slot in slots:
                slot.pool.stop()
            for slot in slots:
                slot.stop()
            _drop(self._room)


def _drop(folder: str | Path) -> None:
    """Remove a folder. What was killed a moment ago may still write there, so once may not be enough."""
    for pause in (0, 0.01, 0.1, 1):
        time.sleep(pause)
        shutil.rmtree(folder, ignore_errors=True)
        if not os.path.lexists(folder):
            return


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """An interrupt that comes meanwhile is raised at the end: a worker half started or half ended would be forgotten.

    Processes started meanwhile are never interrupted from a terminal: their parent decides what that ends.
    """
    resource_tracker.ensure_running()  # would unblock the signal if it began later
    with _interrupts_put_off():
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def _interrupts_put_off() -> Iterator[None]:
    """Blocking the signal in this thread is not enough: another one takes it, and this one is interrupted all the same."""
    if threading.current_thread() is not threading.main_thread():  # only that one is ever interrupted
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if came:
            signal.raise_signal(signal.SIGINT)


def _begin(limits: Limits, folder: str, leader: Any) -> None:
    if leader.value:  # this worker replaces one that crashed
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(leader.value, signal.SIGKILL)  # what that one started
    leader.value = os.getpid()
    confine(limits, folder)


def _guarded(function: Callable[[T], R], task: T, limits: Limits) -> R | ExtractionError:
    """The function's result, or its failure as a value: so that only a broken worker is replaced."""
    grant(limits.seconds)
    try:
        return function(task)
    except ExtractionError as error:
        return type(error)(error.reason)  # without a cause that may not survive pickling
    except MemoryError:
        raise
    except (Exception, SystemExit) as error:  # whatever a foreign reader raises is one line of the report
        if isinstance(error, OSError) and error.errno in (errno.EFBIG, errno.ENOSPC):
            return _no_room(limits)
        if (isinstance(error, OSError) and error.errno == errno.ENOMEM) or _NO_MAPPING in str(error):
            raise MemoryError from error  # what is half loaded makes this worker useless for the next file
        return _unreadable(error)
    finally:
        tidy()


def _unreadable(error: BaseException) -> DamagedFile:
    return DamagedFile(
        f"the file cannot be read ({_said(error)}): open it in its program, save it anew and add that file"
    )


def _no_room(limits: Limits) -> LimitExceeded:
    return LimitExceeded(
        f"reading it took more than {limits.temp_megabytes} MB for temporary files, or the disk is full: "
        "raise file_temp_megabytes, or split the file"
    )


def _no_memory(limits: Limits) -> LimitExceeded:
    return LimitExceeded(
        f"reading it took more than {limits.megabytes} MB of memory: raise file_megabytes, or split the file"
    )


def _no_time(limits: Limits) -> LimitExceeded:
    return LimitExceeded(f"reading it took more than {limits.seconds} s: raise file_seconds, or split the file")


def _said(error: BaseException) -> str:
    message = " ".join(str(error).split())[:_LONGEST_REASON]
    return f"{type(error).__name__}: {message}" if message else type(error).__name__


def _outcome(future: Future[R | ExtractionError], limits: Limits) -> R | ExtractionError:
    from pebble import ProcessExpired

    try:
        return future.result()
    except OutOfTime:
        return _no_time(limits)
    except MemoryError:
        return _no_memory(limits)
    except ProcessExpired as error:
        return _crash(error.exitcode, limits)
    except Exception as error:  # noqa: BLE001  # a result that cannot be pickled, or a bug of the pool: still one line of the report
        return _unreadable(error)


def _crash(status: int | None, limits: Limits) -> ExtractionError:
    if status == -signal.SIGKILL:
        return LimitExceeded(
            f"the system ended its reading, most likely for want of memory (limit: {limits.megabytes} MB)"
        )
    if status == -signal.SIGXCPU:
        return _no_time(limits)
    if status == NO_MEMORY:
        return _no_memory(limits)
    if status == NO_ROOM:
        return _no_room(limits)
    if status == TOO_MANY:
        return LimitExceeded(f"reading it started more than {MOST_PROCESSES} processes: this is no document")
    how = f"exit status {status}"
    if status is not None and status < 0:
        with contextlib.suppress(ValueError):
            how = f"signal {signal.Signals(-status).name}"
    return DamagedFile(f"reading it crashed the reader ({how}): open it in its program, save it anew and add that file")
