"""The web server: one process that listens, and as many that answer as the machine has cores.

All that answer accept from the same sockets, so whichever is free takes the next request. One that ends unasked is
started again.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from types import FrameType
from typing import TYPE_CHECKING

import click
from waitress.server import create_server

from indexer.library import Library
from indexer.settings import Settings
from search_web import create_app

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

_BACKLOG = 1024  # connections that wait to be accepted
_SHORTEST_LIFE = 2.0  # seconds: a process that ends sooner is started again no faster
_PATIENCE = 10.0  # seconds that a process may take to answer what it has begun

Open = Callable[[Settings], Library]


def serve(open_library: Open, settings: Settings) -> None:
    """Answer requests until interrupted. The address is printed once connections are accepted.

    Args:
        open_library: importable by name, as each process opens the library for itself.
    Raises: OSError: the address cannot be listened on.
    """
    sockets = _listening(settings.host, settings.port)
    for each in sockets:
        host, port = each.getsockname()[:2]
        click.echo(f"Listening on http://{f'[{host}]' if ':' in host else host}:{port}/")
    count = settings.processes or os.cpu_count() or 1
    try:
        if count == 1:
            _answer(open_library, settings, sockets)
        else:
            _supervise(open_library, settings, sockets, count)
    finally:
        for each in sockets:
            each.close()


def _listening(host: str, port: int) -> list[socket.socket]:
    """A socket for every address of the host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    sockets: list[socket.socket] = []
    for family, _, _, _, address in dict.fromkeys(found):
        sockets.append(socket.create_server((str(address[0]), port), family=family, backlog=_BACKLOG))
        port = sockets[-1].getsockname()[1]  # any free one is chosen once
    return sockets


def _supervise(open_library: Open, settings: Settings, sockets: Sequence[socket.socket], count: int) -> None:
    """Keep so many processes answering until a signal ends this one."""
    began: dict[SpawnProcess, float] = {}

    def start() -> None:
        process = get_context("spawn").Process(target=_answer_apart, args=(open_library, settings, sockets))
        process.start()
        began[process] = time.monotonic()

    with _ended_by_signals():
        try:
            for _ in range(count):
                start()
            while True:
                wait([process.sentinel for process in began])
                for process in [each for each in began if not each.is_alive()]:
                    lived = time.monotonic() - began.pop(process)
                    click.echo(f"a server process ended (status {process.exitcode}) and is started again", err=True)
                    time.sleep(max(0.0, _SHORTEST_LIFE - lived))
                    start()
        finally:
            _end(list(began))


def _end(processes: Sequence[SpawnProcess]) -> None:
    """Let every process answer what it has begun, but not for ever."""
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + _PATIENCE
    for process in processes:
        process.join(max(0.0, deadline - time.monotonic()))
        if process.is_alive():
            process.kill()
            process.join()


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """The signal of `kill` ends this process as an interrupt does: what is begun is ended in order."""
    before = signal.signal(signal.SIGTERM, _leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _leave(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def _answer_apart(open_library: Open, settings: Settings, sockets: Sequence[socket.socket]) -> None:
    """Answer requests in a process of its own, which ends with the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt ends
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _answer(open_library, settings, sockets)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _answer(open_library: Open, settings: Settings, sockets: Sequence[socket.socket]) -> None:
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # that requests wait their turn is no news
    library = open_library(settings)
    server = create_server(create_app(library, settings), sockets=list(sockets), threads=settings.threads, ident=None)
    warming = threading.Thread(target=library.warm, daemon=True)
    warming.start()
    with _ended_by_signals():
        try:
            server.run()
        finally:
            server.close()
            warming.join(_PATIENCE)
            library.close()
