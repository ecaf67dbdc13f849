"""Sketches of documents: small samples of their text, by which two with text in common know each other.

A shingle is a run of five syllables without marks, so that another encoding, tone placement or a slip of recognition
parts little. Of each document the shingles with the smallest hashes are kept: all below a fixed line, one of 64, and of
a short document more, up to 64. Up to the smaller reach of two sketches both hold every shingle of their document, so
the shares counted there are fair estimates of the shares of the whole texts, of the same text as of an excerpt.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from indexer.model import BlockKind, Kinship, Page
from indexer.text.normalize import fold
from indexer.text.tokens import tokenize

SHINGLE = 5  # syllables
_BITS = 63  # of a hash: it fits a signed integer of a database
_ONE_OF = 64
_LEAST = 64  # hashes kept of a text that has so many


@dataclass(frozen=True, slots=True)
class Sketch:
    """The sample of one document."""

    reach: int  # every shingle of the document with a hash up to it is in the sample
    hashes: tuple[int, ...]  # rising, none twice


@dataclass(frozen=True, slots=True)
class Common:
    """What two documents have in common, estimated."""

    share: float  # of the first's shingles that stand in the second, 0..1
    other_share: float  # of the second's that stand in the first
    seen: int  # shingles of the smaller sample that the estimate rests on


def make_sketch(pages: Iterable[Page]) -> Sketch:
    """The sketch of a document, without its tables of contents. Time is linear in the text."""
    blocks = (block for page in pages for block in page.blocks if block.kind is not BlockKind.CONTENTS)
    return sketch_of([fold(token.term) for block in blocks for token in tokenize(block.text)])


def sketch_of(syllables: Sequence[str]) -> Sketch:
    """The sketch of folded syllables; of fewer than five, one that nothing shares.

    >>> one = sketch_of("mot hai ba bon nam sau bay".split())
    >>> in_common(one, one).share, in_common(one, sketch_of("mot hai ba bon nam".split())).other_share
    (1.0, 1.0)
    """
    runs = {" ".join(syllables[at : at + SHINGLE]) for at in range(len(syllables) - SHINGLE + 1)}
    hashes = sorted({_hash(run) for run in runs})
    if len(hashes) <= _LEAST:
        return Sketch((1 << _BITS) - 1, tuple(hashes))
    reach = max((1 << _BITS) // _ONE_OF, hashes[_LEAST - 1])
    return Sketch(reach, tuple(each for each in hashes if each <= reach))


def in_common(one: Sketch, two: Sketch) -> Common:
    """Shares of the two documents' text that stand in the other."""
    reach = min(one.reach, two.reach)
    first = {each for each in one.hashes if each <= reach}
    second = {each for each in two.hashes if each <= reach}
    shared = len(first & second)
    return Common(shared / max(len(first), 1), shared / max(len(second), 1), min(len(first), len(second)))


def packed(sketch: Sketch) -> bytes:
    """The hashes as bytes, eight each."""
    return array("q", sketch.hashes).tobytes()


def unpacked(reach: int, hashes: bytes) -> Sketch:
    """The sketch that was packed."""
    return Sketch(reach, tuple(array("q", hashes)))


def _hash(run: str) -> int:
    return int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), "little") >> (64 - _BITS)


def kinship(common: Common) -> Kinship | None:
    """What the first document is to the second, None if they only have forms and phrases in common.

    The lines are drawn from measures, see docs/decisions/0007-near-duplicates.md.
    """
    low, high = sorted((common.share, common.other_share))
    if common.seen < _LEAST_SEEN:
        return None
    if low >= _SAME:
        return Kinship.SAME
    if low >= _HALF:
        return Kinship.EDITION if common.seen >= _MANY_SEEN or high >= _NEARLY_ALL else None
    if high >= _MOST and common.seen >= _PART_SEEN:
        return Kinship.PART if common.share > common.other_share else Kinship.WHOLE
    return None


_LEAST_SEEN = 12  # shingles: fewer prove nothing
_PART_SEEN = 16  # and of a small part of a larger text, formulas alone show as many
_MANY_SEEN = 100  # only texts of some 6,000 syllables show as many; papers of one form share no half of so much
_SAME, _NEARLY_ALL, _MOST, _HALF = 0.85, 0.95, 0.8, 0.5
