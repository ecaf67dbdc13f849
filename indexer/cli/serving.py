"""The command that serves the pages."""

from __future__ import annotations

import os
import shutil
import socket
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing import get_context

import click

from indexer.cli.parts import told_in_a_line
from indexer.cli.working import work
from indexer.errors import LibraryBusy, WrongUse
from indexer.settings import Settings, read_settings
from indexer.supervising import Kind, supervise

_BACKLOG = 1024  # connections that wait to be accepted
_PATIENCE = 10.0  # seconds until another look at whether a library that has a worker lost it


@click.command()
@click.option("--host", help="Address to listen on; 127.0.0.1 by default.")
@click.option("--port", type=int, help="Port; 8000 by default, 0 for any free one.")
@click.option("--no-worker", is_flag=True, help="Leave what is sent to a `tracuu worker` of its own.")
@click.pass_context
def serve(context: click.Context, *, host: str | None, port: int | None, no_worker: bool) -> None:
    """Serve the search pages, and take in what is sent to the desk."""
    settings = read_settings(context.obj, {"host": host, "port": port})
    _apart(_settle, settings)
    shutil.rmtree(settings.home / "metrics", ignore_errors=True)  # what an earlier server counted
    sockets = _listening(settings.host, settings.port)
    for each in sockets:
        name, number = each.getsockname()[:2]
        click.echo(f"Listening on http://{f'[{name}]' if ':' in name else name}:{number}/")
    answering = [Kind("server", _answer, (settings, sockets))] * (settings.processes or os.cpu_count() or 1)
    working = [] if no_worker else [Kind("worker", _work, (settings,))]
    supervise([*answering, *working])


def _apart(step: Callable[[Settings], None], settings: Settings) -> None:
    """Do a step in a process that ends with it: this one only watches others, and need not hold what a step imports."""
    process = get_context("fork").Process(target=step, args=(settings,))
    process.start()
    process.join()
    if process.exitcode:
        sys.exit(process.exitcode)


def _settle(settings: Settings) -> None:
    """Finish what a killed run left between two steps."""
    from indexer.library import Library

    with told_in_a_line():
        library = Library(settings)
        library.settle()
        library.close()


def _listening(host: str, port: int) -> list[socket.socket]:
    """A socket for every address of the host. Raises: WrongUse: it cannot be listened on."""
    sockets: list[socket.socket] = []
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        for family, _, _, _, address in dict.fromkeys(found):
            sockets.append(socket.create_server((str(address[0]), port), family=family, backlog=_BACKLOG))
            port = sockets[-1].getsockname()[1]  # any free one is chosen once
    except (OSError, ValueError, OverflowError) as error:
        why = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else error
        raise WrongUse(f"cannot listen on {host}:{port} ({why}): choose another --port or --host") from error
    return sockets


def _answer(settings: Settings, sockets: Sequence[socket.socket]) -> None:
    from search_web.serve import answer

    answer(settings, sockets)


def _work(settings: Settings) -> None:
    """Be the worker; while a worker of its own runs beside this server, wait for its end."""
    while True:
        with suppress(LibraryBusy):
            work(settings)
            return
        time.sleep(_PATIENCE)


COMMANDS = (serve,)
