"""Commands that look around a document or a line."""

from __future__ import annotations

import sys

import click

from indexer.cli.parts import as_json_option, filter_option, opened, print_json, read_filter, text
from indexer.errors import WrongUse
from indexer.model import ConcordanceSort
from indexer.shapes import concordance_json, hits_json, over_years_json, similar_json, telling_words_json
from indexer.showing_around import concordance_lines, hits_lines, over_years_lines, similar_lines, telling_words_lines


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


@click.command()
@click.argument("document_id", metavar="[ID]", required=False)
@click.option("--line", type=text, help="Of the passages that hold this line whole, instead of a document.")
@filter_option
@as_json_option
@click.pass_context
def words(
    context: click.Context, *, document_id: str | None, line: str | None, filters: tuple[str, ...], as_json: bool
) -> None:
    """List the words that tell a document, or the result of a line, from the library."""
    if bool(document_id) == (line is not None or bool(filters)):
        raise WrongUse("name either a document, or a result by --line and --filter")
    chosen = [read_filter(each) for each in filters]
    with opened(context) as library:
        if document_id:
            told = library.around.telling_words(document_id)
        else:
            told = library.around.telling_words_of_result(line or "", chosen)
    if as_json:
        print_json(telling_words_json(told))
    else:
        click.echo("\n".join(telling_words_lines(told)))


@click.command()
@click.argument("phrase", type=text)
@click.option("--document", "document_id", metavar="ID", help="Only in this document.")
@filter_option
@click.option("--sort", type=click.Choice([str(each) for each in ConcordanceSort]), default="place", show_default=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True, help="Places to show.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Places to pass over.")
@as_json_option
@click.pass_context
def kwic(
    context: click.Context,
    *,
    phrase: str,
    document_id: str | None,
    filters: tuple[str, ...],
    sort: str,
    limit: int,
    offset: int,
    as_json: bool,
) -> None:
    """List every place of a word or phrase, with what stands on its left and right."""
    chosen = [read_filter(each) for each in filters]
    with opened(context) as library:
        found = library.around.concordance(
            phrase, document_id=document_id, filters=chosen, sort=ConcordanceSort(sort), limit=limit, offset=offset
        )
    if as_json:
        print_json(concordance_json(found))
    else:
        click.echo("\n".join(concordance_lines(found)))


@click.command()
@click.argument("phrases", type=text, nargs=-1, required=True)
@filter_option
@as_json_option
@click.pass_context
def years(context: click.Context, *, phrases: tuple[str, ...], filters: tuple[str, ...], as_json: bool) -> None:
    """Count the documents of each year that hold a phrase, for up to five phrases side by side."""
    chosen = [read_filter(each) for each in filters]
    with opened(context) as library:
        found = library.around.over_years(phrases, chosen)
    if as_json:
        print_json(over_years_json(found))
    else:
        click.echo("\n".join(over_years_lines(found)))


@click.command()
@click.argument("document_id", metavar="ID")
@click.argument("line", type=text)
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True, help="Rows to show.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Rows to pass over.")
@as_json_option
@click.pass_context
def hits(context: click.Context, *, document_id: str, line: str, limit: int, offset: int, as_json: bool) -> None:
    """List every place of a document where a line is found, page by page."""
    with opened(context) as library:
        found = library.around.hits(document_id, line, limit=limit, offset=offset)
    if as_json:
        print_json(hits_json(found))
    else:
        click.echo("\n".join(hits_lines(found, colour=sys.stdout.isatty())))


COMMANDS = (similar, words, kwic, years, hits)
