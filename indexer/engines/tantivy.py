"""The default index: tantivy, through tantivy-py."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import tantivy

from indexer.engines.base import Entry, RankedDocument, RankedPassage, Ranking, TermCount
from indexer.engines.tantivy_facets import FacetTable, passages_by_document
from indexer.engines.tantivy_query import TOKENIZER, compiled, covers, numbered, of_documents, only, ranked, row, schema
from indexer.engines.tantivy_sets import PassageSets
from indexer.errors import IndexLocked, IndexUnusable
from indexer.model import Filter, Sort
from indexer.numbering import document_of
from indexer.query.terms import Match, Scored

_COMMIT = "meta.json"  # names the segments of the last commit
_WRITER_BYTES = 256_000_000
_FEWEST_HITS = 64  # passages fetched before the first look at their documents
_GROWTH = 4
_MOST_AT_ONCE = 200  # passages looked up in one search for several documents
_DIGITS = 4  # of a score; beyond them the sum depends on the order of adding


class TantivyEngine:
    """An index in a folder. Threads may share it."""

    name = "tantivy"

    def __init__(self, path: Path, lock_seconds: float = 30) -> None:
        self._path, self._lock_seconds = path, lock_seconds
        path.mkdir(parents=True, exist_ok=True)
        if any(path.iterdir()) and not (path / _COMMIT).exists():
            raise IndexUnusable(f"the index in {path} has lost its file {_COMMIT}: run `tracuu reindex`")
        with _translated(path):
            self._index = tantivy.Index(schema(), str(path))
            whitespace = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
            self._index.register_tokenizer(TOKENIZER, whitespace)
            self._index.config_reader("manual")
        self._lock = threading.Lock()
        self._view: _View | None = None
        self._seen = b""

    @contextmanager
    def writer(self) -> Iterator[_Writer]:
        """Begin to change the index; see the contract."""
        handle = self._open_writer()
        try:
            yield _Writer(handle, self._path, set(self.held()))
            with _translated(self._path):
                handle.commit()
                handle.garbage_collect_files()
        except BaseException:
            with suppress(ValueError, OSError):  # a writer that died has written nothing, and cannot take it back
                handle.rollback()
            raise
        finally:
            with suppress(ValueError, OSError):
                handle.wait_merging_threads()  # lets go of the lock

    def _open_writer(self) -> Any:
        deadline = time.monotonic() + self._lock_seconds
        while True:
            try:
                return self._index.writer(_WRITER_BYTES, 1)
            except ValueError as error:
                if "Lock" not in str(error):
                    raise IndexUnusable(f"cannot write to the index in {self._path}: {error}") from error
                if time.monotonic() >= deadline:
                    raise IndexLocked(self._path, self._lock_seconds) from error
            time.sleep(0.05)

    def search(
        self,
        match: Match,
        scored: Sequence[Scored] = (),
        *,
        filters: Sequence[Filter] = (),
        sort: Sort = Sort.RELEVANCE,
        limit: int = 10,
        offset: int = 0,
        passages_per_document: int = 3,
        facets: Sequence[str] = (),
        count: bool = True,
    ) -> Ranking:
        """Documents that match, in order; see the contract."""
        view = self._current()
        with _translated(self._path):
            listed = limit and (scored or passages_per_document)  # more than the numbers of documents
            if count and sort is Sort.RELEVANCE and not (filters or listed):
                numbers = view.sets.numbers(match)
                if numbers is not None:
                    return view.told(numbers, offset, offset + limit, facets)
            query = only(compiled(match, view.sets.share), filters)
            scoring = ranked(query, scored, covered=not filters and covers(match, scored))
            matches = view.matches(query) if count or sort is not Sort.RELEVANCE else None
            if matches is None or (scored and sort is Sort.RELEVANCE):
                found = view.best(scoring, offset, offset + limit)
            else:
                ordered = sorted(matches) if sort is Sort.RELEVANCE else view.table.sorted(list(matches), sort)
                found = [_Found(number, ()) for number in ordered[offset : offset + limit]]
            fewest = 1 if scored else 0  # hits that tell a document's score
            documents = view.with_passages(found, scoring, (fewest, passages_per_document), matches)
            if matches is None:
                return Ranking(documents, 0, 0, {})
            facet_counts = view.table.counted(list(matches), facets)
            return Ranking(documents, len(matches), sum(matches.values()), facet_counts)

    def holds(self, match: Match) -> bool:
        """Whether any passage matches; see the contract."""
        view = self._current()
        with _translated(self._path):
            return bool(view.searcher.search(compiled(match, view.sets.share), limit=1, count=False).hits)

    def passages(self, match: Match, *, filters: Sequence[Filter] = (), most: int) -> list[int]:
        """The first passages that match, by number; see the contract."""
        view = self._current()
        with _translated(self._path):
            query = only(compiled(match, view.sets.share), filters)
            ascending = tantivy.Order.Asc
            found = view.searcher.search(query, limit=most, count=False, order_by_field="passage", order=ascending)
            return [int(number) for number, _ in found.hits]

    def terms(self, field: str, prefix: str, limit: int) -> list[TermCount]:
        """The most frequent terms with a prefix; see the contract."""
        with _translated(self._path):
            # The filter makes tantivy count passages, not postings: those of removed passages linger.
            rows = self._current().searcher.terms_with_prefix(field, prefix, tantivy.Query.all_query())
        ordered = sorted(rows, key=lambda term: (-term[1], term[0]))
        return [TermCount(term, passages) for term, passages in ordered[:limit]]

    def frequencies(self, field: str, terms: Sequence[str]) -> list[int]:
        """Passages of each term; see the contract."""
        with _translated(self._path):
            frequency = self._current().searcher.doc_freq
            return [frequency(field, term) for term in terms]

    def size(self) -> int:
        """Passages held; see the contract."""
        with _translated(self._path):
            return int(self._current().searcher.num_docs)

    def generation(self) -> str:
        """The state of the last commit; see the contract."""
        self._current()
        return sha256(self._seen).hexdigest()

    def held(self) -> Mapping[int, int]:
        """Passages of each document; see the contract."""
        with _translated(self._path):
            return self._current().sizes

    def close(self) -> None:
        """Let go of the index."""
        self._view = None

    def _current(self) -> _View:
        """The last commit, whichever process made it."""
        try:
            seen = (self._path / _COMMIT).read_bytes()
        except OSError as error:
            raise IndexUnusable(f"the index in {self._path} cannot be read ({error}): run `tracuu reindex`") from error
        with self._lock:
            if self._view is None or seen != self._seen:
                with _translated(self._path):
                    self._index.reload()
                    self._view = _View(self._index.searcher())
                self._seen = seen
            return self._view


class _Writer:
    """One batch of changes."""

    def __init__(self, handle: Any, path: Path, held: set[int]) -> None:
        self._handle, self._path = handle, path
        self._held = held  # documents with passages from before this batch
        self._put: set[int] = set()  # passages of this batch

    def put(self, entries: Iterable[Entry]) -> None:
        """Add or replace passages."""
        for entry in entries:
            with _translated(self._path):
                self._put_one(entry)

    def _put_one(self, entry: Entry) -> None:
        if entry.passage in self._put or document_of(entry.passage) in self._held:
            # By query: a deletion by term finds no unsigned number.
            self._handle.delete_documents_by_query(numbered("passage", entry.passage))
        self._put.add(entry.passage)
        self._handle.add_document(row(entry))

    def remove(self, document: int) -> None:
        """Drop a document's passages."""
        with _translated(self._path):
            self._handle.delete_documents_by_query(numbered("document", document))

    def clear(self) -> None:
        """Drop everything."""
        with _translated(self._path):
            self._handle.delete_documents_by_query(tantivy.Query.all_query())


