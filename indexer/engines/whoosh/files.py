"""The folder of an index: making it, opening its last state, and letting one writer in."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex, clean_files
from whoosh.util.filelock import try_for

from indexer.engines.whoosh.layout import INDEX, SCHEMA
from indexer.engines.whoosh.score import Collection, View
from indexer.engines.whoosh.segment import Segment, reading
from indexer.engines.whoosh.write import BlockWriter, WhooshWriter, merged
from indexer.errors import IndexLocked

_OURS = re.compile(rf"_{INDEX}_\d+\.toc|{INDEX}_\w+\.\w+")
_HALF_WRITTEN = re.compile(rf"_{INDEX}_\d+\.toc\..+")
_TRIES = 10  # a writer may clean up the files of a state while it is being opened
_PAUSE = 0.05


@dataclass(frozen=True)
class Snapshot:
    """One completed state of the index."""

    generation: int
    views: Sequence[View]
    segments: dict[str, Segment]  # by id

    @cached_property
    def collection(self) -> Collection:
        """The numbers that scoring takes from the whole index."""
        return Collection(self.views)


class Files:
    """The folder. Whoosh's lock in it is the operating system's, and goes with the process that held it."""

    def __init__(self, path: Path, lock_seconds: float) -> None:
        self._path, self._lock_seconds = path, lock_seconds
        with reading(path):
            path.mkdir(parents=True, exist_ok=True)
            self._storage = FileStorage(str(path))
            if not self._any():
                with self._locked():
                    if not self._any():
                        TOC.create(self._storage, SCHEMA, INDEX)

    def _any(self) -> bool:
        return any(_OURS.fullmatch(each.name) for each in self._path.iterdir())

    def snapshot(self, last: Snapshot | None) -> Snapshot:
        """The last completed state: the one at hand, if it still is."""
        with reading(self._path):
            for _ in range(_TRIES):
                generation = TOC._latest_generation(self._storage, INDEX)  # noqa: SLF001, one listing of the folder
                if last is not None and last.generation == generation:
                    return last
                with suppress(FileNotFoundError):
                    return self._opened(last)
                time.sleep(_PAUSE)
            return self._opened(last)

    def _opened(self, last: Snapshot | None) -> Snapshot:
        state = TOC.read(self._storage, INDEX, schema=SCHEMA)
        known = last.segments if last else {}
        segments = {
            each.segment_id(): known.get(each.segment_id()) or Segment(self._storage, each) for each in state.segments
        }
        views = [View(segments[each.segment_id()], frozenset(each.deleted_docs())) for each in state.segments]
        return Snapshot(state.generation, views, segments)

    @contextmanager
    def writer(self, last_state: Callable[[], Snapshot]) -> Iterator[WhooshWriter]:
        """A writer of one block: committed at its end, forgotten on an exception."""
        with self._locked():
            with reading(self._path):
                self._sweep()
                writer = BlockWriter(FileIndex(self._storage, SCHEMA, INDEX))
                opened = last_state().segments
                block = WhooshWriter(writer, opened)
            try:
                yield block
                with reading(self._path):
                    writer.commit(mergetype=partial(merged, opened=opened))
            except BaseException:
                with suppress(Exception):
                    writer.cancel()
                self._sweep()
                raise

    def _sweep(self) -> None:
        """Delete what a writer left that did not reach its end."""
        state = TOC.read(self._storage, INDEX, schema=SCHEMA)
        clean_files(self._storage, INDEX, state.generation, state.segments)
        for each in self._path.iterdir():
            if _HALF_WRITTEN.fullmatch(each.name):
                each.unlink()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        lock: Any = self._storage.lock(f"{INDEX}_WRITELOCK")
        if not try_for(lock.acquire, timeout=self._lock_seconds, delay=_PAUSE):
            raise IndexLocked(self._path, self._lock_seconds)
        try:
            yield
        finally:
            lock.release()
