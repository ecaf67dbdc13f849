"""Files that people sent, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class UploadState(StrEnum):
    """How far a file that was sent has come, as the catalogue tells it at this moment."""

    QUEUED = "queued"  # on the disk and recorded: nothing of it is lost any more
    READING = "reading"
    INDEXING = "indexing"  # read; the index does not hold it yet
    RECOGNISING = "recognising"  # can be found by what text it has; pages of it wait to be recognised
    DONE = "done"
    HELD = "held"  # the library had the same bytes before
    FAILED = "failed"
    CANCELLED = "cancelled"
    OPENED = "opened"  # an archive: each document in it stands below it


UNDER_WAY = frozenset({UploadState.QUEUED, UploadState.READING, UploadState.INDEXING, UploadState.RECOGNISING})


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent, or a document out of an archive that was."""

    number: int
    batch: str  # those sent together
    filename: str  # as given, with the folders that it was dropped with
    size: int  # bytes
    sha256: str
    who: str  # name of the account
    at: datetime  # when it was accepted
    collection: str
    state: UploadState
    place: str = ""  # its folder among those that wait; empty for one out of an archive
    archive: int | None = None  # number of the archive that it came in
    document_id: str | None = None
    title: str = ""
    pages: int = 0
    at_page: tuple[int, int] | None = None  # that is being read, of how many; where the reader tells
    waiting: int = 0  # pages still to be recognised
    suggestions: int = 0  # values in doubt on its card
    trashed: bool = False  # its document is in the trash
    problem_kind: str = ""  # name of the class of the error, for one that failed
    reason: str = ""  # why it failed, in English


@dataclass(frozen=True, slots=True)
class UploadBatch:
    """Files that were sent together."""

    name: str
    who: str
    at: datetime
    collection: str
    table: str = ""  # of metadata, CSV
