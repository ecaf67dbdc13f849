"""The command as its users run it: in processes of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from indexer.catalogue import tables
from indexer.library import Library
from indexer.settings import read_settings
from indexer.shapes import search_page_json

TRACUU = [sys.executable, "-m", "indexer.cli"]
LINES = ("giá trị thặng dư", "gia tri thang du", '"lý luận chính trị"', "05-NQ/ĐU", "đảng viên", "học*", "năm:2023")


def tracuu(
    home: Path, *words: str, engine: str = "tantivy", before: Sequence[str] = ()
) -> subprocess.CompletedProcess[str]:
    """The ended process of a command, with what it printed; `before` is a command that runs it."""
    return subprocess.run(
        [*before, *TRACUU, "--home", str(home), *words],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=environment(engine),
    )


def environment(engine: str = "tantivy") -> dict[str, str]:
    """The variables of a command: none of ours but the engine."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("TRACUU_")}
    return {**ours, "TRACUU_ENGINE": engine, "PYTHONPATH": str(Path(__file__).parents[2])}


def catalogue_rows(home: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All that the catalogue says, but for the times of day."""
    database = sa.create_engine(f"sqlite:///{home / 'catalogue.db'}")
    with database.connect() as connection:
        rows = {}
        for table in tables.TABLES.sorted_tables:
            columns = [column for column in table.c if column.name not in ("added_at", "changed_at", "revision")]
            rows[table.name] = sorted((repr(tuple(row)), tuple(row)) for row in connection.execute(sa.select(*columns)))
    database.dispose()
    return {name: [row for _, row in found] for name, found in rows.items()}


def answers(home: Path, engine: str = "tantivy") -> list[dict[str, Any]]:
    """What searches find, but for how long they took; and that nothing is left to mend."""
    library = Library(read_settings(home, {"engine": engine}, {}))
    assert library.check() == []
    found = [search_page_json(library.search(line, limit=50)) for line in LINES]
    library.close()
    return [{name: value for name, value in answer.items() if name != "took_ms"} for answer in found]


def originals(home: Path) -> set[str]:
    """Names of all kept files, and of whatever else lies there."""
    return {str(path.relative_to(home)) for path in (home / "originals").rglob("*") if path.is_file()}


def mounting(options: str, place: Path) -> list[str]:
    """The command that makes a file system of its own at a place."""
    return ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
