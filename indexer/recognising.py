"""Scans made searchable: their pages recognised one by one, then each document read anew with what was recognised.

Each page is kept in the catalogue as soon as it is read, and a document waits until all its pages are done. A run that
is stopped or killed loses the pages in hand; the next one goes on with those that are missing. Other imports may run
meanwhile: the library is held only while finished documents are stored and indexed.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from indexer.catalogue import Catalogue
from indexer.engines.base import Engine
from indexer.errors import ExtractionError, LibraryBusy, NoText, RecognitionUnavailable
from indexer.extract.sandbox import run_each
from indexer.extract.tesseract import why_unavailable
from indexer.indexing import Listener, Step, put_in_index
from indexer.ingest import limits_of, store
from indexer.locking import alone
from indexer.model import ScanReport, Status
from indexer.numbering import document_id
from indexer.originals import Originals
from indexer.preparing import Prepared, ScanTask, Task, prepare, recognise_page
from indexer.settings import Settings

NAME = "recognition"  # of the lock, and to those who wait for it
_PATIENCE = 20.0  # seconds that a finished document waits for others, to be indexed with them
_POLL_SECONDS = 1.0
_OUTER = 3  # of the seconds for one reading of an image: a page may be turned and read again

Stop = Callable[[], bool]


def refuse_unavailable(settings: Settings) -> None:
    """Raises: RecognitionUnavailable: tesseract or a language is missing; what to install, and to run then."""
    if why := why_unavailable(settings.ocr_languages):
        raise RecognitionUnavailable(f"{why}, then run `tracuu ocr`")


def recognition_hint(settings: Settings) -> str:
    """What must be done before scans can be recognised here; empty if nothing."""
    try:
        refuse_unavailable(settings)
    except RecognitionUnavailable as error:
        return error.reason
    return ""


class Recognising:
    """One run over documents that wait. Its reports say what became of each.

    The engine is asked for whenever it is needed: a run takes hours, and the index may be replaced meanwhile.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        originals: Originals,
        engine: Callable[[], Engine],
        settings: Settings,
        *,
        listener: Listener = lambda _: None,
        stop: Stop = lambda: False,
    ) -> None:
        self._catalogue, self._originals, self._engine = catalogue, originals, engine
        self._settings, self._listener, self._stop = settings, listener, stop
        self._jobs = settings.jobs or os.cpu_count() or 1
        self._missing: dict[int, set[int]] = {}  # documents, and their pages still to be read
        self._ready: list[int] = []  # documents all of whose pages are done
        self._since = time.monotonic()  # the last time that documents were finished
        self._done = self._total = 0  # pages
        self._reports: list[ScanReport] = []

    def run(self, numbers: Sequence[int] | None = None) -> list[ScanReport]:
        """Recognise the pages that wait, of these documents or of all, also those that begin to wait meanwhile.

        `stop` is asked after each page; what is done stays.
        Raises: RecognitionUnavailable: tesseract is gone.
        """
        seen: set[int] = set()
        while fresh := [each for each in self._wanted(numbers) if each not in seen]:
            seen.update(fresh)
            self._take(fresh)
            self._pages()
            if self._stop():
                break
            self._finish()
        return self._reports

    def _wanted(self, numbers: Sequence[int] | None) -> Sequence[int]:
        return self._catalogue.scans.waiting() if numbers is None else numbers

    def _take(self, numbers: Sequence[int]) -> None:
        for number in numbers:
            self._missing[number] = set(self._catalogue.scans.untried(number))
            if not self._missing[number]:
                self._ready.append(number)
        self._total += sum(len(self._missing[number]) for number in numbers)
        self._listener(Step(scanned=(self._done, self._total)))

    def _pages(self) -> None:
        """Read every missing page, and finish documents on the way."""
        outcomes = run_each(
            recognise_page,
            self._tasks(),
            jobs=self._jobs,
            limits=limits_of(self._settings, seconds=_OUTER * self._settings.ocr_seconds),
            room=self._settings.home / "recognising",
        )
        with closing(outcomes):
            for task, outcome in outcomes:
                self._keep(task, outcome)
                if self._stop():
                    return
                if self._ready and time.monotonic() - self._since > _PATIENCE:
                    self._finish()

    def _tasks(self) -> Iterator[ScanTask]:
        settings = self._settings
        for number, record in self._catalogue.documents(list(self._missing)).items():
            for page in sorted(self._missing[number]):
                yield ScanTask(
                    number,
                    page,
                    self._originals.path(record.sha256),
                    record.filename,
                    settings.ocr_languages,
                    settings.ocr_dpi,
                    settings.ocr_seconds,
                )

    def _keep(self, task: ScanTask, outcome: bytes | ExtractionError) -> None:
        if isinstance(outcome, RecognitionUnavailable):
            raise outcome
        if isinstance(outcome, ExtractionError):
            self._catalogue.scans.keep(task.document, task.page, None, outcome.reason)
        else:
            self._catalogue.scans.keep(task.document, task.page, outcome)
        self._missing[task.document].discard(task.page)
        if not self._missing[task.document]:
            self._ready.append(task.document)
        self._done += 1
        self._listener(Step(scanned=(self._done, self._total)))

    def _finish(self) -> None:
        """Read the documents that are ready with what was recognised on them, and make them searchable."""
        numbers, self._ready, self._since = self._ready, [], time.monotonic()
        tasks = list(self._reading_tasks(numbers))
        outcomes = run_each(
            prepare,
            tasks,
            jobs=min(self._jobs, max(len(tasks), 1)),
            limits=limits_of(self._settings),
            room=self._settings.home / "rereading",
        )
        with closing(outcomes):
            found = [(task.document, outcome) for task, outcome in outcomes]
        with self._library_held() as held:
            if held:
                self._store({number: each for number, each in found if isinstance(each, Prepared)})
                self._fail([(number, each) for number, each in found if isinstance(each, ExtractionError)])

    def _reading_tasks(self, numbers: Sequence[int]) -> Iterator[Task]:
        for number, record in self._catalogue.documents(numbers).items():
            recognised = self._catalogue.scans.recognitions(number)
            yield Task(number, self._originals.path(record.sha256), record.filename, Path(record.filename), recognised)

    @contextmanager
    def _library_held(self) -> Iterator[bool]:
        """The library, as soon as no import holds it; False if the run is stopped before."""
        while not self._stop():
            try:
                with alone(self._settings.home, _POLL_SECONDS):
                    yield True
                    return
            except LibraryBusy:
                continue
        yield False

    def _store(self, read: dict[int, Prepared]) -> None:
        """Replace what the library holds of the documents.

        The index lets go of the old text before the catalogue does: after a kill nothing tells that what the index
        holds is old, if it happens to be as many passages as the new text has.
        """
        records = self._catalogue.documents(list(read))
        waiting = [number for number, record in records.items() if record.waiting and not record.trashed]
        self._withdraw([number for number in waiting if records[number].status is Status.INDEXED], Status.EXTRACTED)
        for number in waiting:
            store(self._catalogue, number, read[number], recognised=True)
        if waiting:
            put_in_index(self._catalogue, self._engine(), waiting, self._listener)
        for number in waiting:
            self._report(number, passages=len(read[number].passages))

    def _withdraw(self, numbers: Sequence[int], status: Status, problem: str = "") -> None:
        """Say that documents are not indexed, then take them out of the index."""
        if not numbers:
            return
        self._catalogue.mark(numbers, status, problem)
        with self._engine().writer() as writer:
            for number in numbers:
                writer.remove(number)

    def _fail(self, failed: Sequence[tuple[int, ExtractionError]]) -> None:
        """Documents in which there is nothing fail. What else went wrong leaves them waiting, with what they have."""
        for number, error in failed:
            problems = list(self._catalogue.scans.problems(number).values())
            reason = problems[0] if problems and isinstance(error, NoText) else error.reason
            if isinstance(error, NoText):
                self._withdraw([number], Status.FAILED, reason)
            self._report(number, reason=reason)

    def _report(self, number: int, *, passages: int = 0, reason: str = "") -> None:
        report = replace(scan_report(self._catalogue, number), passages=passages, reason=reason)
        self._reports.append(report)
        self._listener(Step(scan=report))


def scan_report(catalogue: Catalogue, number: int) -> ScanReport:
    """How well the pages of a document were recognised, as the catalogue says now."""
    stored = [each.page for each in catalogue.pages(number).values()]
    return ScanReport(
        document_id=document_id(number),
        filename=catalogue.documents([number])[number].filename,
        pages=len(catalogue.scans.recognitions(number)),
        confidences=tuple((page.number, page.confidence) for page in stored if page.confidence is not None),
        problems=tuple(catalogue.scans.problems(number).items()),
    )
