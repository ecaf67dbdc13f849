"""Files into the library: kept, read, catalogued, indexed, in steps that survive a kill between any two of them.

Each step is written only when it is complete: the original (renamed into place), the record (queued), the text
(extracted), the index (committed), the mark (indexed). The next run takes up whatever stands before its last step.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from indexer.batch import Batch
from indexer.catalogue import Catalogue
from indexer.engines.base import WORD, Engine
from indexer.entries import CARD
from indexer.errors import ExtractionError
from indexer.extract.confine import Limits
from indexer.extract.sandbox import run_each
from indexer.failed import failed_files
from indexer.indexing import Listener, Step, follow, put_in_index
from indexer.metadata.table import Given
from indexer.model import Document, FileReport, Filter, Outcome, Standing, Status
from indexer.names import own, shown
from indexer.numbering import document_id
from indexer.originals import Originals
from indexer.preparing import Prepared, Task, prepare
from indexer.query.terms import Has
from indexer.settings import Settings
from indexer.walk import Found, opened, walk

_FOLLOW_EVERY = 1.0  # seconds


class Import:
    """One run over some files. At the end every file has a report, and every readable one can be found."""

    def __init__(
        self,
        catalogue: Catalogue,
        originals: Originals,
        engine: Engine,
        settings: Settings,
        listener: Listener = lambda _: None,
        *,
        waiting_for: str = "",
    ) -> None:
        self._catalogue, self._originals, self._engine = catalogue, originals, engine
        self._settings, self._listener, self._waiting_for = settings, listener, waiting_for
        self._batch = Batch()
        self._reports: list[FileReport] = []
        self._given: Mapping[str, Given] = {}
        self._matched: set[str] = set()  # names in the table whose files came
        self._carriers: set[int] | None = None  # documents that the index has in the collection; looked up when wanted
        self._reading: set[int] = set()  # documents whose files are being read
        self._twins: dict[int, list[Path]] = {}  # files of the same bytes that arrived meanwhile
        self._followed = time.monotonic()

    def run(
        self,
        paths: Iterable[Path],
        *,
        collection: str | None = None,
        given: Mapping[str, Given] | None = None,
        retry_failed: bool = False,
    ) -> list[FileReport]:
        """Add files and folders, then what an earlier run left queued.

        Args:
            given: what a metadata table says, by file name; it wins over what a document says of itself, also when the
                file is read again without a table, and corrects the card of a file that the library holds.
            retry_failed: take up only files that could not be read: those among the paths, or all if there are none.
        """
        self._given = given or {}
        self._originals.sweep()
        tasks = self._failed(paths, collection) if retry_failed else self._tasks(paths, collection)
        jobs = self._settings.jobs or os.cpu_count() or 1
        limits = limits_of(self._settings)
        room = self._settings.home / "reading"
        with closing(
            run_each(prepare, tasks, jobs=jobs, limits=limits, room=room, meanwhile=self._keep_up)
        ) as outcomes:
            for task, outcome in outcomes:
                self._finish(task, outcome)
                self._keep_up()
                if self._batch.full():
                    self._index()
        self._index()
        for name in sorted(self._given.keys() - self._matched):
            reason = f"row {self._given[name].row} of the table: none of the files has this name: correct it, or add the file"
            self._report(FileReport(Path(name), Outcome.UNMATCHED, reason=reason))
        return self._reports

    def _given_for(self, name: str) -> Given:
        """The row of the table for a file; an empty one if it has none."""
        for each in (shown(name), own(shown(name))):
            if given := self._given.get(each):
                self._matched.add(each)
                return given
        return Given(0)

    def _register(self, sha256: str, name: str, size: int, collection: str | None) -> tuple[int, Status]:
        """Make sure that a kept file has a record, with what the table says of it."""
        given = self._given_for(name)
        names = [each for each in (collection, given.collection) if each]
        return self._catalogue.register(sha256, filename=name, size=size, collections=names, given=given.evidence)

    def _tasks(self, paths: Iterable[Path], collection: str | None) -> Iterator[Task]:
        """Files that must be read: those given, then those that an earlier run left queued."""
        for found in opened(walk(paths), self._originals.folder, self._settings.archive_megabytes):
            if found.problem:
                self._report(FileReport(found.source, found.outcome, reason=found.problem))
            elif task := self._arrive(found, collection):
                yield task
        for number in self._catalogue.numbers(Status.QUEUED):
            if number not in self._reading:
                self._reading.add(number)
                document = self._catalogue.documents([number])[number]
                self._register(document.sha256, document.filename, document.size, collection=None)
                yield self._task(document, number, Path(document.filename))

    def _failed(self, paths: Iterable[Path], collection: str | None) -> Iterator[Task]:
        """Files that could not be read, once more."""
        for each in failed_files(self._catalogue, self._originals, paths):
            if isinstance(each, FileReport):
                self._report(each)
            elif each.number in self._reading:
                self._twins.setdefault(each.number, []).append(each.source)
            else:
                self._reading.add(each.number)
                name = shown(each.source.name)
                self._register(each.record.sha256, name, each.record.size, collection)
                yield self._task(replace(each.record, filename=name), each.number, each.source)

    def _arrive(self, found: Found, collection: str | None) -> Task | None:
        """Keep a file and give it a record; None if there is nothing to read."""
        self._given_for(found.name)  # a row is of this file even if the file cannot be kept
        try:
            original = self._originals.keep(found.path)
        except ExtractionError as error:
            kind = type(error).__name__
            self._report(FileReport(found.source, Outcome.FAILED, reason=error.reason, problem_kind=kind))
            return None
        except OSError as error:
            self._report(FileReport(found.source, Outcome.FAILED, reason=_why(error)))
            return None
        name = shown(found.name)
        number, status = self._register(original.sha256, name, original.size, collection)
        if number in self._reading:
            self._twins.setdefault(number, []).append(found.source)
            return None
        document = self._catalogue.documents([number])[number]
        if status in (Status.EXTRACTED, Status.INDEXED) or document.trashed:
            self._report_held(found.source, number, collection)
            return None
        self._reading.add(number)
        self._listener(Step(began=(found.source, number)))
        return self._task(document, number, found.source)

    def _task(self, document: Document, number: int, source: Path) -> Task:
        return Task(number, self._originals.path(document.sha256), document.filename, source)

    def _report_held(self, path: Path, number: int, collection: str | None) -> None:
        """A file whose bytes the library holds. A collection or a row of the table may be new: the index learns them."""
        document = self._catalogue.documents([number])[number]
        where = (
            f", in the trash: bring it back with `tracuu restore-document {document.id}`" if document.trashed else ""
        )
        reason = f"the library holds this file as {document.id} ({document.filename}){where}"
        given = self._given_for(path.name)
        if given.evidence and self._catalogue.cards.correct(number, given.evidence):
            reason += "; its card is now as the table says"
            if not document.trashed:
                self._batch.add(number, 0)
        self._report(FileReport(path, Outcome.DUPLICATE, document.id, reason, pages=document.pages))
        if document.status is Status.INDEXED and not document.trashed:
            for name in (collection, given.collection):
                if name:
                    self._learn(number, name)

    def _learn(self, number: int, collection: str) -> None:
        """Index a document again, unless its entries carry the collection: replaced entries weigh on scores."""
        if self._carriers is None:
            limit = len(self._engine.held())
            carried = [Filter("collection", collection)]
            cards = self._engine.search(Has(WORD, CARD), filters=carried, limit=limit, count=False)
            self._carriers = {each.document for each in cards.documents}
        if number not in self._carriers:
            self._batch.add(number, 0)

    def _finish(self, task: Task, outcome: Prepared | ExtractionError) -> None:
        self._reading.discard(task.document)
        twins = self._twins.pop(task.document, [])
        if isinstance(outcome, ExtractionError):
            self._catalogue.mark([task.document], Status.FAILED, outcome.reason, type(outcome).__name__)
            for path in (task.source, *twins):
                self._report(FileReport(path, Outcome.FAILED, document_id(task.document), outcome.reason))
            return
        store(self._catalogue, task.document, outcome)
        self._batch.add(task.document, len(outcome.passages))
        self._report(self._added(task, outcome))
        for path in twins:
            self._report_held(path, task.document, None)

    def _added(self, task: Task, outcome: Prepared) -> FileReport:
        evidence = self._catalogue.cards.evidence(task.document)
        return FileReport(
            task.source,
            Outcome.ADDED,
            document_id(task.document),
            passages=len(outcome.passages),
            pages=len(outcome.pages),
            suggestions=sum(each.standing is Standing.OPEN for each in evidence),
            likenesses=self._catalogue.likenesses.of(task.document),
            waiting=len(outcome.scans),
            reason=self._waiting_for if outcome.scans else "",
            repairs=outcome.repairs,
        )

    def _index(self) -> None:
        if self._batch.documents:
            put_in_index(self._catalogue, self._engine, self._batch.documents, self._listener)
        self._batch = self._batch.next()

    def _keep_up(self) -> None:
        """Let the index follow what people change meanwhile: an import may take hours."""
        if time.monotonic() - self._followed >= _FOLLOW_EVERY:
            follow(self._catalogue, self._engine, self._listener)
            self._followed = time.monotonic()

    def _report(self, report: FileReport) -> None:
        self._reports.append(report)
        self._listener(Step(report=report))


def store(catalogue: Catalogue, number: int, read: Prepared, *, recognised: bool = False) -> None:
    """Put into the catalogue what was read of a document's file.

    Args:
        recognised: with what was recognised on the pages that waited for that.
    """
    catalogue.store(
        number,
        read.metadata,
        read.pages,
        read.passages,
        media_type=read.media_type,
        paged=read.paged,
        segmenter=read.segmenter,
        references=read.references,
        questions=read.questions,
        repairs=read.repairs,
        evidence=read.evidence,
        sketch=read.sketch,
        scans=None if recognised else read.scans,
    )


def limits_of(settings: Settings, *, seconds: int | None = None) -> Limits:
    """The most that reading one file may take.

    Args:
        seconds: in place of those in the settings.
    """
    return Limits(
        seconds=seconds or settings.file_seconds,
        megabytes=settings.file_megabytes,
        temp_megabytes=settings.file_temp_megabytes,
    )


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "the file vanished before it could be read: add it again"
    if isinstance(error, PermissionError):
        return "no permission to read the file: change its permissions and add it again"
    return f"the file cannot be read ({error.strerror}): copy it again from where it came from"
