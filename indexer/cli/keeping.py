"""Commands that keep a library safe."""

from __future__ import annotations

from pathlib import Path

import click

from indexer.cli.parts import as_json_option, default_home_of, opened, print_json
from indexer.cli.progress import CopyProgress, Progress
from indexer.model import Copied
from indexer.settings import ENGINES, read_settings
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


@click.command()
@click.option("--engine", type=click.Choice(ENGINES), help="The index to build; by default the one in the settings.")
@click.pass_context
def reindex(context: click.Context, *, engine: str | None) -> None:
    """Build the index anew from the catalogue. The old one serves until the new one is complete."""
    with opened(context, engine=engine) as library, Progress() as progress:
        count = library.reindex(listener=progress.hear)
        name = library.settings.engine
    click.echo(f"{count} documents in a new {name} index")
    if engine and read_settings(context.obj).engine != engine:
        click.echo(f'to use it, set engine = "{engine}" in {default_home_of(context) / "tracuu.toml"}')


@click.command()
@click.option("--repair", is_flag=True, help="Mend the index, and take in what an import left.")
@as_json_option
@click.pass_context
def check(context: click.Context, *, repair: bool, as_json: bool) -> None:
    """Compare catalogue, originals and index. Ends with 1 if something is left to mend."""
    with opened(context) as library:
        findings = library.check(repair=repair)
    if as_json:
        print_json(findings_json(findings))
    else:
        for finding in findings:
            click.echo(f"{'mended' if finding.repaired else 'wrong '}  {finding.what}")
        click.echo(f"{len(findings)} findings" if findings else "all well: catalogue, originals and index agree")
    context.exit(0 if all(finding.repaired for finding in findings) else 1)


COMMANDS = (backup, restore, reindex, check)
