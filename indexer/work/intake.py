"""From what people sent to documents: batch after batch, by the same import as the command line's."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from indexer.catalogue import Catalogue
from indexer.engines.base import Engine
from indexer.indexing import Step, follow, settle
from indexer.ingest import Import
from indexer.locking import WORKER, alone, is_wanted
from indexer.metadata.table import parse_table
from indexer.model import FileReport, Outcome, Status, Upload
from indexer.names import BETWEEN, shown
from indexer.numbering import number_of_id
from indexer.originals import Originals
from indexer.receiving import Receiving
from indexer.settings import Settings

_SLICE_SECONDS = 20.0  # after which another batch has its turn
_GONE = "its file is gone, as after restoring a backup: send it again"


class Intake:
    """What waits, taken in. The library is held for one slice at a time."""

    def __init__(
        self,
        catalogue: Catalogue,
        originals: Originals,
        engine: Callable[[], Engine],
        receiving: Receiving,
        settings: Settings,
    ) -> None:
        self._catalogue, self._originals, self._engine = catalogue, originals, engine
        self._receiving, self._settings = receiving, settings
        self._settled = False
        self._last_batch = ""

    def turn(self) -> bool:
        """Do what there is to do for a while. Returns: whether there was anything.

        Raises: LibraryBusy: an import runs. StorageFull, CatalogueUnusable, IndexUnusable.
        """
        waits = self._catalogue.uploads.next()
        work = waits or not self._settled or self._catalogue.stale() or self._catalogue.numbers(Status.QUEUED)
        if not work:
            return False
        with alone(self._settings.home, 0, holder=WORKER):
            if self._settled:
                follow(self._catalogue, self._engine())
            else:
                settle(self._catalogue, self._engine())
                self._settled = True
            if waits or self._catalogue.numbers(Status.QUEUED):
                self._slice(self._next_batch())
        return True

    def sweep(self, seconds: float) -> None:
        """Delete files that were never accepted, and files that were taken in; the first only when they are so old."""
        self._receiving.sweep(seconds)

    def _next_batch(self) -> str | None:
        """The batch after the last one that has files waiting: each has its turn."""
        names = self._catalogue.uploads.batches_waiting()
        later = [each for each in names if each > self._last_batch]
        self._last_batch = (later or names or [""])[0]
        return self._last_batch or None

    def _slice(self, name: str | None) -> None:
        """Take in files of a batch, and what an interrupted run left."""
        batch = self._catalogue.uploads.batch(name) if name else None
        given = parse_table(batch.table.encode(), "metadata.csv")[0] if batch and batch.table else None
        taking = _Taking(self._catalogue, self._receiving, self._settings.home)
        run = Import(self._catalogue, self._originals, self._engine(), self._settings, taking.hear)
        collection = batch.collection or None if batch else None
        run.run(taking.files(name) if name else (), collection=collection, given=given)
        taking.drop()


class _Taking:
    """The files of a slice, and what is heard of each."""

    def __init__(self, catalogue: Catalogue, receiving: Receiving, home: Path) -> None:
        self._uploads, self._catalogue = catalogue.uploads, catalogue
        self._receiving, self._home = receiving, home
        self._until = time.monotonic() + _SLICE_SECONDS
        self._sent: dict[Path, Upload] = {}
        self._members = False  # whether the file at hand has any

    def files(self, batch: str) -> Iterator[Path]:
        """Files that wait, each until the slice is over or somebody else wants the library."""
        last = 0
        while not is_wanted(self._home) and time.monotonic() < self._until:
            upload = self._uploads.next(batch, last)
            if upload is None:
                return
            last = upload.number
            path = self._receiving.path(upload)
            if path is None:
                self._uploads.failed(upload.number, "", _GONE)
                continue
            self._sent[path] = upload
            self._members = False
            yield path
            if self._members:  # all of them have been kept when the next file is asked for
                self._uploads.opened(upload.number)

    def drop(self) -> None:
        """Delete the files that were taken in, at the end of the slice.

        Not before: a file that comes meanwhile would get the place on the disk of one that is gone, by which an import
        tells that it has seen a file.
        """
        waiting = self._catalogue.uploads.waiting(each.number for each in self._sent.values())
        for upload in self._sent.values():
            if upload.number not in waiting:
                self._receiving.drop(upload)

    def hear(self, step: Step) -> None:
        """Write what became of a file."""
        if step.began:
            source, document = step.began
            number = self._number(source)
            if number is not None and not self._uploads.took(number, document):
                self._catalogue.trash(document, trashed=True)  # it was cancelled meanwhile
        if step.report:
            self._reported(step.report)

    def _reported(self, report: FileReport) -> None:
        if report.outcome not in (Outcome.ADDED, Outcome.DUPLICATE, Outcome.FAILED):
            return
        number = self._number(report.path)
        if number is None:
            return
        document = number_of_id(report.document_id) if report.document_id else None
        if report.outcome is Outcome.DUPLICATE and document is not None:
            self._uploads.held(number, document)
        elif document is None:
            self._uploads.failed(number, report.problem_kind, report.reason)
        else:
            self._uploads.took(number, document)  # a file of the same bytes as one that is being read

    def _number(self, source: Path) -> int | None:
        """The row of a file that was sent, or of a document within one."""
        if sent := self._sent.get(source):
            return sent.number
        archive, between, inside = str(source).partition(BETWEEN)
        if between and (sent := self._sent.get(Path(archive))):
            self._members = True
            return self._uploads.member(sent, shown(f"{sent.filename}{BETWEEN}{inside}"))
        return None
