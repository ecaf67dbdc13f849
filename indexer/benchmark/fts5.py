"""SQLite's full-text search as a sensible user would build the same thing on it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable
from pathlib import Path

from indexer.benchmark.prose import Row
from indexer.text.normalize import fold
from indexer.text.tokens import tokenize

_LONG = 6  # syllables up to which all are wanted
_FACETS = ("kind", "issuer", "author", "year")


class Fts5:
    """Two columns, with accents and without, and a table of documents to count facets by."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.executescript(
            """
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            CREATE TABLE documents (document INTEGER PRIMARY KEY, kind, issuer, author, year);
            CREATE TABLE places (passage INTEGER PRIMARY KEY, document INTEGER);
            CREATE VIRTUAL TABLE passages USING fts5 (
                accented, folded, content = '', tokenize = 'unicode61 remove_diacritics 0'
            );
            """
        )

    def fill(self, rows: Iterable[Row]) -> tuple[int, float]:
        """Index the rows in one transaction. Returns: passages, seconds without those of making the terms."""
        passages, seconds = 0, 0.0
        self._database.execute("BEGIN")
        for row in rows:
            terms = [(number, [token.term for token in tokenize(text)]) for number, text, _ in row.passages]
            texts = [(number, " ".join(words), fold(" ".join(words))) for number, words in terms]
            began = time.perf_counter()
            self._database.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?)",
                (row.document, row.kind, row.issuer, row.author, row.year),
            )
            self._database.executemany("INSERT INTO passages (rowid, accented, folded) VALUES (?, ?, ?)", texts)
            self._database.executemany("INSERT INTO places VALUES (?, ?)", [(n, row.document) for n, _, _ in texts])
            seconds += time.perf_counter() - began
            passages += len(texts)
        began = time.perf_counter()
        self._database.execute("COMMIT")
        self._database.execute("INSERT INTO passages (passages) VALUES ('optimize')")
        return passages, seconds + time.perf_counter() - began

    def ask(self, line: str) -> list[object]:
        """Top ten documents by their best passage, totals and facets in documents."""
        run = self._database.execute
        run("DROP TABLE IF EXISTS temp.found")
        run(
            "CREATE TEMP TABLE found AS SELECT places.document, bm25(passages) AS score FROM passages "
            "JOIN places ON places.passage = passages.rowid WHERE passages MATCH ?",
            (_match(line),),
        )
        best = "SELECT document, min(score) AS score FROM found GROUP BY document ORDER BY score LIMIT 10"
        answers: list[object] = run(best).fetchall()
        answers += run("SELECT count(DISTINCT document), count(*) FROM found").fetchall()
        for facet in _FACETS:
            counts = f"SELECT {facet}, count(DISTINCT document) FROM found JOIN documents USING (document) GROUP BY 1"  # noqa: S608  # names of our own
            answers += run(counts).fetchall()
        return answers


def _match(line: str) -> str:
    words = [token.term for token in tokenize(line)]
    column = "folded" if line.isascii() else "accented"
    if line.startswith('"'):
        return f'{column} : "{" ".join(words)}"'
    joined = (" AND " if len(set(words)) <= _LONG else " OR ").join(f'"{word}"' for word in dict.fromkeys(words))
    return f"{column} : ({joined})"
