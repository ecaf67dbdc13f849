"""A short fingerprint of a passage, by which it is found again when its text was extracted anew and stands elsewhere.

It holds the first and the last syllables, without accents, and how many there are: letters that are read better next
time, signs, and words in the middle may change.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from zlib import crc32

from indexer.text.normalize import fold
from indexer.text.tokens import terms_and_places

_EDGE = 6  # syllables at either end
_SLACK = 0.2  # of the length, that it may have grown or shrunk
_WRITTEN = re.compile(r"[0-9a-f]{8}-[0-9a-f]{8}-[1-9]\d{0,5}")


def anchor_of(text: str) -> str:
    """The fingerprint of a passage; empty if it has no syllable.

    >>> anchor_of("Lấy dân làm gốc."), anchor_of("lay dan lam goc") == anchor_of("Lấy dân làm gốc.")
    ('620de23c-620de23c-4', True)
    """
    terms = [fold(term) for term in terms_and_places(text)[0]]
    return f"{_hash(terms[:_EDGE]):08x}-{_hash(terms[-_EDGE:]):08x}-{len(terms)}" if terms else ""


def is_anchor(text: str) -> bool:
    """Whether this is written as a fingerprint is."""
    return text.isascii() and bool(_WRITTEN.fullmatch(text))


def find_anchor(text: str, anchor: str, near: int = 0) -> tuple[int, int] | None:
    """The slice of the text that has the fingerprint: most nearly as long, then nearest to `near`; None if there is none.

    Cost: linear in the text.
    """
    first, last, wanted = anchor.split("-")
    count = int(wanted)
    edge = min(_EDGE, count)
    terms, places = terms_and_places(text)
    bare = [fold(term) for term in terms]
    hashes = [f"{_hash(bare[at : at + edge]):08x}" for at in range(len(bare) - edge + 1)]
    ends = [at + edge - 1 for at, each in enumerate(hashes) if each == last]
    found = [
        (abs(end - start + 1 - count), abs(places[start][0] - near), places[start][0], places[end][1])
        for start, each in enumerate(hashes)
        if each == first
        for end in ends
        if abs(end - start + 1 - count) <= (_SLACK * count if count > _EDGE else 0)
    ]
    return min(found)[2:] if found else None


def _hash(terms: Sequence[str]) -> int:
    return crc32(" ".join(terms).encode())
