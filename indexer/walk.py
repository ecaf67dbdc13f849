"""The files below some paths, in a steady order, and those within ZIP archives."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.extract import DOCUMENT_SUFFIXES
from indexer.extract.unpack import SUFFIX, is_archive, members
from indexer.model import Outcome
from indexer.names import BETWEEN, saved_page


@dataclass(frozen=True, slots=True)
class Found:
    """A file to add, or why there is none. `skipped`: nothing is wrong, it just is no document."""

    path: Path  # where its bytes are
    problem: str = ""
    skipped: bool = False
    inside: str = ""  # its name within the archive that it comes from
    archive: Path | None = None
    part: bool = False  # of a saved web page: skipped, and told

    @property
    def name(self) -> str:
        """What the library calls it."""
        return f"{self.archive.name}{BETWEEN}{self.inside}" if self.archive else self.path.name

    @property
    def outcome(self) -> Outcome:
        """What becomes of it where there is a problem."""
        if self.part:
            return Outcome.PART
        return Outcome.SKIPPED if self.skipped else Outcome.FAILED

    @property
    def source(self) -> Path:
        """Where it comes from, for a report."""
        return self.archive.parent / self.name if self.archive else self.path


def opened(files: Iterable[Found], folder: Path, megabytes: int) -> Iterator[Found]:
    """The files, and in place of each ZIP archive the documents in it, each there until the next is asked for.

    Args:
        folder: where members are unpacked, one at a time.
        megabytes: the most that one archive may unpack to.
    Raises: StorageFull.
    """
    for found in files:
        if found.problem or not is_archive(found.path, found.path.name):
            yield found
            continue
        held = False
        for member in members(found.path, folder, megabytes):
            held = held or not member.skipped
            path = member.path or found.path
            yield Found(path, member.problem, member.skipped, member.name, found.path if member.name else None)
        if not held:
            yield Found(found.path, "the archive holds no document: unpack it and look at what is in it")


def walk(paths: Iterable[Path]) -> Iterator[Found]:
    """Files named, and documents in folders and the folders within, each once, folders sorted by name.

    In a folder, hidden files and files whose names end like no document's are skipped; a file named is always tried.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        yield from _below(path, seen, named=True)


def _below(path: Path, seen: set[tuple[int, int]], *, named: bool) -> Iterator[Found]:
    try:
        facts = path.stat()
    except OSError as error:
        if named or _is_document(path) or not isinstance(error, FileNotFoundError):
            yield Found(path, _why(error, named=named))
        return
    if (facts.st_dev, facts.st_ino) in seen:
        return
    seen.add((facts.st_dev, facts.st_ino))
    if stat.S_ISDIR(facts.st_mode):
        yield from _folder(path, seen)
    elif not stat.S_ISREG(facts.st_mode):
        yield Found(path, "this is no ordinary file", skipped=not named)
    elif not named and not _is_document(path):
        yield Found(path, f"not a document by its name ({', '.join(sorted(DOCUMENT_SUFFIXES))})", skipped=True)
    else:
        yield Found(path)


def _is_document(path: Path) -> bool:
    """Whether a file in a folder is one to add, by its name."""
    return not path.name.startswith((".", "~$")) and path.suffix.lower() in (*DOCUMENT_SUFFIXES, SUFFIX)


def _folder(path: Path, seen: set[tuple[int, int]]) -> Iterator[Found]:
    try:
        inside = sorted(path.iterdir())
    except OSError as error:
        yield Found(path, _why(error, named=True))
        return
    names = {each.name for each in inside}
    for each in inside:
        if (page := saved_page(each.name, names)) and each.is_dir():
            yield Found(each, f"pictures and frames of the saved page {page}: no documents", skipped=True, part=True)
            continue
        yield from _below(each, seen, named=False)


def _why(error: OSError, *, named: bool) -> str:
    if isinstance(error, FileNotFoundError) and named:
        return "there is no such file or folder: check the path"
    if isinstance(error, FileNotFoundError):
        return "there is no such file any more, or the link leads nowhere: copy the file itself here and add it again"
    if isinstance(error, PermissionError):
        return "no permission to read it: change its permissions and add it again"
    return f"it cannot be read ({error.strerror}): copy the file itself here and add it again"
