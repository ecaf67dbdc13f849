"""Reading one segment: a part of the index that never changes once it is written."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from whoosh.columns import EmptyColumnReader

from indexer.engines.whoosh.layout import SCHEMA, Terms, facet_term
from indexer.engines.whoosh.postings import PostingList
from indexer.errors import IndexerError, IndexUnusable

_CHUNK = 1 << 20


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Whatever Whoosh raises over a missing or damaged file, from OSError to bare Exception, as IndexUnusable."""
    try:
        yield
    except IndexerError:
        raise
    except Exception as cause:
        raise IndexUnusable(f"the index in {path} cannot be used ({cause!r}): run `tracuu reindex`") from cause


def checksum(path: Path) -> int:
    """CRC-32 of a file."""
    value = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            value = zlib.crc32(chunk, value)
    return value


class Segment:
    """Terms and columns of one segment. Threads may share it."""

    def __init__(self, storage: Any, segment: Any) -> None:
        """Opens the files; raises whatever Whoosh raises."""
        self._path = Path(storage.folder)
        if checksum(self._path / segment.make_filename(segment.COMPOUND_EXT)) != segment.checksum:
            raise OSError(f"segment {segment.segment_id()} is damaged")
        files, codec = segment.open_compound_file(storage), segment.codec()
        self.size: int = segment.doc_count_all()
        self._terms: Terms = codec.terms_reader(files, segment)
        self._files = files
        self._columns = codec.per_document_reader(files, segment)
        self._loaded: dict[str, Sequence[Any]] = {}
        self._facets: dict[str, list[tuple[str, ...]]] = {}

    def readable(self) -> AbstractContextManager[None]:
        """For reading posting lists: a damaged one is IndexUnusable."""
        return reading(self._path)

    def column(self, name: str) -> Sequence[Any]:
        """A value of each passage."""
        if name not in self._loaded:
            with self.readable():
                self._loaded[name] = self._load(name)
        return self._loaded[name]

    def rows(self, marks: Any) -> Any:
        """Whoosh's reader of all columns, for merging.

        Args:
            marks: Whoosh's record of this segment, with the passages that are dropped by now.
        """
        return marks.codec().per_document_reader(self._files, marks)

    def _load(self, name: str) -> Sequence[Any]:
        kind = SCHEMA[name].column_type
        if not self._columns.has_column(name):
            return list(EmptyColumnReader(kind.default_value(), self.size))
        values: Sequence[Any] = self._columns.column_reader(name, kind).load()
        return values

    def postings(self, field: str, term: str) -> PostingList | None:
        """The posting list of a term; None if no passage holds it."""
        with self.readable():
            return self._terms.posting_list(field, term)

    def frequency(self, field: str, term: str) -> int:
        """How many passages hold a term."""
        found = self.postings(field, term)
        return found.size if found else 0

    def counts(self, field: str, term: str) -> tuple[array[int], array[int]]:
        """Places in this segment of the passages that hold a term, and how often they do."""
        found = self.postings(field, term)
        if found is None:
            return array("I"), array("I")
        with self.readable():
            return found.counts()

    def passages(self, field: str, term: str) -> set[int]:
        """Places in this segment of the passages that hold a term."""
        return set(self.counts(field, term)[0])

    def carriers(self, facet: str, value: str) -> set[int]:
        """Places of the passages whose document carries the value of a facet."""
        return self.passages("facet", facet_term(facet, value))

    def terms(self, field: str, prefix: str) -> Iterator[tuple[str, PostingList]]:
        """Terms that begin with the prefix, in the order of code points."""
        with self.readable():
            yield from self._terms.posting_lists(field, prefix)

    def facet(self, name: str) -> list[tuple[str, ...]]:
        """Each passage's values of a facet."""
        if name not in self._facets:
            values: list[tuple[str, ...]] = [()] * self.size
            for term, found in self.terms("facet", facet_term(name)):
                value = term.removeprefix(facet_term(name))
                for passage in found.counts()[0]:
                    values[passage] += (value,)
            self._facets[name] = values
        return self._facets[name]