@dataclass(frozen=True, slots=True)
class _Found:
    """A document, with those of its passages that were met while ranking, best first."""

    number: int
    hits: tuple[RankedPassage, ...]


class _View:
    """One commit of the index."""

    def __init__(self, searcher: Any) -> None:
        self.searcher = searcher
        self.sets = PassageSets(searcher)

    @cached_property
    def table(self) -> FacetTable:
        """Values of every document, for counting and sorting."""
        return FacetTable(self.searcher)

    def matches(self, query: Any) -> dict[int, int]:
        """Number of matching passages of each document."""
        return passages_by_document(self.searcher, query)

    def told(self, numbers: Iterable[int], start: int, stop: int, facets: Sequence[str]) -> Ranking:
        """The ranking of passages that are known, without scores."""
        matches = Counter(map(document_of, numbers))
        documents = tuple(RankedDocument(each, 0.0, (), matches[each]) for each in sorted(matches)[start:stop])
        return Ranking(documents, len(matches), matches.total(), self.table.counted(list(matches), facets))

    def best(self, scoring: Any, start: int, stop: int) -> list[_Found]:
        """Documents `start` to `stop` in the order of their best passages.

        Fetches more passages until none that is left out could change the order of these documents.
        """
        if stop <= start:
            return []
        fetched = max(_FEWEST_HITS, _GROWTH * stop)
        while True:
            hits = self._hits(scoring, fetched)
            documents: dict[int, list[RankedPassage]] = {}
            for hit in hits:
                documents.setdefault(document_of(hit.passage), []).append(hit)
            found = [_Found(number, tuple(own)) for number, own in documents.items()]
            complete = len(hits) < fetched
            if complete or (len(found) >= stop and hits[-1].score < found[stop - 1].hits[0].score):
                return found[start:stop]
            fetched *= _GROWTH

    def _hits(self, scoring: Any, limit: int) -> list[RankedPassage]:
        """The best passages, equals by number."""
        found = self.searcher.search(scoring, limit=limit, count=False).hits
        numbers = self.searcher.fast_field_values("passage", [address for _, address in found])
        hits = [RankedPassage(number, round(score, _DIGITS)) for number, (score, _) in zip(numbers, found, strict=True)]
        return sorted(hits, key=lambda hit: (-hit.score, hit.passage))

    def with_passages(
        self, found: Sequence[_Found], scoring: Any, span: tuple[int, int], matches: Mapping[int, int] | None
    ) -> tuple[RankedDocument, ...]:
        """The documents with their best passages: those at hand where they are surely the best, else looked up.

        Args:
            span: passages needed of a document at least, and given at most.
        """
        fewest, most = span
        holds = self.sizes if matches is None else matches
        lacking = [each.number for each in found if len(each.hits) < max(fewest, min(most, holds[each.number]))]
        looked_up = self._best_of(lacking, scoring, most, sum(holds[number] for number in lacking))
        documents = []
        for each in found:
            hits = looked_up.get(each.number, each.hits)
            count = matches[each.number] if matches is not None else 0
            score = hits[0].score if hits else 0.0
            documents.append(RankedDocument(each.number, score, tuple(hits[:most]), count))
        return tuple(documents)

    def _best_of(
        self, documents: Sequence[int], scoring: Any, most: int, passages: int
    ) -> dict[int, Sequence[RankedPassage]]:
        """The best passages of each document: of most in one search, of those whose passages lie far down in their own."""
        if not documents:
            return {}
        fetched = max(1, min(passages, _MOST_AT_ONCE))
        hits = self._hits(of_documents(scoring, documents), fetched)
        found: dict[int, list[RankedPassage]] = {number: [] for number in documents}
        for hit in hits:
            found[document_of(hit.passage)].append(hit)
        if len(hits) < fetched or fetched == passages:
            return dict(found)
        sure = {
            number: own
            for number, own in found.items()
            if len(own) >= max(most, 1) and own[max(most, 1) - 1].score > hits[-1].score
        }
        apart = {
            number: self._hits(of_documents(scoring, [number]), max(most, 1))
            for number in documents
            if number not in sure
        }
        return {**sure, **apart}

    @cached_property
    def sizes(self) -> Mapping[int, int]:
        """Number of passages of each document held."""
        return self.matches(tantivy.Query.all_query())


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """Tantivy's errors as ours."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise IndexUnusable(f"the index in {path} cannot be used ({error}): run `tracuu reindex`") from error
