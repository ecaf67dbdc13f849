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
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from types import FrameType
from typing import TYPE_CHECKING

import click
from waitress.server import create_server

from indexer.errors import LibraryBusy
from indexer.library import Library
from indexer.settings import Settings
from search_web import create_app
from search_web.channel import strict

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

_BACKLOG = 1024  # connections that wait to be accepted
_CONNECTIONS = 1000  # held by one process at once: slow senders keep no reader out
_ENVELOPE = 10_000_000  # bytes of a request around a file of the largest size
_SILENCE = 60  # seconds after which a connection that sends nothing is closed
_SHORTEST_LIFE = 2.0  # seconds: a process that ends sooner is started again no faster
_PATIENCE = 10.0  # seconds that a process may take to answer what it has begun

Open = Callable[[Settings], Library]
Work = Callable[[Settings], None]


def serve(open_library: Open, settings: Settings, work: Work | None = None) -> None:
    """Answer requests until interrupted. The address is printed once connections are accepted.

    Args:
        open_library: importable by name, as each process opens the library for itself.
        work: likewise; what a worker does in a process beside those that answer.
    Raises: OSError: the address cannot be listened on.
    """
    sockets = _listening(settings.host, settings.port)
    for each in sockets:
        host, port = each.getsockname()[:2]
        click.echo(f"Listening on http://{f'[{host}]' if ':' in host else host}:{port}/")
    count = settings.processes or os.cpu_count() or 1
    try:
        if count == 1 and work is None:
            _answer(open_library, settings, sockets)
        else:
            answering = _Kind("server", _answer_apart, (open_library, settings, sockets))
            working = [_Kind("worker", _work_apart, (work, settings))] if work else []
            _supervise([answering] * count + working)
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


@dataclass(frozen=True, slots=True)
class _Kind:
    """A process that is kept running."""

    name: str
    target: Callable[..., None]
    arguments: tuple[object, ...]


def _supervise(kinds: Sequence[_Kind]) -> None:
    """Keep a process of each running until a signal ends this one."""
    began: dict[SpawnProcess, tuple[_Kind, float]] = {}

    def start(kind: _Kind) -> None:
        process = get_context("spawn").Process(target=kind.target, args=kind.arguments)
        process.start()
        began[process] = kind, time.monotonic()

    with _ended_by_signals():
        try:
            for each in kinds:
                start(each)
            while True:
                wait([process.sentinel for process in began])
                for process in [each for each in began if not each.is_alive()]:
                    kind, since = began.pop(process)
                    click.echo(
                        f"a {kind.name} process ended (status {process.exitcode}) and is started again", err=True
                    )
                    time.sleep(max(0.0, _SHORTEST_LIFE - (time.monotonic() - since)))
                    start(kind)
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


def _work_apart(work: Work, settings: Settings) -> None:
    """Be the worker, in a process of its own, which ends with the one that started it. One that runs already is waited for."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    while True:
        with suppress(LibraryBusy):  # a worker of its own runs beside this server
            work(settings)
            return
        time.sleep(_PATIENCE)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _behind(proxy: str) -> dict[str, object]:
    """Whom to believe where requests come from. Nobody else's word is taken, nor handed on."""
    if not proxy:
        return {}
    return {
        "trusted_proxy": proxy,
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"},
        "clear_untrusted_proxy_headers": True,
    }


def _answer(open_library: Open, settings: Settings, sockets: Sequence[socket.socket]) -> None:
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # that requests wait their turn is no news
    library = open_library(settings)
    app = create_app(library, settings)
    server = create_server(
        app,
        sockets=list(sockets),
        threads=settings.threads,
        ident=None,
        connection_limit=_CONNECTIONS,
        asyncore_use_poll=True,  # select refuses so many
        max_request_body_size=settings.upload_megabytes * 1_000_000 + _ENVELOPE,
        channel_timeout=_SILENCE,
        **_behind(settings.proxy),
    )
    strict(server, app)
    warming = threading.Thread(target=library.warm, daemon=True)
    warming.start()
    with _ended_by_signals():
        try:
            server.run()
        finally:
            server.close()
            warming.join(_PATIENCE)
            library.close()
