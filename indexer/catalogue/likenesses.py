"""Documents with text in common: their sketches, and the pairs that were found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

import sqlalchemy as sa

from indexer.catalogue import tables as t
from indexer.catalogue.rows import parts
from indexer.model import Document, Kinship, Likeness, Status
from indexer.text.normalize import fold
from indexer.text.sketch import Common, Sketch, in_common, kinship, packed, unpacked

Transaction = Callable[[], AbstractContextManager[sa.Connection]]
_COMMON = 64  # documents: a shingle that so many share is a formula, and is kept of no further one
_LEAST_SHARED = 4  # shingles
_MOST_COMPARED = 50  # documents
_MOST_KEPT = 20  # pairs


class Likenesses:
    """Documents with text in common."""

    def __init__(
        self, reading: Transaction, writing: Transaction, records: Callable[[Sequence[int]], dict[int, Document]]
    ) -> None:
        self._reading, self._writing, self._records = reading, writing, records

    def of(self, number: int) -> tuple[Likeness, ...]:
        """Documents outside the trash that have the text of this one, or much of it: the same text first."""
        with self._reading() as connection:
            found = _of(connection, number)
        others = self._records([other for other, _, _ in found])
        return tuple(Likeness(others[other], kin, share) for other, kin, share in found if other in others)

    def unsketched(self) -> list[int]:
        """Documents whose text is in the catalogue and that were read before sketches were made."""
        has_text = t.documents.c.status.in_((Status.EXTRACTED, Status.INDEXED))
        sketched = sa.exists().where(t.sketches.c.document == t.documents.c.document)
        query = sa.select(t.documents.c.document).where(has_text, ~sketched).order_by(t.documents.c.document)
        with self._reading() as connection:
            return list(connection.scalars(query))

    def add(self, number: int, sketch: Sketch) -> None:
        """Keep the sketch of a document, and find those with the same text."""
        with self._writing() as connection:
            write(connection, number, sketch)


def write(connection: sa.Connection, number: int, sketch: Sketch) -> None:
    """Keep the sketch of a document in place of an earlier one, and its pairs with the documents kept before."""
    _forget(connection, number)
    holders = _holders(connection, sketch)
    connection.execute(sa.insert(t.sketches).values(document=number, reach=sketch.reach, hashes=packed(sketch)))
    rare = [{"hash": each, "document": number} for each in sketch.hashes if len(holders.get(each, ())) < _COMMON]
    if rare:
        connection.execute(sa.insert(t.shingles), rare)
    pairs = [
        {"document": number, "other": other, "share": common.share, "other_share": common.other_share, "kinship": kin}
        for other, common, kin in _kin(connection, sketch, holders)
    ]
    if pairs:
        connection.execute(sa.insert(t.likenesses), pairs)


def _forget(connection: sa.Connection, number: int) -> None:
    held = connection.execute(sa.select(t.sketches).where(t.sketches.c.document == number)).first()
    for part in parts(list(unpacked(held.reach, held.hashes).hashes) if held else []):
        connection.execute(sa.delete(t.shingles).where(t.shingles.c.hash.in_(part), t.shingles.c.document == number))
    for column in (t.sketches.c.document, t.likenesses.c.document, t.likenesses.c.other):
        connection.execute(sa.delete(column.table).where(column == number))


def _holders(connection: sa.Connection, sketch: Sketch) -> dict[int, list[int]]:
    """The documents that each shingle leads to."""
    found: dict[int, list[int]] = {}
    for part in parts(list(sketch.hashes)):
        query = sa.select(t.shingles.c.hash, t.shingles.c.document).where(t.shingles.c.hash.in_(part))
        for row in connection.execute(query):
            found.setdefault(row.hash, []).append(row.document)
    return found


def _kin(connection: sa.Connection, sketch: Sketch, holders: dict[int, list[int]]) -> list[tuple[int, Common, Kinship]]:
    """The documents that are kin to the one of this sketch, those with most in common first."""
    counted = Counter(document for documents in holders.values() for document in documents)
    likely = [number for number, count in counted.most_common(_MOST_COMPARED) if count >= _LEAST_SHARED]
    found = []
    for row in connection.execute(sa.select(t.sketches).where(t.sketches.c.document.in_(likely))):
        common = in_common(sketch, unpacked(row.reach, row.hashes))
        kin = kinship(common)
        if kin is not None:
            found.append((row.document, common, kin))
    return sorted(found, key=lambda each: (-max(each[1].share, each[1].other_share), each[0]))[:_MOST_KEPT]


def _of(connection: sa.Connection, number: int) -> list[tuple[int, Kinship, float]]:
    """The documents outside the trash that are kin to this one, with the share of text: the same text first.

    Two papers that bear different numbers are never the same text, however alike their forms make them.
    """
    pair, other = t.likenesses, t.documents.alias("other")
    mine = sa.select(t.documents.c.number).where(t.documents.c.document == number)
    own = fold(connection.scalar(mine) or "")
    found = []
    for here, there in ((pair.c.document, pair.c.other), (pair.c.other, pair.c.document)):
        query = sa.select(pair, there.label("kin"), other.c.number)
        query = query.join(other, other.c.document == there).where(here == number, other.c.trashed.is_(False))
        for row in connection.execute(query):
            kin = Kinship(row.kinship)
            if here is pair.c.other:
                kin = _MIRRORED.get(kin, kin)
            among = (row.share, row.other_share)
            differ = own and row.number and own != fold(row.number)
            if not (differ and kin in (Kinship.SAME, Kinship.EDITION)):
                share = max(among) if kin in _MIRRORED else min(among)
                found.append((row.kin, kin, share))
    return sorted(found, key=lambda each: (list(Kinship).index(each[1]), -each[2], each[0]))


_MIRRORED = {Kinship.PART: Kinship.WHOLE, Kinship.WHOLE: Kinship.PART}
