"""What became of files that people sent, and what people say to it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from indexer.catalogue import Catalogue
from indexer.extract.progress import told
from indexer.locking import WORKER, is_held
from indexer.model import Upload, UploadBatch, UploadState
from indexer.numbering import document_id
from indexer.receiving import Receiving


class Sending:
    """The files that were sent, as they stand now. Nothing here waits for an import."""

    def __init__(self, catalogue: Catalogue, receiving: Receiving, home: Path, told_worker: Callable[[], None]) -> None:
        self._catalogue, self._receiving = catalogue, receiving
        self._home, self._tell = home, told_worker

    def batch(self, name: str) -> UploadBatch | None:
        """A batch."""
        return self._catalogue.uploads.batch(name)

    def of_batch(self, name: str) -> list[Upload]:
        """All files of a batch, in the order in which they came."""
        return self._read(self._catalogue.uploads.of_batch(name))

    def in_states(self, *states: UploadState, limit: int = 50, offset: int = 0) -> list[Upload]:
        """Files in any of these states, the last sent first."""
        return self._read(self._catalogue.uploads.in_states(states, limit, offset))

    def counts(self) -> dict[UploadState, int]:
        """How many files are in which state. READING is counted as QUEUED."""
        return self._catalogue.uploads.counts()

    def batches(self, limit: int = 20) -> list[tuple[UploadBatch, dict[UploadState, int]]]:
        """The last batches, each with how many of its files are in which state."""
        return self._catalogue.uploads.batches(limit)

    def worker_runs(self) -> bool:
        """Whether there is a worker that takes in what waits."""
        return is_held(self._home, WORKER)

    def cancel(self, numbers: Collection[int], who: str) -> int:
        """Let go of files that wait or failed; those being read go to the trash. Returns: how many."""
        cancelled = self._catalogue.uploads.cancel(numbers, who)
        for each in cancelled:
            self._receiving.drop(each)
        self._tell()
        return len(cancelled)

    def again(self, numbers: Collection[int], who: str) -> int:
        """Read files once more that could not be read, from their originals. Returns: how many."""
        count = self._catalogue.uploads.again(numbers, who)
        self._tell()
        return count

    def _read(self, uploads: list[Upload]) -> list[Upload]:
        """The files, those that a reader has in its hands said to be read."""
        reading = {document_id(number): at for number, at in told(self._home / "reading").items()}
        return [
            replace(each, state=UploadState.READING, at_page=at)
            if each.state is UploadState.QUEUED and (at := reading.get(each.document_id or ""))
            else each
            for each in uploads
        ]
