"""A term's posting list: which passages hold it, how often, and at which positions.

While it grows, and on disk if it is short, it is one row of numbers: passage, count, positions, passage, count …
A longer list stands in a file: passages and counts, then positions, compressed. It is read at one go, only as far as
needed, and without a position in the file, so threads may share it.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import accumulate, pairwise
from typing import Any

_PLACE = struct.Struct("<xQIII")  # offset, postings, bytes of passages and counts, bytes of positions
_LONG = 0  # first byte of a long list's place; of a short list, it is the number of postings
_SHORT = 8  # numbers in the longest row that stands in the dictionary
_WIDTH = 4  # bytes of a number
_SPEED = 1  # zlib's fastest: most numbers are small

Row = array  # of "I"


def written(file: Any, row: Row[int], *, positions: bool) -> bytes:
    """Append a list to the file if it is long. Returns: what stands in the dictionary of terms."""
    passages, counts, places = _columns(row) if positions else (row[::2], row[1::2], Row("I"))
    if len(row) <= _SHORT:
        return bytes((len(passages),)) + row.tobytes()
    steps = passages[:1]
    steps.extend(later - earlier for earlier, later in pairwise(passages))
    head, tail = (zlib.compress(numbers.tobytes(), _SPEED) for numbers in (steps + counts, places))
    offset = file.tell()
    file.write(head + tail)
    return _PLACE.pack(offset, len(passages), len(head), len(tail))


def _columns(row: Row[int]) -> tuple[Row[int], Row[int], Row[int]]:
    """Passages, counts and positions."""
    passages, counts, places, at = Row("I"), Row("I"), Row("I"), 0
    while at < len(row):
        count = row[at + 1]
        passages.append(row[at])
        counts.append(count)
        places.extend(row[at + 2 : at + 2 + count])
        at += 2 + count
    return passages, counts, places


class PostingList:
    """A finished list. Its file is held in memory."""

    def __init__(self, file: Any, stored: bytes, *, positions: bool) -> None:
        self._file, self._stored, self._positions = file, stored, positions
        self._offset = self._head = self._tail = 0
        self.size = stored[0]
        if self.size == _LONG:
            self._offset, self.size, self._head, self._tail = _PLACE.unpack(stored)

    def counts(self) -> tuple[Row[int], Row[int]]:
        """Passages in ascending order, and how often each holds the term."""
        if not self._head:
            return self._short()[:2]
        both = self._unpacked(self._offset, self._head)
        return Row("I", accumulate(both[: self.size])), both[self.size :]

    def places(self, wanted: AbstractSet[int]) -> Iterator[tuple[int, Row[int]]]:
        """Positions of the term in each of the passages wanted."""
        passages, counts, places = self._whole()
        for passage, count, end in zip(passages, counts, accumulate(counts), strict=True):
            if passage in wanted:
                yield passage, places[end - count : end]

    def renumbered(self, numbers: Mapping[int, int]) -> Row[int]:
        """The list as one row, with new numbers for the passages; those without one are left out."""
        row = Row("I")
        passages, counts, places = self._whole()
        for passage, count, end in zip(passages, counts, accumulate(counts), strict=True):
            if passage in numbers:
                row.append(numbers[passage])
                row.append(count)
                row.extend(places[end - count : end])
        return row

    def _whole(self) -> tuple[Row[int], Row[int], Row[int]]:
        if not self._head:
            return self._short()
        return *self.counts(), self._unpacked(self._offset + self._head, self._tail)

    def _short(self) -> tuple[Row[int], Row[int], Row[int]]:
        row = Row("I", self._stored[1:])
        return _columns(row) if self._positions else (row[::2], row[1::2], Row("I"))

    def _unpacked(self, offset: int, length: int) -> Row[int]:
        return Row("I", zlib.decompress(self._file.get(offset, length)))
