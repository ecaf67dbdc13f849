"""The files below some paths, in a steady order."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.extract import DOCUMENT_SUFFIXES


@dataclass(frozen=True, slots=True)
class Found:
    """A file to add, or why there is none. `skipped`: nothing is wrong, it just is no document."""

    path: Path
    problem: str = ""
    skipped: bool = False


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
    return not path.name.startswith((".", "~$")) and path.suffix.lower() in DOCUMENT_SUFFIXES


def _folder(path: Path, seen: set[tuple[int, int]]) -> Iterator[Found]:
    try:
        inside = sorted(path.iterdir())
    except OSError as error:
        yield Found(path, _why(error, named=True))
        return
    for each in inside:
        yield from _below(each, seen, named=False)


def _why(error: OSError, *, named: bool) -> str:
    if isinstance(error, FileNotFoundError) and named:
        return "there is no such file or folder: check the path"
    if isinstance(error, FileNotFoundError):
        return "there is no such file any more, or the link leads nowhere: copy the file itself here and add it again"
    if isinstance(error, PermissionError):
        return "no permission to read it: change its permissions and add it again"
    return f"it cannot be read ({error.strerror}): copy the file itself here and add it again"
