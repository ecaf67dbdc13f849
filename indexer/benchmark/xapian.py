"""Xapian, from Debian's package python3-xapian, which serves the system's Python of the same version."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from indexer.benchmark.prose import Row
from indexer.benchmark.rivals import PAGE, Ask, Filled, Line, read_line
from indexer.numbering import number_of_id
from indexer.text.normalize import fold
from indexer.text.tokens import tokenize

_DEBIAN = "/usr/lib/python3/dist-packages"
_DOCUMENT, *_FACETS = range(6)  # slots of values: document, kind, issuer, year, author, collection
_ACCENTED, _FOLDED = "A", "F"  # beginnings of terms


def find() -> Any:  # xapian ships no types
    """The package. Raises: ImportError: it is not installed."""
    try:
        return import_module("xapian")
    except ImportError:
        sys.path.append(_DEBIAN)
        try:
            return import_module("xapian")
        finally:
            sys.path.remove(_DEBIAN)


def open_in(folder: Path) -> Xapian:
    """An empty database."""
    return Xapian(folder)


class Xapian:
    """Terms of two kinds with positions, and values to collapse and count by."""

    def __init__(self, folder: Path) -> None:
        self._xapian = find()
        self._folder = folder
        self._database: Any = None

    def fill(self, rows: Iterable[Row]) -> Filled:
        """Index the rows in one go, then compact the database."""
        xapian, began, analysing, passages = self._xapian, time.perf_counter(), 0.0, 0
        raw = self._folder / "raw"
        database = xapian.WritableDatabase(str(raw), xapian.DB_CREATE_OR_OVERWRITE)
        for row in rows:
            paused = time.perf_counter()
            texts = [[token.term for token in tokenize(text)] for text in row.texts()]
            folded = [[fold(term) for term in terms] for terms in texts]
            analysing += time.perf_counter() - paused
            values = _values(row)
            for terms, plain in zip(texts, folded, strict=True):
                passages += 1
                database.add_document(self._document(terms, plain, values))
        database.commit()
        database.close()
        packed = self._folder / "packed"
        xapian.Database(str(raw)).compact(str(packed))
        for each in raw.iterdir():
            each.unlink()
        raw.rmdir()
        self._database = xapian.Database(str(packed))
        return Filled(passages, time.perf_counter() - began - analysing, analysing)

    def _document(self, terms: list[str], plain: list[str], values: Mapping[int, str]) -> Any:
        document = self._xapian.Document()
        for at, (term, folded) in enumerate(zip(terms, plain, strict=True), 1):
            document.add_posting(_ACCENTED + term, at)
            document.add_posting(_FOLDED + folded, at)
        for slot, value in values.items():
            document.add_value(slot, value)
        return document

    def asks(self) -> Mapping[str, Ask]:
        """One way to ask."""
        return {"xapian": self.ask}

    def ask(self, line: str) -> tuple[int, int]:
        """The first page; then documents that hold only some of the line, if it has room."""
        xapian, asked = self._xapian, read_line(line)
        spies = [xapian.ValueCountMatchSpy(slot) for slot in _FACETS]
        documents = xapian.ValueCountMatchSpy(_DOCUMENT)
        whole = self._query(asked, xapian.Query.OP_PHRASE if asked.together else xapian.Query.OP_AND)
        enquire = self._enquire(whole)
        for spy in (*spies, documents):
            enquire.add_matchspy(spy)
        passages = enquire.get_mset(0, PAGE, self._database.get_doccount()).get_matches_estimated()
        for spy in spies:
            list(spy.values())
        found = sum(1 for _ in documents.values())
        list(self._collapsed(whole))
        if found < PAGE and not asked.together:
            list(self._collapsed(self._query(asked, xapian.Query.OP_OR)))
        return found, passages

    def _query(self, line: Line, operator: Any) -> Any:
        start = _FOLDED if line.folded else _ACCENTED
        words = line.words if line.together else tuple(dict.fromkeys(line.words))
        return self._xapian.Query(operator, [start + word for word in words])

    def _enquire(self, query: Any) -> Any:
        enquire = self._xapian.Enquire(self._database)
        enquire.set_query(query)
        return enquire

    def _collapsed(self, query: Any) -> Any:
        enquire = self._enquire(query)
        enquire.set_collapse_key(_DOCUMENT, 3)
        return enquire.get_mset(0, 3 * PAGE)


def _values(row: Row) -> Mapping[int, str]:
    """Of several authors and collections only the first: Xapian's spy counts one value of a slot."""
    card = row.document.metadata
    author, collection = next(iter(card.authors), ""), next(iter(row.document.collections), "")
    shown = (str(number_of_id(row.document.id)), card.kind, card.issuer, str(card.year), author, collection)
    return dict(zip((_DOCUMENT, *_FACETS), shown, strict=True))
