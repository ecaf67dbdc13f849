"""Every error that may leave the package. The message says what happened, to which thing, and what to do."""

from __future__ import annotations

from pathlib import Path


class IndexerError(Exception):
    """Base of all. `exit_status` is what the command line ends with."""

    exit_status = 1


class WrongUse(IndexerError):
    """An argument cannot be used as given."""

    exit_status = 2


class BadTable(WrongUse):
    """A table of metadata holds something that cannot be used."""

    def __init__(self, table: str, why: str, expected: str, *, row: int = 0, column: str = "", value: str = "") -> None:
        self.row, self.column, self.value = row, column, value  # row 0: the table as a whole
        self.why = why  # a word for what is wrong, the column's name for a value that is none of it
        where = [table, *([f"row {row}"] if row else ()), *([f"column {column}"] if column else ())]
        super().__init__(f"{', '.join(where)}: {f'{value!r}: ' if value else ''}{expected}")


class QuerySyntaxError(IndexerError):
    """A line of the query language cannot be read; it is then searched as plain words."""

    exit_status = 2

    def __init__(self, problem: str, position: int) -> None:
        self.problem = problem
        self.position = position  # code points from the start of the line
        super().__init__(f"{problem} (at character {position + 1})")


class DocumentNotFound(IndexerError):
    """The library holds no document of this id."""

    exit_status = 2

    def __init__(self, document_id: str) -> None:
        self.document_id = document_id
        super().__init__(f"no document {document_id!r}: check the id, or look in the trash")


class PageNotFound(IndexerError):
    """The document has no such page."""

    exit_status = 2

    def __init__(self, document_id: str, page: int, pages: int) -> None:
        self.document_id, self.page, self.pages = document_id, page, pages
        super().__init__(f"document {document_id} has no page {page}: its pages are 1 to {pages}")


class ManuscriptNotFound(IndexerError):
    """No manuscript of this name is under check; a checked one is kept for an hour."""

    exit_status = 2

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"no manuscript {name!r}: it is kept for an hour only, check it again")


class TooManyManuscripts(IndexerError):
    """As many manuscripts wait to be checked as may."""

    exit_status = 3

    def __init__(self, waiting: int) -> None:
        self.waiting = waiting
        super().__init__(f"{waiting} manuscripts wait to be checked: try again when some are done")


class AccountNotFound(IndexerError):
    """There is no account of this name."""

    exit_status = 2

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"no account {name!r}: `tracuu user list` names them all")


class PasswordRefused(IndexerError):
    """A password is too easy to guess, or too long to be one."""

    exit_status = 2

    def __init__(self, problem: str, least: int) -> None:
        self.problem, self.least = problem, least
        super().__init__(f"the password {problem}: choose another of {least} characters or more")


class ExtractionError(IndexerError):
    """A file cannot be read. `reason` is one sentence for the report."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class EmptyFile(ExtractionError):
    """Nothing is in the file."""


class UnknownFormat(ExtractionError):
    """The bytes are of no format that is read."""


class EncryptedFile(ExtractionError):
    """The file opens only with a password."""


class DamagedFile(ExtractionError):
    """The file breaks the rules of its own format."""


class NoText(ExtractionError):
    """The file opens, and holds no text."""


class RecognitionUnavailable(ExtractionError):
    """The program that recognises text on images, or its language, is missing."""


class LimitExceeded(ExtractionError):
    """Reading the file would take more time, memory or room than the settings allow."""


class NoPicture(IndexerError):
    """A page cannot be shown as an image. `reason` is one sentence."""

    def __init__(self, document_id: str, page: int, reason: str) -> None:
        self.document_id, self.page, self.reason = document_id, page, reason
        super().__init__(f"no image of page {page} of {document_id}: {reason}")


class IndexUnusable(IndexerError):
    """The index cannot be opened or read."""

    exit_status = 3


class IndexOutdated(IndexUnusable):
    """The index was made by another schema, analyzer or engine. Nothing is rebuilt unasked."""

    def __init__(self, differences: str) -> None:
        self.differences = differences
        super().__init__(f"the index is of another make ({differences}): run `tracuu reindex`")


class IndexLocked(IndexUnusable):
    """Another process writes to the index."""

    def __init__(self, path: Path, waited: float) -> None:
        self.path, self.waited = path, waited
        super().__init__(f"another process has written to {path} for {waited:.0f} s: wait for it to end, or stop it")


class CatalogueUnusable(IndexerError):
    """The catalogue cannot be opened, read or written."""

    exit_status = 3


class StorageFull(IndexerError):
    """What is to be kept could not be written: the disk is full or cannot be written."""

    exit_status = 3


class BackupUnusable(IndexerError):
    """The folder is no finished backup, or its catalogue is damaged."""

    exit_status = 3


class LibraryBusy(IndexerError):
    """Another import runs on this library."""

    exit_status = 3
