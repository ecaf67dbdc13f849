"""The progress of an import on a terminal, and one line for each file."""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click
from rich.console import Console
from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from indexer.model import FileReport, Outcome, ScanReport
from indexer.names import shown
from indexer.showing import counted, kinship_words, repair_clause

if TYPE_CHECKING:  # see indexer.cli
    from indexer.indexing import Step

_WORDS = {
    Outcome.ADDED: "added    ",
    Outcome.DUPLICATE: "held     ",
    Outcome.FAILED: "failed   ",
    Outcome.PART: "passed   ",
    Outcome.UNMATCHED: "unmatched",
}
_NO_FILES = (Outcome.PART, Outcome.UNMATCHED)
_LIKENESSES_SHOWN = 3


class Progress:
    """Hears the steps of an import. Lines go to standard output, the bar to standard error if it is a terminal."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._began = time.monotonic()
        self._outcomes: Counter[Outcome] = Counter()
        self._pages = self._passages = self._indexed = 0
        self._scanned = (0, 0)  # pages recognised, of how many
        self._console = Console(stderr=True)
        self._bar = Bar(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            TimeElapsedColumn(),
            console=self._console,
            transient=True,
            redirect_stdout=sys.stdout.isatty(),
            disable=quiet or not self._console.is_terminal,
        )
        self._task = self._bar.add_task("starting", total=None)

    def __enter__(self) -> Self:
        """Begin to show."""
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Take the bar away, and say where an interrupted recognition stands."""
        self._bar.stop()
        done, total = self._scanned
        if kind is KeyboardInterrupt and done < total:
            click.echo(f"stopped: {done} of {total} pages are recognised and kept; `tracuu ocr` goes on", err=True)

    def hear(self, step: Step) -> None:
        """Take in a step."""
        self._indexed += step.indexed
        if step.scanned:
            self._scanned = step.scanned
        if step.scan and not self._quiet:
            click.echo(_scan_line(step.scan))
        if step.report:
            self._file(step.report)
        self._bar.update(self._task, description=self._state())

    def _state(self) -> str:
        done, total = self._scanned
        if total:
            return f"recognising page {min(done + 1, total)} of {total}"
        files = sum(self._outcomes[outcome] for outcome in _WORDS if outcome not in _NO_FILES)
        return (
            f"{files} files · {self._pages} pages · {self._passages} passages read, {self._indexed} searchable · "
            f"{self._rate():,.0f} passages/s"
        )

    def _file(self, report: FileReport) -> None:
        self._outcomes[report.outcome] += 1
        if report.outcome is Outcome.SKIPPED:
            return
        if report.outcome is Outcome.ADDED:
            self._pages += report.pages
            self._passages += report.passages
        if not self._quiet:
            click.echo(_line(report))

    def _rate(self) -> float:
        return self._passages / max(time.monotonic() - self._began, 0.001)

    def summary(self) -> str:
        """The import in one line."""
        seconds = time.monotonic() - self._began
        named = {
            Outcome.DUPLICATE: "held already",
            Outcome.FAILED: "failed",
            Outcome.SKIPPED: "other files passed over",
            Outcome.PART: "folders of saved pages passed over",
            Outcome.UNMATCHED: "rows of the table without a file",
        }
        counts = [f"{self._outcomes[outcome]} {words}" for outcome, words in named.items() if self._outcomes[outcome]]
        added = f"{self._outcomes[Outcome.ADDED]} added ({counted(self._pages, 'page')}, {counted(self._passages, 'passage')})"
        rate = f", {self._rate():,.0f} passages/s" if self._passages else ""
        return f"{'; '.join([added, *counts])}. {seconds:.1f} s{rate}."


class CopyProgress:
    """Hears how far copying has come, and shows it on standard error if that is a terminal."""

    def __init__(self, *, quiet: bool = False) -> None:
        console = Console(stderr=True)
        self._bar = Bar(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:.0f} %"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            redirect_stdout=sys.stdout.isatty(),
            disable=quiet or not console.is_terminal,
        )
        self._task = self._bar.add_task("starting", total=None)

    def __enter__(self) -> Self:
        """Begin to show."""
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Take the bar away."""
        self._bar.stop()

    def hear(self, what: str, done: int, total: int) -> None:
        """Take in how far it is."""
        self._bar.update(self._task, description=what, completed=done, total=total)


def _line(report: FileReport) -> str:
    what = f"{_WORDS[report.outcome]} {report.document_id or '-':9}  {shown(report.path)}"
    if report.outcome is Outcome.ADDED:
        told = [counted(report.pages, "page")]
        if report.repairs:
            told.append(repair_clause(report.repairs))
        if report.waiting:
            told.append(f"waiting for OCR: {report.waiting}")
        if report.suggestions:
            told.append(f"{counted(report.suggestions, 'value')} in doubt: tracuu show {report.document_id}")
        told += [kinship_words(each) for each in report.likenesses[:_LIKENESSES_SHOWN]]
        return f"{what}  ({'; '.join(told)}){f': {report.reason}' if report.reason else ''}"
    return f"{what}: {report.reason}"


def _scan_line(report: ScanReport) -> str:
    what = f"{report.document_id:9}  {shown(Path(report.filename))}"
    if report.reason:
        return f"failed     {what}: {report.reason}"
    confidences = [confidence for _, confidence in report.confidences]
    mean = round(sum(confidences) / len(confidences)) if confidences else 0
    doubtful = f"; compare with the original: page {', '.join(map(str, report.doubtful))}" if report.doubtful else ""
    return f"recognised {what}  ({counted(len(confidences), 'page')}, confidence {mean} of 100{doubtful})"
