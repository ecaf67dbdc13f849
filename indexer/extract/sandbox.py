"""Work on untrusted files in processes of their own, with limits of time and memory. pebble is imported nowhere else.

Each slot is a pool of one worker: a worker that crashes or is ended takes nothing with it but its own task.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import resource
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, wait
from concurrent.futures import TimeoutError as OutOfTime
from multiprocessing.connection import wait as wait_for
from typing import TYPE_CHECKING, Any, TypeVar

from indexer.errors import DamagedFile, ExtractionError, LimitExceeded

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")
R = TypeVar("R")

_MEGABYTE = 1 << 20
_LONGEST_REASON = 300  # characters of a foreign message


def run_each(
    function: Callable[[T], R], tasks: Iterable[T], *, jobs: int, seconds: int, megabytes: int
) -> Iterator[tuple[T, R | ExtractionError]]:
    """Each task with what the function made of it, or with why that failed, in the order in which they end.

    Tasks are taken lazily, one for each free worker. Closing the iterator ends the workers at once.

    Args:
        function: importable by name, as the workers start afresh; tasks and results are pickled.
        jobs: workers, >= 1.
        seconds, megabytes: the most that one task may take.
    """
    waiting = iter(tasks)
    slots = _Slots(function, jobs, seconds, megabytes)
    try:
        running: dict[Future[R | ExtractionError], T] = {}
        while True:
            for task in _taken(waiting, slots.free):
                running[slots.start(task)] = task
            if not running:
                return
            ended, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in ended:
                slots.release(future)
            for future in ended:
                yield running.pop(future), _outcome(future, seconds, megabytes)
    finally:
        slots.close()


def _taken(tasks: Iterator[T], count: int) -> Iterator[T]:
    for _, task in zip(range(count), tasks, strict=False):
        yield task


class _Slots:
    """Pools of one worker each."""

    def __init__(self, function: Callable[[Any], Any], jobs: int, seconds: int, megabytes: int) -> None:
        self._function, self._seconds, self._megabytes = function, seconds, megabytes
        self._unused = jobs
        self._idle: list[Any] = []
        self._busy: dict[Future[Any], Any] = {}

    @property
    def free(self) -> int:
        """Tasks that can be started now."""
        return self._unused + len(self._idle)

    def start(self, task: Any) -> Future[Any]:  # of the caller's type
        pool = self._idle.pop() if self._idle else self._new()
        future: Future[Any] = pool.schedule(_guarded, args=(self._function, task), timeout=self._seconds)
        self._busy[future] = pool
        return future

    def _new(self) -> Any:  # pebble ships no types
        from pebble import ProcessPool

        self._unused -= 1
        return ProcessPool(
            max_workers=1,
            initializer=_limit,
            initargs=(self._megabytes,),
            context=multiprocessing.get_context("spawn"),  # the parent has threads, which a fork would freeze
        )

    def release(self, future: Future[Any]) -> None:
        """The slot of an ended task takes another; its worker is replaced if it did not survive."""
        pool = self._busy.pop(future)
        if pool.active and future.exception() is None:
            self._idle.append(pool)
            return
        pool.stop()
        pool.join()
        self._unused += 1

    def close(self) -> None:
        """Every worker ends."""
        pools = [*self._idle, *self._busy.values()]
        for pool in pools:
            pool.stop()
        for pool in pools:
            pool.join()


def _limit(megabytes: int) -> None:
    """Limits of a worker, and its end when its parent ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt ends
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for kind in (resource.RLIMIT_AS, resource.RLIMIT_DATA):
        _, hard = resource.getrlimit(kind)
        wanted = megabytes * _MEGABYTE
        limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(kind, (limit, hard))
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)


def _guarded(function: Callable[[T], R], task: T) -> R | ExtractionError:
    """The function's result, or its failure as a value: so that only a broken worker is replaced."""
    try:
        return function(task)
    except ExtractionError as error:
        return type(error)(error.reason)  # without a cause that may not survive pickling
    except MemoryError:
        raise
    except (Exception, SystemExit) as error:  # noqa: BLE001  # whatever a foreign reader raises is one line of the report
        return DamagedFile(
            f"the file cannot be read ({_said(error)}): open it in its program, save it anew and add that file"
        )


def _said(error: BaseException) -> str:
    message = " ".join(str(error).split())[:_LONGEST_REASON]
    return f"{type(error).__name__}: {message}" if message else type(error).__name__


def _outcome(future: Future[R | ExtractionError], seconds: int, megabytes: int) -> R | ExtractionError:
    from pebble import ProcessExpired

    try:
        return future.result()
    except OutOfTime:
        return LimitExceeded(f"reading it took more than {seconds} s: raise file_seconds, or split the file")
    except MemoryError:
        return LimitExceeded(
            f"reading it took more than {megabytes} MB of memory: raise file_megabytes, or split the file"
        )
    except ProcessExpired as error:
        return _crash(error.exitcode, megabytes)
    except Exception as error:  # noqa: BLE001  # a result that cannot be pickled, or a bug of the pool: still one line of the report
        return DamagedFile(
            f"the file cannot be read ({_said(error)}): open it in its program, save it anew and add that file"
        )


def _crash(status: int | None, megabytes: int) -> ExtractionError:
    if status == -signal.SIGKILL:
        return LimitExceeded(f"the system ended its reading, most likely for want of memory (limit: {megabytes} MB)")
    how = f"exit status {status}"
    if status is not None and status < 0:
        with contextlib.suppress(ValueError):
            how = f"signal {signal.Signals(-status).name}"
    return DamagedFile(f"reading it crashed the reader ({how}): open it in its program, save it anew and add that file")
