"""What stands on disk: one Whoosh document a passage, with the terms of its fields and its columns.

The files are Whoosh's, but for the posting lists: see `Codec` and postings.py.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, repeat
from operator import itemgetter
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3TermsReader
from whoosh.columns import NumericColumn, VarBytesColumn
from whoosh.fields import COLUMN, FieldType, Schema
from whoosh.formats import Existence
from whoosh.system import pack_ushort

from indexer.engines.base import BAGS, STACKS, Entry, Stack
from indexer.engines.whoosh.postings import PostingList, written
from indexer.numbering import document_of

INDEX = "MAIN"
ABSENT = -(1 << 62)  # a year or day that is not known
_OF_PASSAGE = ("syllable", "front", "bigram", "word", "question")
_LENGTH = "{}_length"


class Numbers(NumericColumn):  # type: ignore[misc]
    """One integer a passage, read all at once."""

    class Reader(NumericColumn.Reader):  # type: ignore[misc]
        """The column of a segment."""

        def load(self) -> array[int]:
            """The integers of all passages."""
            stored: array[int] = self._dbfile.get_array(self._basepos, self._typecode, self._count)
            stored.extend(repeat(self._default, self._doccount - self._count))
            return stored


def _schema() -> Any:
    fields = {name: FieldType(Existence(), analyzer=None) for name in (*STACKS, *BAGS, "document", "facet")}
    fields |= {length_column(name): COLUMN(Numbers("I")) for name in (*STACKS, *BAGS)}
    fields |= {"passage": COLUMN(Numbers("q")), "title_key": COLUMN(VarBytesColumn())}
    fields |= {name: COLUMN(Numbers("q", ABSENT)) for name in ("year", "day")}
    return Schema(**fields)


def length_column(field: str) -> str:
    """Name of the column that holds the number of terms in a field."""
    return _LENGTH.format(field)


SCHEMA = _schema()


def document_term(document: int) -> str:
    """The term that every passage of a document holds in the field `document`."""
    return f"{document:x}"


def facet_term(facet: str, value: str = "") -> str:
    """The term of a facet's value in the field `facet`; without a value, the prefix of all."""
    return f"{facet}\x00{value}"


def columns(entry: Entry) -> Iterator[tuple[str, Any]]:
    """Values of an entry by column."""
    card = entry.card
    yield "passage", entry.passage
    yield "title_key", card.title_key.encode()
    yield from ((name, value) for name, value in (("year", card.year), ("day", card.day)) if value is not None)
    yield from ((length_column(name), sum(map(len, _terms(entry, name)))) for name in STACKS)
    yield from ((length_column(name), len(_terms(entry, name))) for name in BAGS)


def postings(entry: Entry, place: int) -> Iterator[tuple[str, Iterator[tuple[str, Sequence[int]]]]]:
    """Field by field, the posting of each term in an entry."""
    yield from ((name, _stack_postings(_terms(entry, name), place)) for name in STACKS)
    yield from ((name, _bag_postings(_terms(entry, name), place)) for name in BAGS)
    values = {facet_term(facet, value) for facet, values in entry.card.facets.items() for value in values}
    yield "facet", _bag_postings(values, place)
    yield "document", _bag_postings([document_term(document_of(entry.passage))], place)


def _terms(entry: Entry, field: str) -> Any:
    return getattr(entry if field in _OF_PASSAGE else entry.card, field)


def _stack_postings(stack: Stack, place: int) -> Iterator[tuple[str, Sequence[int]]]:
    rows: dict[str, list[int]] = {}
    for position, terms in enumerate(stack):
        for term in terms:
            if term in rows:
                rows[term].append(position)
            else:
                rows[term] = [place, 0, position]
    for term, row in rows.items():
        row[1] = len(row) - 2
        yield term, row


def _bag_postings(terms: Iterable[str], place: int) -> Iterator[tuple[str, Sequence[int]]]:
    return ((term, (place, count)) for term, count in Counter(terms).items())


class Terms(W3TermsReader):  # type: ignore[misc]
    """Posting lists by field and term."""

    def posting_list(self, field: str, term: str) -> PostingList | None:
        """The list of one term."""
        stored = self._tindex.get(self._keycoder(field, term.encode()))
        return stored and self._list(field, stored)

    def posting_lists(self, field: str, prefix: str) -> Iterator[tuple[str, PostingList]]:
        """Terms that begin with the prefix, in the order of code points."""
        start = self._keycoder(field, prefix.encode())
        for key, stored in self._tindex.items_from(start):
            if not key.startswith(start):
                return
            yield self._keydecoder(key)[1].decode(), self._list(field, stored)

    def _list(self, field: str, stored: bytes) -> PostingList:
        return PostingList(self._postfile, stored, positions=field in STACKS)


class _TermsWriter(W3FieldWriter):  # type: ignore[misc]
    """Writes whole posting lists."""

    def add_postings(self, schema: Any, _lengths: object, items: Iterable[tuple[str, str, bytes]]) -> None:
        """Fields and terms in ascending order, each with its row."""
        for field, terms in groupby(items, key=itemgetter(0)):
            self.start_field(field, schema[field])
            for _, term, row in terms:
                stored = written(self._postfile, array("I", row), positions=field in STACKS)
                self._tindex.add(pack_ushort(self._fieldid) + term.encode(), stored)
            self.finish_field()


class Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's files, but for the posting lists."""

    length_stats = False  # lengths stand in columns of their own

    def field_writer(self, storage: Any, segment: Any) -> _TermsWriter:
        """What writes the terms of a new segment."""
        return _TermsWriter(self, storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> Terms:
        """What reads the terms of a segment."""
        name = segment.make_filename(self.TERMS_EXT)
        lists = segment.open_file(storage, self.POSTS_EXT)
        return Terms(self, storage.open_file(name), storage.file_length(name), lists)
