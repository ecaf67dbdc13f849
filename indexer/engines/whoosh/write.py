"""Changing the index: one new segment a block, and now and then fewer old ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from whoosh.writing import SegmentWriter

from indexer.engines.base import Entry
from indexer.engines.whoosh.layout import SCHEMA, Codec, columns, document_term, postings
from indexer.engines.whoosh.pool import Pool
from indexer.engines.whoosh.segment import Segment, checksum
from indexer.numbering import document_of

_MOST_ALIKE = 8  # segments of one tier, before they become one
_TIER_BITS = 3  # a tier is eight times as large as the one below


class BlockWriter(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer, with our posting lists."""

    def __init__(self, index: Any) -> None:
        super().__init__(index, _lk=False, codec=Codec())
        self.pool = Pool(self.temp_storage())

    def add(self, entry: Entry) -> None:
        """Write one passage."""
        self.perdocwriter.start_doc(self.docnum)
        for name, value in columns(entry):
            self.perdocwriter.add_column_value(name, SCHEMA[name].column_type, value)
        self.perdocwriter.finish_doc()
        for field, rows in postings(entry, self.docnum):
            self.pool.add(field, rows)
        self._added = True
        self.docnum += 1

    def absorb(self, marks: Any, segment: Segment) -> None:
        """Copy what is held of a segment behind the new passages."""
        base = self.docnum
        moved = self.write_per_doc(set(SCHEMA.names()), segment.rows(marks))
        numbers = {place: base + place for place in range(segment.size)} if moved is None else moved
        for field in SCHEMA.names():
            rows = ((term, found.renumbered(numbers)) for term, found in segment.terms(field, ""))
            self.pool.add(field, ((term, row) for term, row in rows if row))
        self._added = True

    def _assemble_segment(self) -> None:
        super()._assemble_segment()
        name = self.newsegment.make_filename(self.newsegment.COMPOUND_EXT)
        self.newsegment.checksum = checksum(Path(self.storage.folder) / name)


def merged(writer: BlockWriter, segments: Sequence[Any], opened: Mapping[str, Segment]) -> list[Any]:
    """Copy into the new segment what should not stay on its own. Returns: the segments that stay."""
    kept = [each for each in segments if each.doc_count()]
    for each in _absorbed(writer.doc_count(), kept):
        writer.absorb(each, opened[each.segment_id()])
        kept.remove(each)
    return kept


def _absorbed(new: int, segments: Sequence[Any]) -> list[Any]:
    """Segments that are mostly deleted, and tiers that are full when the new passages are counted in."""
    taken = [each for each in segments if 2 * each.deleted_count() > each.doc_count_all()]
    new += sum(each.doc_count() for each in taken)
    for tier in range(1 + max((_tier(each.doc_count_all()) for each in segments), default=0)):
        alike = [each for each in segments if each not in taken and _tier(each.doc_count_all()) == tier]
        if alike and len(alike) + (_tier(new) == tier) >= _MOST_ALIKE:
            taken += alike
            new += sum(each.doc_count() for each in alike)
    return taken


def _tier(passages: int) -> int:
    return passages.bit_length() // _TIER_BITS


class WhooshWriter:
    """The changes of one block."""

    def __init__(self, writer: BlockWriter, opened: Mapping[str, Segment]) -> None:
        self._writer = writer
        self._held = [(each, opened[each.segment_id()]) for each in writer.segments]
        self._put: dict[int, dict[int, int]] = {}  # document → passage → place in the new segment

    def put(self, entries: Iterable[Entry]) -> None:
        """Add or replace passages."""
        for entry in entries:
            document = document_of(entry.passage)
            put = self._put.setdefault(document, {})
            self._drop_held(document, entry.passage)
            if entry.passage in put:
                self._writer.newsegment.delete_document(put[entry.passage])
            put[entry.passage] = self._writer.docnum
            self._writer.add(entry)

    def remove(self, document: int) -> None:
        """Drop a document's passages."""
        self._drop_held(document)
        for place in self._put.pop(document, {}).values():
            self._writer.newsegment.delete_document(place)

    def clear(self) -> None:
        """Drop everything."""
        self._writer.segments.clear()
        self._held = []
        for document in list(self._put):
            self.remove(document)

    def _drop_held(self, document: int, passage: int | None = None) -> None:
        term = document_term(document)
        for marks, segment in self._held:
            for place in segment.passages("document", term):
                if passage is None or segment.column("passage")[place] == passage:
                    marks.delete_document(place)
