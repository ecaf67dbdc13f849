"""The command line. Answers go to standard output, progress and errors to standard error."""

from __future__ import annotations

import _thread
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from indexer import cli_around, cli_keeping, cli_wanted
from indexer.cli_export import write_export
from indexer.cli_parts import as_json_option as _as_json
from indexer.cli_parts import default_home_of, filter_option, read_filter, text
from indexer.cli_parts import opened as _library
from indexer.cli_parts import print_json as _print_json
from indexer.cli_progress import Progress
from indexer.errors import IndexerError, LibraryBusy, WrongUse
from indexer.model import Outcome, ScanReport, Sort
from indexer.settings import ENGINES, Settings, read_settings
from indexer.shapes import (
    citation_json,
    document_json,
    evidence_json,
    findings_json,
    quotations_json,
    reading_page_json,
    references_json,
    repairs_json,
    reports_json,
    scan_json,
    search_page_json,
)
from indexer.showing import (
    counted,
    document_lines,
    page_lines,
    quotation_lines,
    reference_lines,
    repair_lines,
    result_lines,
    scan_lines,
)

if TYPE_CHECKING:  # every worker that reads files imports this module, and needs none of the library
    from indexer.library import Library


def _interrupted_again(lost: sys.UnraisableHookArgs) -> None:
    """Let an interrupt that came where Python can only drop it, as in freeing an object, come once more."""
    if isinstance(lost.exc_value, KeyboardInterrupt):
        again = threading.Timer(0.01, _thread.interrupt_main)
        again.daemon = True
        again.start()
    else:
        sys.__unraisablehook__(lost)


