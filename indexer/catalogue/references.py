"""References between documents, as the texts state them; what they lead to is looked up when it is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, fields
from typing import Any

import sqlalchemy as sa

from indexer.catalogue import tables as t
from indexer.catalogue.rows import card_keys, metadata_of_row
from indexer.metadata.references import REFERENCES_VERSION, short_key
from indexer.metadata.references.identity import Identity, identity
from indexer.model import Certainty, Reference, Status

Transaction = Callable[[], AbstractContextManager[sa.Connection]]
Conditions = Sequence[sa.ColumnElement[bool]]
_FIELDS = tuple(each.name for each in fields(Reference))
_COLUMNS = tuple(t.references.c[name] for name in _FIELDS)
_STATED = ("key", "certainty", "kind", "number", "symbol", "issued_on", "year", "issuer", "term")
_CERTAINTY = _FIELDS.index("certainty")
_CARD = (t.documents.c.kind, t.documents.c.issued_on, t.documents.c.year, t.documents.c.issuer)
_CALLED = sa.case((t.documents.c.name_key != "", t.documents.c.title), else_="")
_OUT_OF_TRASH = t.documents.c.trashed.is_(False)
_AFTER = (("-", "."), ("/", "0"))  # a mark that ends a beginning of a number, and the character behind it
_MOST_PLACES = 1 << 18  # references of a document; beside its number of 44 bits, a signed integer holds no more
_FEW = 200  # keys asked for at once


@dataclass(frozen=True, slots=True)
class Stated:
    """A reference that stands for all that state the same."""

    reference: Reference
    documents: tuple[int, ...]  # that hold it, each once
    places: int


class References:
    """The references that were read from the documents' texts."""

    def __init__(self, reading: Transaction, writing: Transaction, shown: Conditions = ()) -> None:
        """Args: shown: what else must hold for a document, but that it is outside the trash."""
        self._reading, self._writing = reading, writing
        self._shown = (_OUT_OF_TRASH, *shown)

    def of(self, number: int, page: int | None = None) -> list[Reference]:
        """References in a document, in the order of its text: all, or those that begin on a page."""
        query = sa.select(*_COLUMNS).where(t.references.c.document == number).order_by(t.references.c.place)
        if page is not None:
            query = query.where(t.references.c.page == page)
        with self._reading() as connection:
            return [_reference(row) for row in connection.execute(query).all()]

    def naming(self, keys: Iterable[str]) -> list[tuple[int, Identity, Reference]]:
        """References with one of the keys, in documents outside the trash: number and identity of the document, and it."""
        query = (
            sa.select(t.documents.c.document, *_CARD, _CALLED, *_COLUMNS)
            .join(t.documents, t.documents.c.document == t.references.c.document)
            .where(t.references.c.key.in_(list(keys)), *self._shown)
            .order_by(t.references.c.document, t.references.c.place)
        )
        with self._reading() as connection:
            return [(row[0], identity(*row[1:6]), _reference(row[6:])) for row in connection.execute(query).all()]

    def most_named(self) -> list[tuple[str, int]]:
        """Every key with the number of documents outside the trash that hold it, the most first."""
        counted = sa.func.count(sa.distinct(t.references.c.document))
        query = (
            sa.select(t.references.c.key, counted)
            .join(t.documents, t.documents.c.document == t.references.c.document)
            .where(*self._shown)
            .group_by(t.references.c.key)
            .order_by(counted.desc(), t.references.c.key)
        )
        with self._reading() as connection:
            return [(key, count) for key, count in connection.execute(query)]

    def statements(self, keys: Iterable[str]) -> list[Stated]:
        """References with these keys, in documents outside the trash; those that state the same as one.

        The one stands for all: it has the text and the place of the first.
        """
        document, place = t.references.c.document, t.references.c.place
        first = sa.func.min(document * _MOST_PLACES + place)
        query = (
            sa.select(first, sa.func.count(), sa.func.group_concat(sa.distinct(document)))
            .join(t.documents, t.documents.c.document == document)
            .where(t.references.c.key.in_(list(keys)), *self._shown)
            .group_by(*(t.references.c[name] for name in _STATED))
            .order_by(first)
        )
        one = sa.select(*_COLUMNS).where(document == sa.bindparam("here"), place == sa.bindparam("at"))
        with self._reading() as connection:
            return [
                Stated(
                    _reference(
                        connection.execute(one, dict(zip(("here", "at"), divmod(at, _MOST_PLACES), strict=True))).one()
                    ),
                    tuple(map(int, documents.split(","))),
                    places,
                )
                for at, places, documents in connection.execute(query).all()
            ]

    def named(self, keys: Sequence[str], beginnings: Sequence[str]) -> dict[str, list[tuple[int, Identity]]]:
        """Documents outside the trash by their number or name.

        Args:
            keys: of whole numbers and of names.
            beginnings: of numbers without the body of their symbol: "57-nq".
        Returns: for each key and beginning, the documents' numbers and identities.
        """
        number_key, name_key = t.documents.c.number_key, t.documents.c.name_key
        found: dict[str, list[tuple[int, Identity]]] = {}
        with self._reading() as connection:
            for part in _parts(keys):
                for keys_held, held in _held(connection, number_key.in_(part) | name_key.in_(part), *self._shown):
                    for key in keys_held:
                        found.setdefault(key, []).append(held)
            for part in _parts(beginnings):
                begins = [
                    (number_key > each + mark) & (number_key < each + end) for each in part for mark, end in _AFTER
                ]
                for (number, _), held in _held(connection, sa.or_(*begins), *self._shown):
                    found.setdefault(short_key(number), []).append(held)
        return found

    def keys_of(self, number: int) -> tuple[str, ...]:
        """The keys that a reference to this document can have, also one without the body of its symbol."""
        query = sa.select(t.documents.c.number_key, t.documents.c.name_key).where(t.documents.c.document == number)
        with self._reading() as connection:
            number_key, name_key = connection.execute(query).one()
        return tuple(dict.fromkeys(key for key in (number_key, name_key, short_key(number_key)) if key))

    def outdated(self) -> list[int]:
        """Documents whose references were not read yet, or as an earlier version read them; trashed ones too."""
        query = sa.select(t.documents.c.document).where(
            t.documents.c.references_version != REFERENCES_VERSION,
            t.documents.c.status.in_((Status.EXTRACTED, Status.INDEXED)),
        )
        with self._reading() as connection:
            return list(connection.scalars(query.order_by(t.documents.c.document)))

    def renew(self, number: int, references: Sequence[Reference]) -> None:
        """Put these in the place of a document's references, and make the keys of its card anew."""
        here = t.documents.c.document == number
        with self._writing() as connection:
            write(connection, number, references)
            card = metadata_of_row(connection.execute(sa.select(t.documents).where(here)).one())
            connection.execute(sa.update(t.documents).where(here).values(**card_keys(card)))


