"""Commands that cite, and check what was cited."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from indexer.cli.parts import as_json_option, opened, print_json
from indexer.errors import WrongUse
from indexer.shapes import (
    citation_json,
    quotations_json,
)
from indexer.showing import (
    quotation_lines,
)


@click.command()
@click.argument("document_id", metavar="ID")
@click.option("--page", type=int, help="Cite this page, counted in the file from 1; what is printed on it is named.")
@click.option(
    "--style", default="footnote", show_default=True, help="footnote, thesis, author-date, iso690, apa, chicago."
)
@click.option("--later", is_flag=True, help="The document was cited before: the short form (Sđd).")
@click.option(
    "--format", "form", type=click.Choice(["text", "bibtex", "ris", "csl-json"]), default="text", show_default=True
)
@as_json_option
@click.pass_context
def cite(
    context: click.Context, *, document_id: str, page: int | None, style: str, later: bool, form: str, as_json: bool
) -> None:
    """Cite a document, or a page of it."""
    with opened(context) as library:
        if form != "text":
            click.echo(library.citations.records([document_id], form), nl=False)
            return
        citation = library.citations.cite(document_id, page, style, later=later)
    if as_json:
        print_json(citation_json(citation))
        return
    click.echo(citation.text)
    if page is not None and citation.page_label is None:
        click.echo("no page is named: no page number is known to be printed there", err=True)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--sentences", is_flag=True, help="Check every sentence, not only what stands in quotation marks.")
@click.option("--csv", "csv_file", type=click.Path(path_type=Path), help="Write the report as a table to this file.")
@click.option("--docx", "docx_file", type=click.Path(path_type=Path), help="Write the report as a Word file.")
@as_json_option
@click.pass_context
def quote(
    context: click.Context,
    *,
    file: Path,
    sentences: bool,
    csv_file: Path | None,
    docx_file: Path | None,
    as_json: bool,
) -> None:
    """Check the quotations of a manuscript (`-`: standard input) against what is printed."""
    if str(file) != "-" and not file.is_file():
        raise WrongUse(f"no file {file}: check its name")
    with opened(context) as library:
        if str(file) == "-":
            manuscript = sys.stdin.buffer.read().decode("utf-8", "replace")
        else:
            manuscript = library.quotations.manuscript(file, file.name)
        with click.progressbar(length=1, label="quotations", file=sys.stderr) as bar:

            def moved(done: int, total: int) -> None:
                bar.length = total
                bar.update(done - bar.pos)

            report = library.quotations.check(manuscript, sentences=sentences, progress=moved)
    if csv_file or docx_file:
        from indexer.quotes.report import as_csv, as_docx

        if csv_file:
            csv_file.write_text(as_csv(report), "utf-8", newline="")
        if docx_file:
            docx_file.write_bytes(as_docx(report))
    if as_json:
        print_json(quotations_json(report))
    else:
        click.echo("\n".join(quotation_lines(report)))


COMMANDS = (cite, quote)
