"""Counting by document in a tantivy index: exact, where its own cardinality is an estimate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import tantivy

from indexer.engines.tantivy_query import HOLDER, of_range
from indexer.model import FACETS, Sort
from indexer.numbering import DOCUMENT_BITS, document_of, is_card

_ALL_SIZES = 1 << 30
_LIMIT_WORDS = "bucket limit"


class Matches:
    """What matches, counted by document."""

    def __init__(self, entries: Counter[int], cards: Collection[int]) -> None:
        """Args: entries: of each document, its card among them. cards: documents whose card matches."""
        self.entries, self._cards = entries, cards

    @classmethod
    def of(cls, numbers: Iterable[int]) -> Self:
        """Those of these numbers."""
        numbers = list(numbers)
        return cls(Counter(map(document_of, numbers)), {document_of(each) for each in numbers if is_card(each)})

    @classmethod
    def found(cls, searcher: Any, query: Any) -> Self:
        """All that a query matches."""
        entries: Counter[int] = Counter()
        cards = set()
        for answer in _aggregated(searcher, query, {"holders": _terms(HOLDER)}, 0, 1 << DOCUMENT_BITS):
            for each in answer["holders"]["buckets"]:
                document, card = divmod(int(each["key"]), 2)
                entries[document] += each["doc_count"]
                if card:
                    cards.add(document)
        return cls(entries, cards)

    def passages(self, document: int) -> int:
        """Matching passages of a document."""
        return self.entries[document] - (document in self._cards)

    @property
    def total_passages(self) -> int:
        """Matching passages of all documents."""
        return self.entries.total() - len(self._cards)


def _aggregated(searcher: Any, query: Any, asked: dict[str, Any], low: int, high: int) -> Iterator[dict[str, Any]]:
    """Answers for documents numbered low to high: halved as often as tantivy's limit of buckets demands."""
    try:
        yield searcher.aggregate(of_range(query, low, high), asked)
    except ValueError as error:
        if _LIMIT_WORDS not in str(error):
            raise
        middle = (low + high) // 2
        yield from _aggregated(searcher, query, asked, low, middle)
        yield from _aggregated(searcher, query, asked, middle, high)


def _terms(field: str, **more: Any) -> dict[str, Any]:
    return {"terms": {"field": field, "size": _ALL_SIZES}, **more}


class FacetTable:
    """The values of every document of one commit, as arrays over its documents."""

    def __init__(self, searcher: Any) -> None:
        self._searcher = searcher
        self._numbers: npt.NDArray[np.int64] = np.array(
            sorted(Matches.found(searcher, tantivy.Query.all_query()).entries), dtype=np.int64
        )
        self._columns: dict[str, _Column] = {}

    def counted(self, documents: Sequence[int], facets: Sequence[str]) -> dict[str, dict[str, int]]:
        """Facet → value → how many of the documents carry it."""
        if not facets:
            return {}
        chosen = np.zeros(len(self._numbers), dtype=bool)
        chosen[self._places(documents)] = True
        return {facet: self._column(f"facet_{facet}").counted(chosen) for facet in facets if facet in FACETS}

    def sorted(self, documents: Sequence[int], sort: Sort) -> list[int]:
        """The documents in the order, equals by number."""
        places = np.sort(self._places(documents))
        if sort is Sort.TITLE:
            keys = self._column("title_key").ranks(len(self._numbers), none_first=True)[places]
        else:
            days = self._column("day").ranks(len(self._numbers), none_first=sort is Sort.NEWEST)[places]
            keys = -days if sort is Sort.NEWEST else days
        ordered: list[int] = self._numbers[places[np.argsort(keys, kind="stable")]].tolist()
        return ordered

    def _places(self, documents: Sequence[int]) -> npt.NDArray[np.int64]:
        return np.searchsorted(self._numbers, np.asarray(documents, dtype=np.int64))

    def _column(self, field: str) -> _Column:
        if field not in self._columns:
            self._columns[field] = self._read(field)
        return self._columns[field]

    def _read(self, field: str) -> _Column:
        documents: list[int] = []
        values: list[Any] = []
        asked = {"values": _terms(field, aggs={"holders": _terms(HOLDER)})}
        query = tantivy.Query.all_query()
        for answer in _aggregated(self._searcher, query, asked, 0, 1 << DOCUMENT_BITS):
            for value in answer["values"]["buckets"]:
                held = {int(each["key"]) >> 1 for each in value["holders"]["buckets"]}
                documents.extend(held)
                values.extend([value["key"]] * len(held))
        return _Column(self._places(documents), values)


class _Column:
    """Pairs of a document's place and a value that it carries."""

    def __init__(self, places: npt.NDArray[np.int64], values: Sequence[Any]) -> None:
        self._places = places
        self._names = sorted(set(values))
        rank = {name: at for at, name in enumerate(self._names)}
        self._values = np.array([rank[value] for value in values], dtype=np.int64)

    def counted(self, chosen: npt.NDArray[np.bool_]) -> dict[str, int]:
        """How many chosen documents carry each value, most first."""
        if not len(self._values):
            return {}
        counts = np.bincount(self._values[chosen[self._places]], minlength=len(self._names))
        order = np.argsort(-counts, kind="stable")
        return {self._names[at]: int(counts[at]) for at in order.tolist() if counts[at]}

    def ranks(self, length: int, *, none_first: bool) -> npt.NDArray[np.int64]:
        """For each document, the rank of its value; of one without, before or behind all."""
        ranks = np.full(length, -1 if none_first else len(self._names), dtype=np.int64)
        ranks[self._places] = self._values
        return ranks