def write(connection: sa.Connection, number: int, references: Sequence[Reference]) -> None:
    """Make these the references of a document."""
    connection.execute(sa.delete(t.references).where(t.references.c.document == number))
    rows = [_row(number, place, each) for place, each in enumerate(references)]
    if rows:
        connection.execute(sa.insert(t.references), rows)
    connection.execute(
        sa.update(t.documents).where(t.documents.c.document == number).values(references_version=REFERENCES_VERSION)
    )


def _held(
    connection: sa.Connection, *here: sa.ColumnElement[bool]
) -> Iterable[tuple[tuple[str, str], tuple[int, Identity]]]:
    """The documents of these conditions: keys of number and name, then number and identity."""
    query = sa.select(t.documents.c.number_key, t.documents.c.name_key, t.documents.c.document, *_CARD, _CALLED)
    for row in connection.execute(query.where(*here).order_by(t.documents.c.document)).all():
        yield (row[0], row[1]), (row[2], identity(*row[3:]))


def _row(number: int, place: int, reference: Reference) -> dict[str, Any]:
    return {"document": number, "place": place} | {name: getattr(reference, name) for name in _FIELDS}


def _reference(row: Sequence[Any]) -> Reference:
    return Reference(**dict(zip(_FIELDS, row, strict=True)) | {"certainty": Certainty(row[_CERTAINTY])})


def _parts(keys: Sequence[str]) -> Iterable[list[str]]:
    ordered = sorted(keys)
    return (ordered[at : at + _FEW] for at in range(0, len(ordered), _FEW))
