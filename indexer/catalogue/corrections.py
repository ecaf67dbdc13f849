"""What librarians change: cards, collections, the trash. Each change is one transaction with its line in the record.

Nobody who changes something here waits for an import: the index follows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from indexer.cards import as_text, with_value
from indexer.catalogue import audit, cards
from indexer.catalogue import tables as t
from indexer.catalogue.rows import NEXT_REVISION, metadata_columns, metadata_of_row, moment
from indexer.model import DOUBTFUL_CONFIDENCE as _DOUBTFUL
from indexer.model import Act, Evidence, Kinship, Metadata, Need, Source, Standing, Version
from indexer.numbering import document_id

Transaction = Callable[[], AbstractContextManager[sa.Connection]]
COLLECTIONS = "collections"  # among the fields of a version
_BETWEEN = "; "  # collections in a version
_d, _v = t.documents.c, t.versions.c
_KNOWN = {"kind", "issuer", "journal", "publisher", "place", "signer"}


class Corrections:
    """Changes by people, and what waits for their eyes."""

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading, self._writing = reading, writing

    # ---- cards

    def edit(self, numbers: Iterable[int], changes: Mapping[str, str], who: str, act: Act = Act.CARD_CHANGED) -> int:
        """Write fields of cards, as cells of the metadata table; and "collections", with "; " between.

        Returns: how many documents are another way now.
        """
        with self._writing() as connection:
            return sum(_edit(connection, number, changes, who, act) for number in numbers)

    def collect(self, numbers: Iterable[int], who: str, *, into: str = "", out_of: str = "") -> int:
        """Put documents into a collection, or take them out of one. Returns: how many are another way now."""
        count = 0
        with self._writing() as connection:
            for number in numbers:
                names = [each for each in _collections(connection, number) if each != out_of]
                names += [into] if into and into not in names else []
                count += _edit(connection, number, {COLLECTIONS: _BETWEEN.join(names)}, who, Act.CARD_CHANGED)
        return count

    def answer(self, number: int, field: str, value: str, who: str, *, accepted: bool) -> bool:
        """Take or refuse an open suggestion. Returns: False if there is no such open suggestion."""
        with self._writing() as connection:
            before = _card(connection, number)
            if not cards.answer(connection, number, field, value, accepted=accepted):
                return False
            act = Act.SUGGESTION_ACCEPTED if accepted else Act.SUGGESTION_REFUSED
            stood = {field: before[field]} if accepted else {}
            _note(connection, number, who, act, before=stood, after={field: value})
            return True

    def undo(self, version: int, who: str) -> bool:
        """Put back what stood on a card before a change. Returns: False if there is no such change."""
        with self._writing() as connection:
            row = connection.execute(sa.select(t.versions).where(_v.version == version)).first()
            if row is None or not row.before:
                return False
            _edit(connection, row.document, row.before, who, Act.CHANGE_UNDONE)
            return True

    def versions(self, number: int) -> list[Version]:
        """The changes of a card, the last first."""
        query = sa.select(t.versions).where(_v.document == number).order_by(_v.version.desc())
        with self._reading() as connection:
            return [
                Version(
                    row.version,
                    document_id(row.document),
                    moment(row.at),
                    row.who,
                    Act(row.act),
                    row.before,
                    row.after,
                )
                for row in connection.execute(query)
            ]

    def known(self, field: str, limit: int = 500) -> list[str]:
        """Values that cards hold in a field, those used most first."""
        shown = (_d.trashed.is_(False),)
        with self._reading() as connection:
            if field in _KNOWN:
                column = _d[field]
                query = sa.select(column).where(*shown, column != "").group_by(column)
                return list(connection.scalars(query.order_by(sa.func.count().desc(), column).limit(limit)))
            if field == COLLECTIONS:
                name = t.collections.c.name
                return list(connection.scalars(sa.select(name).group_by(name).order_by(name).limit(limit)))
            each = sa.func.json_each(_d[field]).table_valued("value")
            query = (
                sa.select(each.c.value)
                .select_from(t.documents.join(each, sa.true()))
                .where(*shown)
                .group_by(each.c.value)
            )
            return list(connection.scalars(query.order_by(sa.func.count().desc(), each.c.value).limit(limit)))

    # ---- the trash, and twins

    def trash(self, numbers: Iterable[int], who: str, *, trashed: bool) -> int:
        """Put documents into the trash, or take them out; out of it they are documents of their own again.

        Returns: how many were elsewhere before.
        """
        count = 0
        with self._writing() as connection:
            for number in numbers:
                count += _trash(connection, number, who, trashed=trashed)
        return count

    def trashed(self, limit: int, offset: int = 0) -> list[int]:
        """Documents in the trash, those put there last first."""
        query = sa.select(_d.document).where(_d.trashed).order_by(_d.trashed_at.desc(), _d.document)
        with self._reading() as connection:
            return list(connection.scalars(query.limit(limit).offset(offset)))

    def merge(self, kept: int, other: int, who: str) -> None:
        """Let one document stand for another with the same text: it takes what its card lacks, and its collections.

        The other goes to the trash; its addresses lead to the one that is kept.
        """
        with self._writing() as connection:
            mine, theirs = _card(connection, kept), _card(connection, other)
            lacking = {
                name: value for name, value in theirs.items() if value and not mine[name] and name != COLLECTIONS
            }
            names = dict.fromkeys([*_collections(connection, kept), *_collections(connection, other)])
            _edit(connection, kept, {**lacking, COLLECTIONS: _BETWEEN.join(names)}, who, Act.CARD_CHANGED)
            _trash(connection, other, who, trashed=True)
            connection.execute(sa.update(t.documents).where(_d.document == other).values(merged_into=kept))
            audit.write(connection, who, Act.DOCUMENTS_MERGED, document_id(kept), other=document_id(other))

    def stands_for(self, number: int) -> int | None:
        """The document that one in the trash was merged into, through all merges."""
        seen = {number}
        with self._reading() as connection:
            while (into := connection.scalar(sa.select(_d.merged_into).where(_d.document == number))) is not None:
                if into in seen:
                    return None
                seen.add(into)
                number = into
        return number if len(seen) > 1 else None

    # ---- what waits for eyes

    def to_look(self, need: Need | None, limit: int, offset: int = 0) -> dict[int, frozenset[Need]]:
        """Documents that a librarian should look at, the last added first; for one reason, or for any."""
        every = sa.union(*(_needing(each) for each in ([need] if need else Need))).subquery()
        query = sa.select(_d.document).where(_d.document.in_(sa.select(every.c.document)))
        query = query.order_by(_d.added_at.desc(), _d.document).limit(limit).offset(offset)
        with self._reading() as connection:
            numbers = list(connection.scalars(query))
            found: dict[int, set[Need]] = {number: set() for number in numbers}
            for each in Need:
                here = _needing(each).where(_d.document.in_(numbers))
                for number in connection.scalars(here):
                    found[number].add(each)
        return {number: frozenset(needs) for number, needs in found.items()}

    def to_look_counts(self) -> dict[Need | None, int]:
        """How many documents should be looked at for each reason, and for any."""
        with self._reading() as connection:
            counts: dict[Need | None, int] = {
                each: connection.scalar(sa.select(sa.func.count()).select_from(_needing(each).subquery())) or 0
                for each in Need
            }
            every = sa.union(*(_needing(each) for each in Need)).subquery()
            counts[None] = connection.scalar(sa.select(sa.func.count()).select_from(every)) or 0
        return counts

    def looked(self, number: int, need: Need, who: str) -> None:
        """Write that somebody has looked at a document, and that it is well so."""
        row = {"document": number, "need": need}
        with self._writing() as connection:
            known = connection.execute(sa.select(t.looked).filter_by(**row)).first()
            if known is None:
                connection.execute(sa.insert(t.looked).values(row))
                audit.write(connection, who, Act.LOOKED_AT, document_id(number), need=str(need))


def _needing(need: Need) -> sa.Select[Any]:
    """Documents outside the trash that need a look for a reason and have not had one."""
    looked = sa.exists().where(t.looked.c.document == _d.document, t.looked.c.need == need)
    match need:
        case Need.CARD:
            here = sa.select(t.evidence.c.document).where(t.evidence.c.standing == Standing.OPEN)
        case Need.SAME:
            other = t.documents.alias("other")
            pairs = sa.select(t.likenesses.c.document).join(other, other.c.document == t.likenesses.c.other)
            here = pairs.where(t.likenesses.c.kinship == Kinship.SAME, other.c.trashed.is_(False))
        case Need.SCAN:
            here = sa.select(t.pages.c.document).where(t.pages.c.confidence < _DOUBTFUL)
        case Need.REPAIR:
            here = sa.select(t.repairs.c.document)
    return sa.select(_d.document).where(_d.trashed.is_(False), _d.document.in_(here), ~looked)


def _card(connection: sa.Connection, number: int) -> dict[str, str]:
    """The fields of a card as text, and its collections."""
    card = metadata_of_row(connection.execute(sa.select(t.documents).where(_d.document == number)).one())
    texts = {each.name: as_text(getattr(card, each.name)) for each in fields(Metadata)}
    return {**texts, COLLECTIONS: _BETWEEN.join(_collections(connection, number))}


def _collections(connection: sa.Connection, number: int) -> Sequence[str]:
    names = t.collections.c
    return list(connection.scalars(sa.select(names.name).where(names.document == number).order_by(names.name)))


def _edit(connection: sa.Connection, number: int, changes: Mapping[str, str], who: str, act: Act) -> bool:
    """Returns: whether anything is another way now."""
    before = _card(connection, number)
    after = {name: text for name, text in changes.items() if before[name] != text}
    if not after:
        return False
    given = [Evidence(name, text, Source.LIBRARIAN, line=who) for name, text in after.items() if name != COLLECTIONS]
    held = cards.read(connection, number)
    kept = [each for each in held if each.field not in after or each.standing is Standing.REJECTED]
    cards.write(connection, number, [*given, *kept])
    card = metadata_of_row(connection.execute(sa.select(t.documents).where(_d.document == number)).one())
    for each in given:
        card = with_value(card, each.field, each.value)
    values = {**metadata_columns(card), "stale": True}
    connection.execute(sa.update(t.documents).where(_d.document == number).values(**values))
    if COLLECTIONS in after:
        _set_collections(connection, number, [each for each in after[COLLECTIONS].split(_BETWEEN) if each])
    _note(connection, number, who, act, before={name: before[name] for name in after}, after=after)
    return True


def _set_collections(connection: sa.Connection, number: int, names: Collection[str]) -> None:
    connection.execute(sa.delete(t.collections).where(t.collections.c.document == number))
    if names:
        rows = [{"document": number, "name": name} for name in dict.fromkeys(names)]
        connection.execute(sa.insert(t.collections), rows)


def _trash(connection: sa.Connection, number: int, who: str, *, trashed: bool) -> bool:
    here = (_d.document == number, _d.trashed.is_(not trashed))
    now = datetime.now(UTC)
    values: dict[str, Any] = {"trashed": trashed, "trashed_at": now if trashed else None, "merged_into": None}
    values |= {"stale": True, "revision": NEXT_REVISION, "changed_at": now}
    changed = connection.execute(sa.update(t.documents).where(*here).values(**values)).rowcount > 0
    if changed:
        audit.write(connection, who, Act.TRASHED if trashed else Act.RESTORED, document_id(number))
    return changed


def _note(
    connection: sa.Connection, number: int, who: str, act: Act, *, before: Mapping[str, str], after: Mapping[str, str]
) -> None:
    """Keep what stood on a card before, and write the line of the record."""
    row = {"document": number, "at": datetime.now(UTC), "who": who, "act": act, "before": before, "after": after}
    connection.execute(sa.insert(t.versions).values(**row))
    audit.write(connection, who, act, document_id(number), **after)
