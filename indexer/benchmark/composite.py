"""How many bytes of a tantivy index each field takes, read from its files: exact, and nothing is built twice.

Terms, postings, positions and lengths of all fields share four files of each segment. Such a file ends with a table of
(field, part, offset), the table's length, and a note of the writer's version: tantivy's CompositeFile, 0.27.
"""

from __future__ import annotations

import json
import struct
from collections import Counter
from pathlib import Path

PARTS = {".term": "terms", ".idx": "postings", ".pos": "positions", ".fieldnorm": "lengths"}
REST = "(facets and sorting)"  # columns, and the small files


def bytes_by_field(index: Path) -> dict[str, Counter[str]]:
    """Field → part → bytes. The sum of all is the size of the index, to the byte."""
    fields = [each["name"] for each in json.loads((index / "meta.json").read_text("utf-8"))["schema"]]
    shares: dict[str, Counter[str]] = {}
    for path in (each for each in index.iterdir() if each.is_file()):
        left = path.stat().st_size
        if part := PARTS.get(path.suffix):
            for number, size in _sizes(path.read_bytes()):
                shares.setdefault(fields[number], Counter())[part] += size
                left -= size
        shares.setdefault(REST, Counter())["others"] += left
    return shares


def _sizes(file: bytes) -> list[tuple[int, int]]:
    """Number of a field and its bytes, for each stretch of the file."""
    version_length, _ = struct.unpack("<II", file[-8:])
    body = file[: -8 - version_length]
    (length,) = struct.unpack("<I", body[-4:])
    end = len(body) - 4 - length
    count, at = _number(body, end)
    starts, numbers, start = [], [], 0
    for _ in range(count):
        step, at = _number(body, at)
        start += step
        starts.append(start)
        numbers.append(struct.unpack_from("<I", body, at)[0])
        _, at = _number(body, at + 4)
    stops = [*starts[1:], end]
    return [(number, stop - start) for number, start, stop in zip(numbers, starts, stops, strict=True)]


def _number(file: bytes, at: int) -> tuple[int, int]:
    """A number of seven bits a byte, the last byte marked; and where the next stands."""
    value = shift = 0
    while True:
        byte = file[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte & 0x80:
            return value, at