class _Group(click.Group):
    """Ends with the status that belongs to an error, and one line that says it."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        sys.unraisablehook = _interrupted_again
        try:
            return super().main(*args, **kwargs)
        except IndexerError as error:
            if "--traceback" in sys.argv:
                raise
            click.echo(f"tracuu: {error}", err=True)
            sys.exit(error.exit_status)


@click.group(cls=_Group)
@click.option("--home", type=click.Path(path_type=Path), help="Data folder; else TRACUU_HOME, else ./tracuu-home.")
@click.option("--traceback", is_flag=True, help="Show where an error comes from.")
@click.version_option(package_name="tracuu")
@click.pass_context
def main(context: click.Context, home: Path | None, traceback: bool) -> None:  # noqa: ARG001, FBT001  # read in _Group
    """Tra Cứu: search, read and cite a library of Vietnamese documents."""
    context.obj = home.resolve() if home else None


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--collection", type=text, help="Put the documents into this collection.")
@click.option("--metadata", type=click.Path(path_type=Path), help="CSV table of what is known of the files.")
@click.option("--jobs", type=int, help="Files read at once; by default one for each core.")
@click.option("--retry-failed", is_flag=True, help="Only files that could not be read: all, or those among PATHS.")
@click.option("--no-ocr", is_flag=True, help="Leave scans without text for `tracuu ocr`.")
@_as_json
@click.pass_context
def add(
    context: click.Context,
    *,
    paths: tuple[Path, ...],
    collection: str | None,
    metadata: Path | None,
    jobs: int | None,
    retry_failed: bool,
    no_ocr: bool,
    as_json: bool,
) -> None:
    """Add files, and all documents in folders. Ends with 1 if some file failed; the others are added all the same."""
    if not paths and not retry_failed:
        raise WrongUse("nothing to add: name files or folders, or give --retry-failed")
    from indexer.recognising import recognition_hint

    with _library(context, jobs=jobs) as library, Progress(quiet=as_json) as progress:
        hint = "run `tracuu ocr` to recognise them" if no_ocr else recognition_hint(library.settings)
        reports = library.add(
            paths,
            collection=collection,
            metadata=metadata,
            retry_failed=retry_failed,
            listener=progress.hear,
            waiting_for=hint,
        )
        scans = [] if hint else _recognised(library, progress)
    if as_json:
        _print_json({**reports_json(reports), "recognised": [scan_json(each) for each in scans]})
    else:
        click.echo(progress.summary())
    failed = any(report.outcome is Outcome.FAILED for report in reports) or any(scan.reason for scan in scans)
    context.exit(1 if failed else 0)


def _recognised(library: Library, progress: Progress) -> list[ScanReport]:
    """What waits, recognised; unless another process does that already, and then it takes these documents up too."""
    try:
        return library.recognise(listener=progress.hear)
    except LibraryBusy as error:
        click.echo(f"{error}; it takes these documents up as well", err=True)
        return []


@main.command()
@click.argument("document_ids", metavar="[ID]...", nargs=-1)
@click.option("--again", is_flag=True, help="Recognise pages of the named documents that were recognised before.")
@click.option("--jobs", type=int, help="Pages recognised at once; by default one for each core.")
@_as_json
@click.pass_context
def ocr(context: click.Context, *, document_ids: tuple[str, ...], again: bool, jobs: int | None, as_json: bool) -> None:
    """Recognise the text of scanned pages that wait, of the named documents or of all.

    May run beside an import and be stopped at any time: each page is kept as soon as it is read, and the next run goes
    on with the others.
    """
    if again and not document_ids:
        raise WrongUse("--again needs the ids of documents: name those to recognise anew")
    with _library(context, jobs=jobs) as library, Progress(quiet=as_json) as progress:
        reports = library.recognise(document_ids, again=again, listener=progress.hear)
        waiting = library.waiting()
    if as_json:
        _print_json({"recognised": [scan_json(each) for each in reports], "waiting": waiting})
    else:
        left = f"; {len(waiting)} still to do" if waiting else "; no page waits"
        click.echo(f"{counted(sum(not each.reason for each in reports), 'document')} recognised{left}")
    context.exit(1 if any(each.reason for each in reports) else 0)


@main.command()
@click.argument("line", type=text)
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="Documents to show.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Documents to pass over.")
@filter_option
@click.option("--sort", type=click.Choice([str(each) for each in Sort]), default="relevance", show_default=True)
@click.option("--export", type=click.Path(path_type=Path, dir_okay=False), help="Write all documents to this file.")
@click.option("--as", "form", type=click.Choice(["csv", "xlsx", "json", "ris"]), help="Its form; else its name tells.")
@_as_json
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
    with _library(context) as library:
        if export:
            site = f"http://{library.settings.host}:{library.settings.port}"
            hits = library.search_all(line, filters=chosen, sort=Sort(sort))
            click.echo(f"{write_export(hits, export, form, site)} documents in {export}")
            return
        page = library.search(line, filters=chosen, sort=Sort(sort), limit=limit, offset=offset)
    if as_json:
        _print_json(search_page_json(page))
    else:
        click.echo("\n".join(result_lines(page, colour=sys.stdout.isatty())))


@main.command()
@click.argument("document_id", metavar="ID")
@click.option("--page", type=int, help="Show the text of this page, counted in the file from 1.")
@_as_json
@click.pass_context
def show(context: click.Context, *, document_id: str, page: int | None, as_json: bool) -> None:
    """Show a document's card, or the text of one page."""
    with _library(context) as library:
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
        _print_json(answer)
    else:
        click.echo("\n".join(lines))


@main.command()
@click.argument("document_id", metavar="ID")
@click.option("--page", type=int, help="Cite this page, counted in the file from 1; what is printed on it is named.")
@click.option(
    "--style", default="footnote", show_default=True, help="footnote, thesis, author-date, iso690, apa, chicago."
)
@click.option("--later", is_flag=True, help="The document was cited before: the short form (Sđd).")
@click.option(
    "--format", "form", type=click.Choice(["text", "bibtex", "ris", "csl-json"]), default="text", show_default=True
)
@_as_json
@click.pass_context
def cite(
    context: click.Context, *, document_id: str, page: int | None, style: str, later: bool, form: str, as_json: bool
) -> None:
    """Cite a document, or a page of it."""
    with _library(context) as library:
        if form != "text":
            click.echo(library.citations.records([document_id], form), nl=False)
            return
        citation = library.citations.cite(document_id, page, style, later=later)
    if as_json:
        _print_json(citation_json(citation))
        return
    click.echo(citation.text)
    if page is not None and citation.page_label is None:
        click.echo("no page is named: no page number is known to be printed there", err=True)


