"""Commands that change what the library holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from indexer.cli.parts import as_json_option, opened, print_json, text
from indexer.cli.progress import Progress
from indexer.errors import LibraryBusy, WrongUse
from indexer.model import Outcome, ScanReport
from indexer.shapes import (
    reports_json,
    scan_json,
)
from indexer.showing import (
    counted,
)

if TYPE_CHECKING:  # every worker that reads files imports this module, and needs none of the library
    from indexer.library import Library


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--collection", type=text, help="Put the documents into this collection.")
@click.option("--metadata", type=click.Path(path_type=Path), help="CSV table of what is known of the files.")
@click.option("--jobs", type=int, help="Files read at once; by default one for each core.")
@click.option("--retry-failed", is_flag=True, help="Only files that could not be read: all, or those among PATHS.")
@click.option("--no-ocr", is_flag=True, help="Leave scans without text for `tracuu ocr`.")
@as_json_option
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

    with opened(context, jobs=jobs) as library, Progress(quiet=as_json) as progress:
        hint = "run `tracuu ocr` to recognise them" if no_ocr else recognition_hint(library.settings)
        reports = library.add(
            paths,
            collection=collection,
            metadata=metadata,
            retry_failed=retry_failed,
            listener=progress.hear,
            waiting_for=hint,
            delayed=lambda: click.echo("another process changes the library: waiting for it", err=True),
        )
        scans = [] if hint else _recognised(library, progress)
    if as_json:
        print_json({**reports_json(reports), "recognised": [scan_json(each) for each in scans]})
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


@click.command()
@click.argument("document_ids", metavar="[ID]...", nargs=-1)
@click.option("--again", is_flag=True, help="Recognise pages of the named documents that were recognised before.")
@click.option("--jobs", type=int, help="Pages recognised at once; by default one for each core.")
@as_json_option
@click.pass_context
def ocr(context: click.Context, *, document_ids: tuple[str, ...], again: bool, jobs: int | None, as_json: bool) -> None:
    """Recognise the text of scanned pages that wait, of the named documents or of all.

    May run beside an import and be stopped at any time: each page is kept as soon as it is read, and the next run goes
    on with the others.
    """
    if again and not document_ids:
        raise WrongUse("--again needs the ids of documents: name those to recognise anew")
    with opened(context, jobs=jobs) as library, Progress(quiet=as_json) as progress:
        reports = library.recognise(document_ids, again=again, listener=progress.hear)
        waiting = library.waiting()
    if as_json:
        print_json({"recognised": [scan_json(each) for each in reports], "waiting": waiting})
    else:
        left = f"; {len(waiting)} still to do" if waiting else "; no page waits"
        click.echo(f"{counted(sum(not each.reason for each in reports), 'document')} recognised{left}")
    context.exit(1 if any(each.reason for each in reports) else 0)


@click.command()
@click.argument("document_id", metavar="ID")
@click.pass_context
def remove(context: click.Context, *, document_id: str) -> None:
    """Put a document into the trash."""
    with opened(context) as library:
        document = library.remove(document_id)
    click.echo(f"in the trash: {document.id}  {document.metadata.title or document.filename}")
    click.echo(f"bring it back with: tracuu restore-document {document.id}")


@click.command("restore-document")
@click.argument("document_id", metavar="ID")
@click.pass_context
def restore_document(context: click.Context, *, document_id: str) -> None:
    """Take a document out of the trash."""
    with opened(context) as library:
        document = library.restore_document(document_id)
    click.echo(f"back in the library: {document.id}  {document.metadata.title or document.filename}")


COMMANDS = (add, ocr, remove, restore_document)
