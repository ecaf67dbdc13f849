"""What speaks for the values of the cards: kept beside them, answered by the librarian."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from indexer.cards import with_value
from indexer.catalogue import tables as t
from indexer.catalogue.rows import metadata_columns, metadata_of_row
from indexer.model import Evidence, Source, Standing

Transaction = Callable[[], AbstractContextManager[sa.Connection]]


class Cards:
    """The cards of the documents, with their evidence."""

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading, self._writing = reading, writing

    def evidence(self, number: int) -> list[Evidence]:
        """All that speaks for the values of a document's card, suggestions too."""
        with self._reading() as connection:
            return read(connection, number)

    def doubtful(self, limit: int, offset: int = 0) -> list[int]:
        """Documents outside the trash with open suggestions, the newest first."""
        is_open = t.evidence.c.standing == Standing.OPEN
        query = (
            sa.select(t.documents.c.document)
            .where(t.documents.c.trashed.is_(False))
            .where(t.documents.c.document.in_(sa.select(t.evidence.c.document).where(is_open)))
            .order_by(t.documents.c.added_at.desc(), t.documents.c.document)
        )
        with self._reading() as connection:
            return list(connection.scalars(query.limit(limit).offset(offset)))

    def answer(self, number: int, field: str, value: str, *, accepted: bool) -> bool:
        """Take or refuse an open suggestion; taking one closes the others for its field.

        Returns: False if there is no such open suggestion.
        """
        with self._writing() as connection:
            return answer(connection, number, field, value, accepted=accepted)

    def correct(self, number: int, given: Iterable[Evidence]) -> bool:
        """Put what a metadata table says in the place of what was read. Returns: whether the card changed."""
        with self._writing() as connection:
            rows = list(given)
            give(connection, number, rows)
            held = read(connection, number)
            fields = {each.field for each in rows}
            write(connection, number, [e for e in held if e.source is Source.TABLE or e.field not in fields])
            return _change(connection, number, rows)


def answer(connection: sa.Connection, number: int, field: str, value: str, *, accepted: bool) -> bool:
    """Take or refuse an open suggestion within a transaction. Returns: False if there is no such open suggestion."""
    held = read(connection, number)
    asked = [each for each in held if (each.field, each.value, each.standing) == (field, value, Standing.OPEN)]
    if not asked:
        return False
    answered = _answered(asked[0], accepted=accepted)
    left = [each for each in held if each not in asked and not (accepted and _is_rival(each, field))]
    write(connection, number, [*left, answered])
    if accepted:
        _change(connection, number, [answered])
    return True


def _change(connection: sa.Connection, number: int, settled: Iterable[Evidence]) -> bool:
    here = t.documents.c.document == number
    card = before = metadata_of_row(connection.execute(sa.select(t.documents).where(here)).one())
    for each in settled:
        card = with_value(card, each.field, each.value)
    if card != before:
        connection.execute(sa.update(t.documents).where(here).values(**metadata_columns(card), stale=True))
    return card != before


def _answered(suggestion: Evidence, *, accepted: bool) -> Evidence:
    return replace(suggestion, standing=Standing.ACCEPTED if accepted else Standing.REJECTED)


def _is_rival(evidence: Evidence, field: str) -> bool:
    return evidence.field == field and evidence.standing is not Standing.REJECTED


def read(connection: sa.Connection, number: int) -> list[Evidence]:
    """The evidence of a document, in its order."""
    query = sa.select(t.evidence).where(t.evidence.c.document == number).order_by(t.evidence.c.place)
    return [
        Evidence(row.field, row.value, Source(row.source), Standing(row.standing), row.line, row.page)
        for row in connection.execute(query)
    ]


def write(connection: sa.Connection, number: int, evidence: Iterable[Evidence]) -> None:
    """Make this the evidence of a document."""
    connection.execute(sa.delete(t.evidence).where(t.evidence.c.document == number))
    rows = [_row(number, place, each) for place, each in enumerate(evidence)]
    if rows:
        connection.execute(sa.insert(t.evidence), rows)


def give(connection: sa.Connection, number: int, given: Iterable[Evidence]) -> None:
    """Keep what a metadata table says of a document, in place of what one said before of the same fields."""
    rows = list(given)
    fields = {each.field for each in rows}
    if rows:
        held = read(connection, number)
        write(connection, number, [*rows, *(e for e in held if e.source is not Source.TABLE or e.field not in fields)])


def _row(number: int, place: int, evidence: Evidence) -> dict[str, Any]:
    return {
        "document": number,
        "place": place,
        "field": evidence.field,
        "value": evidence.value,
        "source": evidence.source,
        "standing": evidence.standing,
        "line": evidence.line,
        "page": evidence.page,
    }
