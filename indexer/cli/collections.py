"""Commands for collections."""

from __future__ import annotations

import click

from indexer.cli.accounts import by_command_line
from indexer.cli.parts import as_json_option, opened, print_json, text
from indexer.model import Visibility


@click.group()
def collection() -> None:
    """List collections, and say to whom each is shown."""


@collection.command("list")
@as_json_option
@click.pass_context
def list_(context: click.Context, *, as_json: bool) -> None:
    """List the collections, with their documents and to whom they are shown."""
    with opened(context) as library:
        rows = library.visibilities.counted()
    if as_json:
        print_json({"collections": [{"name": n, "visibility": str(v), "documents": count} for n, v, count in rows]})
        return
    for name, visibility, count in rows:
        click.echo(f"{count:>7}  {visibility:<11} {name}")
    click.echo(f"{len(rows)} collections")


@collection.command()
@click.argument("name", type=text)
@click.argument("visibility", type=click.Choice([str(each) for each in Visibility]))
@click.pass_context
def show(context: click.Context, *, name: str, visibility: str) -> None:
    """Show a collection to everybody (public), to those who are signed in, or to librarians; at once.

    The collection may be still empty: so nothing is seen of documents before it is hidden. A document of several
    collections is shown to those alone who may see all of them. The command line sees everything.
    """
    with opened(context) as library:
        library.visibilities.change(name, Visibility(visibility), by_command_line())
        counts = {each: count for each, _, count in library.visibilities.counted()}
    click.echo(f"{name}: {visibility}, {counts.get(name, 0)} documents")


COMMANDS = (collection,)
