"""Commands that look around a document or a line."""

from __future__ import annotations

import sys

import click

from indexer.cli_parts import as_json_option, opened, print_json
from indexer.shapes_around import similar_json
from indexer.showing_around import similar_lines


@click.command()
@click.argument("document_id", metavar="ID")
@click.option("--page", type=int, help="Documents with passages like this page, counted in the file from 1.")
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="Documents to show.")
@as_json_option
@click.pass_context
def similar(context: click.Context, *, document_id: str, page: int | None, limit: int, as_json: bool) -> None:
    """Find documents about the same as a document, or as a page of it."""
    with opened(context) as library:
        found = library.around.similar(document_id, page=page, limit=limit)
    if as_json:
        print_json(similar_json(found))
    else:
        click.echo("\n".join(similar_lines(found, colour=sys.stdout.isatty())))


COMMANDS = (similar,)
