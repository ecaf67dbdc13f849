"""Opening the catalogue's database, and bringing its tables up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from indexer.errors import CatalogueUnusable

_MIGRATIONS = Path(__file__).parent / "migrations"


def open_database(path: Path, busy_seconds: float) -> sa.Engine:
    """The SQLite database at the path, made if absent, with its tables as this version wants them.

    Raises: CatalogueUnusable: it is no database, is damaged, was made by a later version, or cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CatalogueUnusable(
            f"cannot make the data folder {path.parent} ({error.strerror}): check the path"
        ) from error
    database = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": busy_seconds})
    sa.event.listen(database, "connect", _on_connect)
    sa.event.listen(database, "begin", _on_begin)
    with translated(path):
        _migrate(database)
    return database


def writing(database: sa.Engine) -> sa.Engine:
    """The database for transactions that change it: each waits for its turn before it reads."""
    return database.execution_options(writes=True)


def _on_connect(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # else sqlite3 commits before each change of a table, and migrations tear
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _migrate(database: sa.Engine) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    head = ScriptDirectory.from_config(config).get_current_head()
    with database.connect() as connection:
        if MigrationContext.configure(connection).get_current_revision() == head:
            return
    with writing(database).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """The database's errors as ours."""
    from alembic.util.exc import CommandError

    try:
        yield
    except sa.exc.OperationalError as error:
        raise CatalogueUnusable(
            f"the catalogue {path} cannot be used ({error.orig}): check the disk's free space and permissions"
        ) from error
    except sa.exc.DatabaseError as error:
        raise CatalogueUnusable(
            f"the catalogue {path} is damaged or no catalogue ({error.orig}): restore it from a backup"
        ) from error
    except CommandError as error:
        raise CatalogueUnusable(f"the catalogue {path} is of a later version ({error}): update tracuu") from error
