"""The command that serves the pages."""

from __future__ import annotations

import os

import click

from indexer.cli.parts import opened
from indexer.cli.working import work
from indexer.errors import WrongUse
from indexer.settings import Settings


@click.command()
@click.option("--host", help="Address to listen on; 127.0.0.1 by default.")
@click.option("--port", type=int, help="Port; 8000 by default, 0 for any free one.")
@click.option("--no-worker", is_flag=True, help="Leave what is sent to a `tracuu worker` of its own.")
@click.pass_context
def serve(context: click.Context, *, host: str | None, port: int | None, no_worker: bool) -> None:
    """Serve the search pages, and take in what is sent to the desk."""
    with opened(context, host=host, port=port) as library:
        library.settle()
    _serve(library.settings, worker=not no_worker)


def _serve(settings: Settings, *, worker: bool) -> None:
    from indexer.library import Library
    from search_web.serve import serve as serve_library

    try:
        serve_library(Library, settings, work if worker else None)
    except (OSError, ValueError, OverflowError) as error:
        where = f"{settings.host}:{settings.port}"
        why = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else error
        raise WrongUse(f"cannot listen on {where} ({why}): choose another --port or --host") from error


COMMANDS = (serve,)
