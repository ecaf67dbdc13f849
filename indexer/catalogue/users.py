"""Who may sign in. Every change is written into the record in the same transaction."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from indexer.catalogue import audit
from indexer.catalogue import tables as t
from indexer.catalogue.rows import moment
from indexer.errors import AccountNotFound, WrongUse
from indexer.model import Account, Act, Role

Transaction = Callable[[], AbstractContextManager[sa.Connection]]
_COLUMNS = t.users.c


class Users:
    """The accounts. A name is looked for by its `key`, which the caller makes of it."""

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading, self._writing = reading, writing

    def all(self) -> list[Account]:
        """Every account, by name."""
        with self._reading() as connection:
            return [_account(row) for row in connection.execute(sa.select(t.users).order_by(_COLUMNS.key))]

    def of_session(self, session: str, begun_after: datetime) -> Account | None:
        """The account of a session that has not ended."""
        query = sa.select(t.users).join(t.sessions).where(t.sessions.c.session == session)
        with self._reading() as connection:
            row = connection.execute(query.where(t.sessions.c.begun_at > begun_after)).first()
        return _account(row) if row else None

    def named(self, key: str) -> tuple[Account, str] | None:
        """The account of a name, and the hash of its password."""
        with self._reading() as connection:
            row = connection.execute(sa.select(t.users).where(_COLUMNS.key == key)).first()
        return (_account(row), row.password) if row else None

    def add(self, name: str, key: str, role: Role, password: str, by: str) -> Account:
        """Make an account. Raises: WrongUse: there is one of this name."""
        with self._writing() as connection:
            if connection.execute(sa.select(_COLUMNS.user).where(_COLUMNS.key == key)).first():
                raise WrongUse(f"there is an account {name!r}: choose another name, or change that account")
            values = {"name": name, "key": key, "role": role, "password": password}
            connection.execute(sa.insert(t.users).values(**values, disabled=False, created_at=datetime.now(UTC)))
            audit.write(connection, by, Act.ACCOUNT_ADDED, name, role=role)
            return _account(connection.execute(sa.select(t.users).where(_COLUMNS.key == key)).one())

    def change(self, key: str, by: str, act: Act, **values: object) -> None:
        """Change an account, and end its sessions. Raises: AccountNotFound."""
        told = {"role": str(values["role"])} if "role" in values else {}
        with self._writing() as connection:
            name = _name(connection, key)
            connection.execute(sa.update(t.users).where(_COLUMNS.key == key).values(**values))
            number = sa.select(_COLUMNS.user).where(_COLUMNS.key == key).scalar_subquery()
            connection.execute(sa.delete(t.sessions).where(t.sessions.c.user == number))
            audit.write(connection, by, act, name, **told)

    def remove(self, key: str, by: str) -> None:
        """Drop an account; what it did stays in the record. Raises: AccountNotFound."""
        with self._writing() as connection:
            name = _name(connection, key)
            connection.execute(sa.delete(t.users).where(_COLUMNS.key == key))
            audit.write(connection, by, Act.ACCOUNT_REMOVED, name)

    def begin(self, account: Account, session: str, forgotten: datetime, password: str | None, **details: str) -> None:
        """Begin a session.

        Args:
            forgotten: sessions that began before are dropped, of whoever.
            password: its new hash, if it was hashed by older rules.
        """
        now = datetime.now(UTC)
        values: dict[str, Any] = {"signed_in_at": now} | ({"password": password} if password else {})
        with self._writing() as connection:
            connection.execute(sa.delete(t.sessions).where(t.sessions.c.begun_at <= forgotten))
            connection.execute(sa.insert(t.sessions).values(session=session, user=account.number, begun_at=now))
            connection.execute(sa.update(t.users).where(_COLUMNS.user == account.number).values(**values))
            audit.write(connection, account.name, Act.SIGNED_IN, account.name, **details)

    def end(self, account: Account, session: str) -> None:
        """End a session."""
        with self._writing() as connection:
            connection.execute(sa.delete(t.sessions).where(t.sessions.c.session == session))
            audit.write(connection, account.name, Act.SIGNED_OUT, account.name)


def _account(row: Any) -> Account:
    last = moment(row.signed_in_at) if row.signed_in_at else None
    return Account(row.user, row.name, Role(row.role), row.disabled, moment(row.created_at), last)


def _name(connection: sa.Connection, key: str) -> str:
    name = connection.scalar(sa.select(_COLUMNS.name).where(_COLUMNS.key == key))
    if name is None:
        raise AccountNotFound(key)
    return str(name)
