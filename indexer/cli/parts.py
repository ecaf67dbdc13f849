"""What every command of the command line shares: opening the library, answers in JSON, words and filters."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from indexer.errors import IndexerError, WrongUse
from indexer.model import FACETS, Filter
from indexer.settings import default_home, read_settings

if TYPE_CHECKING:  # every worker that reads files imports this module, and needs none of the library
    from indexer.library import Library


def text(value: str) -> str:
    """Words to search or keep: bytes that are no text are replaced, as nothing could store or print them."""
    return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def default_home_of(context: click.Context) -> Path:
    """The data folder of this call."""
    return context.obj or default_home(os.environ)


@contextmanager
def opened(context: click.Context, **given: object) -> Iterator[Library]:
    """The library of this call, closed at the end."""
    from indexer.library import Library

    library = Library(read_settings(context.obj, given))
    try:
        yield library
    finally:
        library.close()


@contextmanager
def told_in_a_line() -> Iterator[None]:
    """End with the status that belongs to an error, and one line that says it."""
    try:
        yield
    except IndexerError as error:
        if "--traceback" in sys.argv:
            raise
        click.echo(f"tracuu: {error}", err=True)
        sys.exit(error.exit_status)


def print_json(value: object) -> None:
    """Answer in JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


as_json_option = click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
filter_option = click.option(
    "--filter", "filters", type=text, multiple=True, metavar="FIELD=VALUE", help=f"One of: {', '.join(FACETS)}."
)


def read_filter(written: str) -> Filter:
    """The filter written FIELD=VALUE. Raises: WrongUse."""
    facet, equals, value = written.partition("=")
    if facet not in FACETS or not equals or not value:
        raise WrongUse(f"--filter {written!r}: write FIELD=VALUE, with a field of {', '.join(FACETS)}")
    return Filter(facet, value)
