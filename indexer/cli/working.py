"""The worker as a command."""

from __future__ import annotations

import logging

import click

from indexer.cli.parts import opened
from indexer.settings import Settings


def work(settings: Settings) -> None:
    """Be the worker of a library until interrupted. Raises: LibraryBusy: it has one."""
    from indexer.library import Library

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    library = Library(settings)
    try:
        library.worker().run()
    finally:
        library.close()


@click.command()
@click.option("--once", is_flag=True, help="End when nothing is left to do.")
@click.pass_context
def worker(context: click.Context, *, once: bool) -> None:
    """Take in what is sent to the desk, let the index follow what is corrected there, recognise scans.

    `tracuu serve` starts one by itself. A library has one worker; it may be ended and started at any time.
    """
    with opened(context) as library:
        if once:
            library.worker().run_once()
            return
        settings = library.settings
    work(settings)


COMMANDS = (worker,)
