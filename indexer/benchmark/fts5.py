"""SQLite's full-text search."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from indexer.benchmark.prose import Row
from indexer.benchmark.rivals import PAGE, Ask, Filled, read_line
from indexer.numbering import ORDINAL_BITS, number_of_id
from indexer.text.normalize import fold
from indexer.text.tokens import tokenize

_TABLES = """
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA cache_size = -64000;
    PRAGMA temp_store = MEMORY;
    CREATE TABLE documents (document INTEGER PRIMARY KEY, kind, issuer, year);
    CREATE TABLE authors (document INTEGER, author, PRIMARY KEY (document, author)) WITHOUT ROWID;
    CREATE TABLE collections (document INTEGER, collection, PRIMARY KEY (document, collection)) WITHOUT ROWID;
    CREATE VIRTUAL TABLE passages USING fts5 (
        accented, folded, content = '', tokenize = 'unicode61 remove_diacritics 0'
    );
    CREATE TEMP TABLE hits (document INTEGER, passage INTEGER, score REAL);
    CREATE TEMP TABLE found (document INTEGER PRIMARY KEY, score REAL, matches INTEGER);
"""
_HITS = f"""
    INSERT INTO hits SELECT rowid >> {ORDINAL_BITS}, rowid, bm25(passages) FROM passages WHERE passages MATCH ?
"""  # noqa: S608  # a number of our own
_FOUND = "INSERT INTO found SELECT document, min(score), count(*) FROM hits GROUP BY document"
_BEST = """
    SELECT * FROM (
        SELECT *, row_number() OVER (PARTITION BY document ORDER BY score) AS place FROM hits
        WHERE document IN (SELECT document FROM found ORDER BY score, document LIMIT 10)
    ) WHERE place <= 3
"""
_FACETS = tuple(
    f"SELECT {column}, count(*) FROM found JOIN {table} USING (document) GROUP BY 1 ORDER BY 2 DESC"  # noqa: S608  # names of our own
    for table, column in (
        ("documents", "kind"),
        ("documents", "issuer"),
        ("documents", "year"),
        ("authors", "author"),
        ("collections", "collection"),
    )
)
_FOLLOWERS = f"""
    SELECT rowid >> {ORDINAL_BITS}, rank FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT 100
"""  # noqa: S608  # a number of our own


def find() -> None:
    """It comes with Python."""


def open_in(folder: Path) -> Fts5:
    """An empty database."""
    return Fts5(folder / "fts5.db")


class Fts5:
    """Two columns, with accents and without, and tables of documents to count facets by."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.executescript(_TABLES)

    def fill(self, rows: Iterable[Row]) -> Filled:
        """Index the rows in one transaction."""
        run = self._database.execute
        began = time.perf_counter()
        passages, aside = 0, 0.0
        run("BEGIN")
        for row in rows:
            paused = time.perf_counter()
            texts = [" ".join(token.term for token in tokenize(text)) for text in row.texts()]
            values = [(p.number, text, fold(text)) for p, text in zip(row.passages, texts, strict=True)]
            aside += time.perf_counter() - paused
            self._put_card(row)
            self._database.executemany("INSERT INTO passages (rowid, accented, folded) VALUES (?, ?, ?)", values)
            passages += len(values)
        run("COMMIT")
        run("INSERT INTO passages (passages) VALUES ('optimize')")
        return Filled(passages, time.perf_counter() - began - aside, aside)

    def _put_card(self, row: Row) -> None:
        number, card = number_of_id(row.document.id), row.document.metadata
        self._database.execute("INSERT INTO documents VALUES (?, ?, ?, ?)", (number, card.kind, card.issuer, card.year))
        for table, names in (("authors", card.authors), ("collections", row.document.collections)):
            values = [(number, name) for name in dict.fromkeys(names)]
            self._database.executemany(f"INSERT INTO {table} VALUES (?, ?)", values)  # noqa: S608  # names of our own

    def asks(self) -> Mapping[str, Ask]:
        """Two ways: as our search asks, and without documents that hold only some of the line."""
        return {"fts5": self.ask, "fts5 whole": self.ask_whole}

    def ask(self, line: str) -> tuple[int, int]:
        """The first page: ten documents by their best passages, totals, facets; then those that hold only some of it.

        Returns: documents and passages that hold the line whole.
        """
        counts = self.ask_whole(line)
        if counts[0] < PAGE and not line.startswith('"'):
            self._database.execute(_FOLLOWERS, (_match(line, " OR "),)).fetchall()
        return counts

    def ask_whole(self, line: str) -> tuple[int, int]:
        """The same without documents that hold only some of the line."""
        run = self._database.execute
        run("DELETE FROM hits")
        run("DELETE FROM found")
        run(_HITS, (_match(line, " AND "),))
        run(_FOUND)
        run(_BEST).fetchall()
        for facet in _FACETS:
            run(facet).fetchall()
        counts: tuple[int, int] = run("SELECT count(*), coalesce(sum(matches), 0) FROM found").fetchone()
        return counts


def _match(line: str, between: str) -> str:
    asked = read_line(line)
    column = "folded" if asked.folded else "accented"
    if asked.together:
        return f'{column} : "{" ".join(asked.words)}"'
    quoted = [f'"{word}"' for word in dict.fromkeys(asked.words)]
    return f"{column} : ({between.join(quoted)})"
