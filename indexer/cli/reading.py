"""Commands that find and show documents."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from indexer.cli.export import write_export
from indexer.cli.parts import as_json_option, filter_option, opened, print_json, read_filter, text
from indexer.model import Sort
from indexer.shapes import (
    document_json,
    evidence_json,
    reading_page_json,
    references_json,
    repairs_json,
    scan_json,
    search_page_json,
)
from indexer.showing import (
    document_lines,
    page_lines,
    reference_lines,
    repair_lines,
    result_lines,
    scan_lines,
)


@click.command()
@click.argument("line", type=text)
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="Documents to show.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Documents to pass over.")
@filter_option
@click.option("--sort", type=click.Choice([str(each) for each in Sort]), default="relevance", show_default=True)
@click.option("--export", type=click.Path(path_type=Path, dir_okay=False), help="Write all documents to this file.")
@click.option(
    "--as", "form", type=click.Choice(["csv", "xlsx", "json", "ris", "mrc"]), help="Its form; else its name tells."
)
@as_json_option
@click.pass_context
def search(
    context: click.Context,
    *,
    line: str,
    limit: int,
    offset: int,
    filters: tuple[str, ...],
    sort: str,
    export: Path | None,
    form: str | None,
    as_json: bool,
) -> None:
    """Find documents, with the passages that hold the line."""
    chosen = [read_filter(each) for each in filters]
    with opened(context) as library:
        if export:
            site = f"http://{library.settings.host}:{library.settings.port}"
            hits = library.search_all(line, filters=chosen, sort=Sort(sort))
            click.echo(f"{write_export(hits, export, form, site)} documents in {export}")
            return
        page = library.search(line, filters=chosen, sort=Sort(sort), limit=limit, offset=offset)
    if as_json:
        print_json(search_page_json(page))
    else:
        click.echo("\n".join(result_lines(page, colour=sys.stdout.isatty())))


@click.command()
@click.argument("document_id", metavar="ID")
@click.option("--page", type=int, help="Show the text of this page, counted in the file from 1.")
@as_json_option
@click.pass_context
def show(context: click.Context, *, document_id: str, page: int | None, as_json: bool) -> None:
    """Show a document's card, or the text of one page."""
    with opened(context) as library:
        if page is None:
            document = library.document(document_id, trashed=True)
            scans, named = library.scans(document_id), (library.references(document_id), library.cited_by(document_id))
            evidence, likenesses = library.evidence(document_id), library.likenesses(document_id)
            repairs = library.repairs(document_id)
            answer: object = {
                **document_json(document),
                **references_json(*named),
                **evidence_json(evidence, likenesses),
                **repairs_json(repairs),
                "recognised": scan_json(scans),
            }
            lines = [
                *document_lines(document, evidence, likenesses),
                *scan_lines(scans),
                *repair_lines(repairs),
                *reference_lines(*named),
            ]
        else:
            reading = library.read(document_id, page)
            answer, lines = reading_page_json(reading), list(page_lines(reading))
    if as_json:
        print_json(answer)
    else:
        click.echo("\n".join(lines))


COMMANDS = (search, show)