@main.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--sentences", is_flag=True, help="Check every sentence, not only what stands in quotation marks.")
@click.option("--csv", "csv_file", type=click.Path(path_type=Path), help="Write the report as a table to this file.")
@click.option("--docx", "docx_file", type=click.Path(path_type=Path), help="Write the report as a Word file.")
@_as_json
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
    with _library(context) as library:
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
        _print_json(quotations_json(report))
    else:
        click.echo("\n".join(quotation_lines(report)))


@main.command()
@click.argument("document_id", metavar="ID")
@click.pass_context
def remove(context: click.Context, *, document_id: str) -> None:
    """Put a document into the trash."""
    with _library(context) as library:
        document = library.remove(document_id)
    click.echo(f"in the trash: {document.id}  {document.metadata.title or document.filename}")
    click.echo(f"bring it back with: tracuu restore-document {document.id}")


@main.command("restore-document")
@click.argument("document_id", metavar="ID")
@click.pass_context
def restore_document(context: click.Context, *, document_id: str) -> None:
    """Take a document out of the trash."""
    with _library(context) as library:
        document = library.restore_document(document_id)
    click.echo(f"back in the library: {document.id}  {document.metadata.title or document.filename}")


@main.command()
@click.option("--engine", type=click.Choice(ENGINES), help="The index to build; by default the one in the settings.")
@click.pass_context
def reindex(context: click.Context, *, engine: str | None) -> None:
    """Build the index anew from the catalogue. The old one serves until the new one is complete."""
    with _library(context, engine=engine) as library, Progress() as progress:
        count = library.reindex(listener=progress.hear)
        name = library.settings.engine
    click.echo(f"{count} documents in a new {name} index")
    if engine and read_settings(context.obj).engine != engine:
        click.echo(f'to use it, set engine = "{engine}" in {default_home_of(context) / "tracuu.toml"}')


@main.command()
@click.option("--repair", is_flag=True, help="Mend the index, and take in what an import left.")
@_as_json
@click.pass_context
def check(context: click.Context, *, repair: bool, as_json: bool) -> None:
    """Compare catalogue, originals and index. Ends with 1 if something is left to mend."""
    with _library(context) as library:
        findings = library.check(repair=repair)
    if as_json:
        _print_json(findings_json(findings))
    else:
        for finding in findings:
            click.echo(f"{'mended' if finding.repaired else 'wrong '}  {finding.what}")
        click.echo(f"{len(findings)} findings" if findings else "all well: catalogue, originals and index agree")
    context.exit(0 if all(finding.repaired for finding in findings) else 1)


@main.command()
@click.option("--host", help="Address to listen on; 127.0.0.1 by default.")
@click.option("--port", type=int, help="Port; 8000 by default, 0 for any free one.")
@click.pass_context
def serve(context: click.Context, *, host: str | None, port: int | None) -> None:
    """Serve the search pages."""
    with _library(context, host=host, port=port) as library:
        library.settle()
    _serve(library.settings)


def _serve(settings: Settings) -> None:
    from indexer.library import Library
    from search_web.serve import serve as serve_library

    try:
        serve_library(Library, settings)
    except (OSError, ValueError, OverflowError) as error:
        where = f"{settings.host}:{settings.port}"
        why = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else error
        raise WrongUse(f"cannot listen on {where} ({why}): choose another --port or --host") from error


for _command in (*cli_around.COMMANDS, *cli_keeping.COMMANDS, *cli_wanted.COMMANDS):
    main.add_command(_command)


if __name__ == "__main__":
    main()
