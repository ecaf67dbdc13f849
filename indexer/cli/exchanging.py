"""Commands that exchange records with other libraries."""

from __future__ import annotations

from pathlib import Path

import click

from indexer.cli.parts import as_json_option, opened, print_json, text
from indexer.errors import WrongUse

_FORMS = ("csv", "marc", "marcxml", "dc")
_ENDINGS = {".csv": "csv", ".mrc": "marc", ".marc": "marc", ".xml": "marcxml"}
_collection = click.option("--collection", type=text, metavar="NAME", help="Only documents of this collection.")
_site = click.option(
    "--site", default="http://127.0.0.1:8000", show_default=True, help="Where readers find the library, for addresses."
)


@click.command("export-records")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--format", "form", type=click.Choice(_FORMS), help="Else what the name of FILE ends in (.xml: marcxml).")
@_collection
@_site
@click.pass_context
def export_records(context: click.Context, *, file: Path, form: str | None, collection: str | None, site: str) -> None:
    """Write the records of all documents to FILE: MARC 21, MARCXML, Dublin Core or the metadata table."""
    form = form or _ENDINGS.get(file.suffix.lower())
    if form is None:
        raise WrongUse(f"what is {file} to hold? Give --format: one of {', '.join(_FORMS)}")
    with opened(context) as library:
        pieces = library.exchange.write(form, lambda each: f"{site.rstrip('/')}/tai-lieu/{each}", collection)
        try:
            with file.open("wb") as writing:
                writing.writelines(pieces)
        except OSError as error:
            raise WrongUse(f"cannot write {file} ({error.strerror}): choose another file") from error
    click.echo(f"{file} holds the records as {form}")


@click.command("import-records")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--over",
    type=click.Choice(["empty", "read", "given"]),
    default="read",
    show_default=True,
    help="What of a card a record may go over: nothing, what was read from the file, or also what a person gave.",
)
@click.option("--dry-run", is_flag=True, help="Only tell what would become of each record.")
@as_json_option
@click.pass_context
def import_records(context: click.Context, *, file: Path, over: str, dry_run: bool, as_json: bool) -> None:
    """Fill in the cards of documents from the records of FILE: MARC 21, MARCXML, Dublin Core or a metadata table.

    Ends with status 1 if a record is of no document, or of several.
    """
    from indexer.model import Over
    from indexer.shapes import taken_json
    from indexer.showing import taken_line

    with opened(context) as library:
        taken = library.exchange.take(file, Over(over), rehearsed=dry_run)
    if as_json:
        print_json([taken_json(each) for each in taken])
    else:
        for each in taken:
            click.echo(taken_line(each))
    if any(each.problem for each in taken):
        context.exit(1)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("document_ids", metavar="[ID]...", nargs=-1)
@_collection
@_site
@click.pass_context
def bag(
    context: click.Context, *, folder: Path, document_ids: tuple[str, ...], collection: str | None, site: str
) -> None:
    """Pack documents for an archive as a bag (BagIt) in a new FOLDER: originals, text, records, checksums."""
    with opened(context) as library:
        count = library.exchange.bag(
            folder.resolve(), document_ids, lambda each: f"{site.rstrip('/')}/tai-lieu/{each}", collection
        )
    click.echo(f"{count} documents in {folder}, verified")


COMMANDS = (export_records, import_records, bag)
