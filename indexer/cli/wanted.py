"""The command that tells what the library should hold."""

from __future__ import annotations

from pathlib import Path

import click

from indexer.cli.parts import as_json_option, opened, print_json
from indexer.shapes import wishes_json
from indexer.wish_list import wish_lines, wishes_as_csv


@click.command()
@click.option("--limit", type=click.IntRange(1), help="How many to tell; by default 50, in a table all.")
@click.option("--csv", "csv_file", type=click.Path(path_type=Path), help="Write the list as a table to this file.")
@as_json_option
@click.pass_context
def wanted(context: click.Context, *, limit: int | None, csv_file: Path | None, as_json: bool) -> None:
    """Tell the papers that documents refer to and the library does not hold, those most asked for first."""
    with opened(context) as library:
        wishes = library.wanted(limit or (None if csv_file else 50))
    if csv_file:
        csv_file.write_text(wishes_as_csv(wishes), "utf-8", newline="")
    if as_json:
        print_json(wishes_json(wishes))
    else:
        click.echo("\n".join([*wish_lines(wishes), f"{len(wishes)} papers are wanted"]))


COMMANDS = (wanted,)
