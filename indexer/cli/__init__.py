"""The command line. Answers go to standard output, progress and errors to standard error."""

from __future__ import annotations

import _thread
import sys
import threading
from pathlib import Path
from typing import Any

import click

from indexer.cli import (
    accounts,
    adding,
    around,
    citing,
    collections,
    exchanging,
    keeping,
    reading,
    serving,
    wanted,
    working,
)
from indexer.cli.parts import told_in_a_line

__all__ = ["main"]


def _interrupted_again(lost: sys.UnraisableHookArgs) -> None:
    """Let an interrupt that came where Python can only drop it, as in freeing an object, come once more."""
    if isinstance(lost.exc_value, KeyboardInterrupt):
        again = threading.Timer(0.01, _thread.interrupt_main)
        again.daemon = True
        again.start()
    else:
        sys.__unraisablehook__(lost)


class _Group(click.Group):
    """Says an error in one line, and ends with the status that belongs to it."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        sys.unraisablehook = _interrupted_again
        with told_in_a_line():
            return super().main(*args, **kwargs)


@click.group(cls=_Group)
@click.option("--home", type=click.Path(path_type=Path), help="Data folder; else TRACUU_HOME, else ./tracuu-home.")
@click.option("--traceback", is_flag=True, help="Show where an error comes from.")
@click.version_option(package_name="tracuu")
@click.pass_context
def main(context: click.Context, home: Path | None, traceback: bool) -> None:  # noqa: ARG001, FBT001  # read in _Group
    """Tra Cứu: search, read and cite a library of Vietnamese documents."""
    context.obj = home.resolve() if home else None


for _part in (adding, reading, around, citing, wanted, keeping, exchanging, collections, accounts, serving, working):
    for _command in _part.COMMANDS:
        main.add_command(_command)
