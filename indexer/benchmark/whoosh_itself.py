"""Whoosh as it comes: its own queries, matchers and collectors, which our engine of that name does without."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from indexer.benchmark.prose import Row
from indexer.benchmark.rivals import PAGE, Ask, Filled, Line, read_line
from indexer.numbering import number_of_id
from indexer.text.normalize import fold
from indexer.text.tokens import tokenize

_BATCH = 20_000  # passages of one commit
_ONE, _MANY = ("kind", "issuer", "year"), ("author", "collection")
_MEGABYTES = 256  # that the writer may fill before it writes a segment


def find() -> None:
    """Raises: ImportError: Whoosh is not installed."""
    import whoosh.index  # noqa: F401  # only whether it is there


def open_in(folder: Path) -> WhooshItself:
    """An empty index."""
    return WhooshItself(folder)


class WhooshItself:
    """Two fields of text with positions, and columns to group by."""

    def __init__(self, folder: Path) -> None:
        from whoosh import analysis, fields, index

        def text() -> Any:  # whoosh ships no types
            return fields.TEXT(analyzer=analysis.SpaceSeparatedTokenizer(), phrase=True)

        schema = fields.Schema(
            document=fields.ID(sortable=True),
            accented=text(),
            folded=text(),
            **{name: fields.ID(sortable=True) for name in _ONE},
            **{name: fields.KEYWORD(commas=True, sortable=True) for name in _MANY},
        )
        self._index = index.create_in(str(folder), schema)
        self._searcher: Any = None

    def fill(self, rows: Iterable[Row]) -> Filled:
        """Index the rows in commits of 20,000 passages, the last of which makes one segment of all."""
        began, analysing, passages = time.perf_counter(), 0.0, 0
        rows = iter(rows)
        first = next(rows, None)
        while first is not None:
            writer, many = self._index.writer(limitmb=_MEGABYTES), 0
            for row in itertools.chain((first,), rows):
                paused = time.perf_counter()
                cards = list(_cards(row))
                analysing += time.perf_counter() - paused
                for card in cards:
                    writer.add_document(**card)
                many += len(cards)
                if many >= _BATCH:
                    break
            passages += many
            first = next(rows, None)
            writer.commit(optimize=first is None)
        self._searcher = self._index.searcher()
        return Filled(passages, time.perf_counter() - began - analysing, analysing)

    def asks(self) -> Mapping[str, Ask]:
        """One way to ask."""
        return {"whoosh itself": self.ask}

    def ask(self, line: str) -> tuple[int, int]:
        """The first page, its facets counted in passages; then documents that hold only some of the line, if it has room."""
        asked = read_line(line)
        whole = _together(asked) if asked.together else _of(asked, all_of=True)
        found = self._searcher.search(whole, limit=PAGE, groupedby=_facets(), maptype=_counted())
        groups = {name: found.groups(name) for name in found.facet_names()}
        list(self._searcher.search(whole, limit=PAGE, collapse="document"))
        documents = len(groups["document"])
        if documents < PAGE and not asked.together:
            list(self._searcher.search(_of(asked, all_of=False), limit=PAGE, collapse="document"))
        return documents, len(found)


def _counted() -> Any:
    from whoosh.sorting import Count

    return Count


def _facets() -> Any:
    from whoosh.sorting import Facets, FieldFacet

    facets = Facets()
    facets.add_field("document")
    for name in (*_ONE, *_MANY):
        facets.add_facet(name, FieldFacet(name, allow_overlap=name in _MANY))
    return facets


def _cards(row: Row) -> Iterable[dict[str, str]]:
    card = row.document.metadata
    common = {
        "document": str(number_of_id(row.document.id)),
        "kind": card.kind,
        "issuer": card.issuer,
        "year": str(card.year),
        "author": ",".join(card.authors),
        "collection": ",".join(row.document.collections),
    }
    for text in row.texts():
        accented = " ".join(token.term for token in tokenize(text))
        yield {**common, "accented": accented, "folded": fold(accented)}


def _of(line: Line, *, all_of: bool) -> Any:
    from whoosh.query import And, Or, Term

    parts: Sequence[Any] = [Term(_field(line), word) for word in dict.fromkeys(line.words)]
    return And(parts) if all_of else Or(parts)


def _together(line: Line) -> Any:
    from whoosh.query import Phrase

    return Phrase(_field(line), list(line.words))


def _field(line: Line) -> str:
    return "folded" if line.folded else "accented"
