"""Commands that keep a library safe."""

from __future__ import annotations

from pathlib import Path

import click

from indexer.cli_parts import as_json_option, default_home_of, opened, print_json
from indexer.cli_progress import CopyProgress, Progress
from indexer.model import Copied
from indexer.shapes import copied_json, findings_json


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@as_json_option
@click.pass_context
def backup(context: click.Context, *, folder: Path, as_json: bool) -> None:
    """Make a verified backup in DIR, while the library serves and takes documents in.

    Files that an earlier backup in DIR holds take no room again. Ends with 1 if some original could not be saved.
    """
    with opened(context) as library, CopyProgress(quiet=as_json) as progress:
        made = library.backup(folder, progress.hear)
    if as_json:
        print_json(copied_json(made))
    else:
        _show(made, "backed up", "in")
    context.exit(1 if made.problems else 0)


@click.command()
@click.argument("folder", metavar="BACKUP", type=click.Path(path_type=Path))
@as_json_option
@click.pass_context
def restore(context: click.Context, *, folder: Path, as_json: bool) -> None:
    """Make a library of a backup, in an empty data folder, and build its index.

    Ends with 1 if some original is missing or damaged, or something is left to mend.
    """
    from indexer.keeping.restore import restore as restored

    with CopyProgress(quiet=as_json) as progress:
        made = restored(folder, default_home_of(context), progress.hear)
    with opened(context) as library, Progress(quiet=as_json) as progress_of_index:
        library.reindex(listener=progress_of_index.hear)
        findings = library.check()
    if as_json:
        print_json({**copied_json(made), **findings_json(findings)})
    else:
        for finding in findings:
            click.echo(f"wrong   {finding.what}")
        _show(made, "restored", "from")
    context.exit(1 if made.problems or findings else 0)


def _show(copied: Copied, what: str, where: str) -> None:
    for problem in copied.problems:
        click.echo(f"wrong   {problem}")
    linked = f", {copied.linked} of them linked to the backup before" if copied.linked else ""
    click.echo(
        f"{what}: {copied.documents} documents, {copied.files} originals{linked}, {copied.size / 1e6:,.1f} MB, "
        f"{where} {copied.folder}"
    )


COMMANDS = (backup, restore)
