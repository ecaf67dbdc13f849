"""Which index is in use, and whether it was made the way this program reads it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from indexer.engines.base import SCHEMA_VERSION, Engine
from indexer.engines.soundness import damaged_files
from indexer.errors import IndexOutdated, IndexUnusable

_STAMP = "stamp.json"


@dataclass(frozen=True, slots=True)
class Make:
    """What an index was made with. Two indexes of one make answer alike."""

    engine: str
    analyzer: str  # fingerprint
    schema: int = SCHEMA_VERSION


def open_engine(root: Path, make: Make, lock_seconds: float) -> Engine:
    """The index in use under `root`; a new one where there is none.

    Raises: IndexOutdated: it is of another make. IndexUnusable: it cannot be opened.
    """
    if not stamped(root):
        with _writable(root):
            return _begin(root, make, lock_seconds)
    folder, found = _read_stamp(root)
    if found != asdict(make):
        wanted = {name: value for name, value in asdict(make).items() if found.get(name) != value}
        raise IndexOutdated("; ".join(f"{name} {found.get(name)}, wanted {value}" for name, value in wanted.items()))
    if not (root / folder).is_dir():
        raise IndexUnusable(f"the index {root / folder} is gone: run `tracuu reindex`")
    return make_engine(make.engine, root / folder, lock_seconds)


def stamped(root: Path) -> bool:
    """Whether an index is in use."""
    return (root / _STAMP).exists()


def damage(root: Path) -> list[Path]:
    """Files of the index in use that are not as they were written; see indexer.engines.soundness.

    Raises: IndexUnusable: one of them cannot be read.
    """
    folder, _ = _read_stamp(root)
    try:
        return damaged_files(root / folder)
    except OSError as error:
        raise IndexUnusable(f"the index {root / folder} cannot be read ({error}): run `tracuu reindex`") from error


def in_use(root: Path) -> int:
    """A number that changes when another index comes into use."""
    try:
        return (root / _STAMP).stat().st_mtime_ns
    except OSError:
        return 0


@contextmanager
def replacement(root: Path, make: Make, lock_seconds: float) -> Iterator[Engine]:
    """An empty index that takes the place of the one in use when the block ends well, and is dropped when it does not."""
    with _writable(root):
        folder = _unused_folder(root, make.engine)
        engine = make_engine(make.engine, root / folder, lock_seconds)
    try:
        yield engine
    except BaseException:
        engine.close()
        shutil.rmtree(root / folder, ignore_errors=True)
        raise
    engine.close()
    with _writable(root):
        _write_stamp(root, folder, make)
    for other in root.iterdir():
        if other.is_dir() and other.name != folder:
            shutil.rmtree(other, ignore_errors=True)


@contextmanager
def _writable(root: Path) -> Iterator[None]:
    """The folder made, and what the disk refuses as our error."""
    try:
        root.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise IndexUnusable(
            f"cannot write an index in {root} ({error.strerror}): check the disk's free space and permissions"
        ) from error


def _begin(root: Path, make: Make, lock_seconds: float) -> Engine:
    folder = _unused_folder(root, make.engine)
    engine = make_engine(make.engine, root / folder, lock_seconds)
    _write_stamp(root, folder, make)
    return engine


def _unused_folder(root: Path, name: str) -> str:
    at = 1
    while (root / f"{name}-{at}").exists():
        at += 1
    return f"{name}-{at}"


def _write_stamp(root: Path, folder: str, make: Make) -> None:
    """Written whole or not at all."""
    new = root / f"{_STAMP}.new"
    with new.open("w", encoding="utf-8") as file:
        json.dump({"folder": folder, **asdict(make)}, file)
        file.flush()
        os.fsync(file.fileno())
    new.replace(root / _STAMP)


def _read_stamp(root: Path) -> tuple[str, dict[str, object]]:
    try:
        stamp = json.loads((root / _STAMP).read_text("utf-8"))
        return str(stamp.pop("folder")), stamp
    except (OSError, ValueError, AttributeError, KeyError, TypeError) as error:
        raise IndexUnusable(f"{root / _STAMP} cannot be read ({error}): run `tracuu reindex`") from error


def make_engine(name: str, path: Path, lock_seconds: float = 30) -> Engine:
    """The engine of this name on a folder: opened, or begun if the folder is empty."""
    makers: dict[str, Callable[[Path, float], Engine]] = {"tantivy": _tantivy, "whoosh": _whoosh}
    return makers[name](path, lock_seconds)


def _tantivy(path: Path, lock_seconds: float) -> Engine:
    from indexer.engines.tantivy import TantivyEngine

    return TantivyEngine(path, lock_seconds)


def _whoosh(path: Path, lock_seconds: float) -> Engine:
    from indexer.engines.whoosh import WhooshEngine

    return WhooshEngine(path, lock_seconds)
