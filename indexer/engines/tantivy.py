"""The default index: tantivy, through tantivy-py."""

from __future__ import annotations

import itertools
import threading
import time
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from copy import copy
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import tantivy

from indexer.engines.base import Entry, RankedDocument, RankedPassage, Ranking, TermCount
from indexer.engines.tantivy_facets import FacetTable, Matches
from indexer.engines.tantivy_query import (
    TOKENIZER,
    carriers,
    compiled,
    covers,
    numbered,
    of_documents,
    only,
    ranked,
    row,
    schema,
    term_query,
)
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
        self._commit = path / _COMMIT
        path.mkdir(parents=True, exist_ok=True)
        if any(path.iterdir()) and not (path / _COMMIT).exists():
            raise IndexUnusable(f"the index in {path} has lost its file {_COMMIT}: run `tracuu reindex`")
        with _translated(path):
            self._index: Any = tantivy.Index(schema(), str(path))
            whitespace = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
            self._index.register_tokenizer(TOKENIZER, whitespace)
            self._index.config_reader("manual")
        self._lock = threading.Lock()
        self._view: _View | None = None
        self._seen = (0, 0, 0)  # inode, time and size of the last commit's file

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
        leaving_out: Collection[int] = (),
        hiding: Sequence[Filter] = (),
    ) -> Ranking:
        """Documents that match, in order; see the contract."""
        view = self._current().without(tuple(hiding))
        start, stop = offset, offset + limit
        with _translated(self._path):
            listed = limit and (scored or passages_per_document)  # more than the numbers of documents
            if count and sort is Sort.RELEVANCE and not (filters or listed):
                numbers = view.sets.numbers(match)
                if numbers is not None:
                    return view.told(view.matches(numbers), start, stop, facets)
            query = only(compiled(match, view.sets.share), filters, hiding)
            scoring = ranked(query, scored, covered=not filters and covers(match, scored))
            first = view.first(scoring, stop, count=count) if limit else None
            span = (max(passages_per_document, 1 if scored else 0), passages_per_document)
            if not count:
                found = view.best(scoring, first, start, stop, leaving_out) if first else []
                return Ranking(view.with_passages(found, scoring, span), 0, 0, {})
            matches = first.matches if first and first.complete else Matches.found(view.searcher, query)
            if sort is not Sort.RELEVANCE:
                found = view.in_order(view.table.sorted(list(matches.entries), sort)[start:stop], first)
            elif scored:
                found = view.best(scoring, first, start, stop) if first else []
            else:
                found = view.in_order(sorted(matches.entries)[start:stop], first)
            documents = view.with_passages(found, scoring, span, matches)
            facet_counts = view.table.counted(list(matches.entries), facets)
            return Ranking(documents, len(matches.entries), matches.total_passages, facet_counts)

    def holds(self, match: Match, *, hiding: Sequence[Filter] = ()) -> bool:
        """Whether any passage matches; see the contract."""
        view = self._current()
        with _translated(self._path):
            query = only(compiled(match, view.sets.share), (), hiding)
            return bool(view.searcher.search(query, limit=1, count=False).hits)

    def passages(
        self, match: Match, *, filters: Sequence[Filter] = (), most: int, hiding: Sequence[Filter] = ()
    ) -> list[int]:
        """The first passages that match, by number; see the contract."""
        view = self._current()
        with _translated(self._path):
            query = only(compiled(match, view.sets.share), filters, hiding)
            ascending = tantivy.Order.Asc
            found = view.searcher.search(query, limit=most, count=False, order_by_field="passage", order=ascending)
            return [int(number) for number, _ in found.hits]

    def terms(self, field: str, prefix: str, limit: int, *, hiding: Sequence[Filter] = ()) -> list[TermCount]:
        """The most frequent terms with a prefix; see the contract."""
        with _translated(self._path):
            held = only(tantivy.Query.all_query(), (), hiding)
            # The filter makes tantivy count passages, not postings: those of removed passages linger.
            rows = self._current().searcher.terms_with_prefix(field, prefix, held)
        ordered = sorted((row for row in rows if row[1]), key=lambda term: (-term[1], term[0]))
        return [TermCount(term, passages) for term, passages in ordered[:limit]]

    def frequencies(self, field: str, terms: Sequence[str], *, hiding: Sequence[Filter] = ()) -> list[int]:
        """Passages of each term; see the contract."""
        with _translated(self._path):
            searcher = self._current().searcher
            counts = [searcher.doc_freq(field, term) for term in terms]
            if not hiding:
                return counts
            asked = [only(term_query(field, term), (), hiding) for term in terms]
            return [
                count and searcher.search(query, limit=1, count=True).count
                for query, count in zip(asked, counts, strict=True)
            ]

    def size(self) -> int:
        """Passages held; see the contract."""
        with _translated(self._path):
            return int(self._current().searcher.num_docs)

    def generation(self) -> str:
        """The state of the last commit; see the contract."""
        return self._current().generation

    def held(self, *, hiding: Sequence[Filter] = ()) -> Mapping[int, int]:
        """Passages of each document; see the contract."""
        with _translated(self._path):
            view = self._current().without(tuple(hiding))
            return (
                {each: size for each, size in view.sizes.items() if each not in view.hidden} if hiding else view.sizes
            )

    def close(self) -> None:
        """Let go of the index, whoever still holds the engine."""
        self._view = self._index = None

    def _current(self) -> _View:
        """The last commit, whichever process made it."""
        try:
            written = self._commit.stat()  # a commit replaces the file
            seen = (written.st_ino, written.st_mtime_ns, written.st_size)
            if self._view is not None and seen == self._seen:
                return self._view
            generation = sha256(self._commit.read_bytes()).hexdigest()
        except OSError as error:
            raise IndexUnusable(f"the index in {self._path} cannot be read ({error}): run `tracuu reindex`") from error
        with self._lock:
            with _translated(self._path):
                self._index.reload()
                self._view = _View(self._index.searcher(), generation)
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


_Hit = tuple[float, int]  # score with its sign turned, and passage: the least is the best


class _Hits:
    """The best entries of a search, best first, equals by number. None that is missing is as good as one of these."""

    def __init__(self, hits: list[_Hit], *, complete: bool) -> None:
        self.hits, self.complete = hits, complete  # complete: no entry that matches is missing

    @property
    def matches(self) -> Matches:
        """All that matches, of a complete search."""
        return Matches.of(number for _, number in self.hits)

    def by_document(self, leaving_out: Collection[int] = ()) -> dict[int, list[_Hit]]:
        """The hits of each document, in the order of the best."""
        documents: dict[int, list[_Hit]] = {}
        for hit in self.hits:
            documents.setdefault(document_of(hit[1]), []).append(hit)
        for number in leaving_out:
            documents.pop(number, None)
        return documents


_Found = tuple[int, Sequence[_Hit]]  # a document, with those of its entries that are known to be its best, best first


class _View:
    """One commit of the index."""

    def __init__(self, searcher: Any, generation: str) -> None:
        self.searcher, self.generation = searcher, generation
        self.sets = PassageSets(searcher)
        self.hidden: frozenset[int] = frozenset()  # documents that are as if not held
        self._whole = self  # the view that hides nothing
        self._veiled: dict[tuple[Filter, ...], _View] = {}

    def without(self, hiding: tuple[Filter, ...]) -> _View:
        """The same commit without the documents that carry one of the values: they are looked for once."""
        if not hiding:
            return self
        veiled = self._veiled.get(hiding)
        if veiled is None:
            veiled = copy(self)
            found = (Matches.found(self.searcher, carriers(each)).entries for each in hiding)
            veiled.hidden = frozenset(itertools.chain.from_iterable(found))
            self._veiled[hiding] = veiled
        return veiled

    def matches(self, numbers: Iterable[int]) -> Matches:
        """Entries of these numbers, counted by document."""
        hidden = self.hidden
        return Matches.of([each for each in numbers if document_of(each) not in hidden] if hidden else numbers)

    @property
    def table(self) -> FacetTable:
        """Values of every document, for counting and sorting."""
        return self._whole._table  # noqa: SLF001  # of this class

    @cached_property
    def _table(self) -> FacetTable:
        return FacetTable(self.searcher)

    def told(self, matches: Matches, start: int, stop: int, facets: Sequence[str]) -> Ranking:
        """The ranking of entries that are known, without scores."""
        numbers = sorted(matches.entries)[start:stop]
        documents = tuple(RankedDocument(each, 0.0, (), matches.passages(each)) for each in numbers)
        counted = self.table.counted(list(matches.entries), facets)
        return Ranking(documents, len(matches.entries), matches.total_passages, counted)

    def first(self, scoring: Any, stop: int, *, count: bool) -> _Hits:
        """So many of the best entries that they usually suffice for documents up to `stop`.

        Args:
            count: whether all that matches may be counted on the way, to know whether these are all.
        """
        return self._hits(scoring, self._many(stop), count=count)

    def _many(self, stop: int) -> int:
        return max(_FEWEST_HITS, _GROWTH * stop)

    def _hits(self, scoring: Any, limit: int, *, count: bool = False) -> _Hits:
        found = self.searcher.search(scoring, limit=limit, count=count)
        numbers = self.searcher.fast_field_values("passage", [address for _, address in found.hits])
        hits = [(-round(score, _DIGITS), number) for number, (score, _) in zip(numbers, found.hits, strict=True)]
        hits.sort()
        complete = len(hits) < limit or (count and found.count == limit)
        sure = hits if complete else hits[: bisect_left(hits, (hits[-1][0],))]
        shown = [hit for hit in sure if document_of(hit[1]) not in self.hidden] if self.hidden else sure
        return _Hits(shown, complete=complete)

    def best(self, scoring: Any, hits: _Hits, start: int, stop: int, leaving_out: Collection[int] = ()) -> list[_Found]:
        """Documents `start` to `stop` in the order of their best entries: fetches more until there are enough.

        Args:
            hits: from `first`.
        """
        fetched = self._many(stop)
        while True:
            found = hits.by_document(leaving_out)
            if hits.complete or len(found) >= stop:
                return list(itertools.islice(found.items(), start, stop))
            fetched *= _GROWTH
            hits = self._hits(scoring, fetched)

    def in_order(self, numbers: Sequence[int], hits: _Hits | None) -> list[_Found]:
        """These documents, with their entries as far as known."""
        known = hits.by_document() if hits and hits.complete else {}
        return [(number, known.get(number, ())) for number in numbers]

    def with_passages(
        self, found: Sequence[_Found], scoring: Any, span: tuple[int, int], matches: Matches | None = None
    ) -> tuple[RankedDocument, ...]:
        """The documents with their best entries: those at hand where they suffice, else looked up.

        Args:
            span: entries needed of a document, and given at most.
        """
        holds = self.sizes if matches is None else matches.entries
        needed, most = span
        lacking = [number for number, hits in found if len(hits) < min(needed, holds[number])]
        looked_up = self._best_of(lacking, scoring, needed, sum(holds[number] for number in lacking))
        documents = []
        for number, own in found:
            hits = looked_up.get(number, own)
            passages = tuple(RankedPassage(passage, -score) for score, passage in hits[:most])
            count = matches.passages(number) if matches else 0
            documents.append(RankedDocument(number, -hits[0][0] if hits else 0.0, passages, count))
        return tuple(documents)

    def _best_of(self, documents: Sequence[int], scoring: Any, most: int, entries: int) -> dict[int, Sequence[_Hit]]:
        """The best entries of each document: of most in one search, of those whose entries lie far down in their own."""
        if not documents:
            return {}
        fetched = max(1, min(entries, _MOST_AT_ONCE))
        hits = self._hits(of_documents(scoring, documents), fetched, count=True)
        found: dict[int, Sequence[_Hit]] = {number: [] for number in documents}
        found |= hits.by_document()
        if hits.complete:
            return found
        for number, own in found.items():
            if len(own) < most:
                found[number] = self._apart(scoring, number, most)
        return found

    def _apart(self, scoring: Any, document: int, most: int) -> Sequence[_Hit]:
        """The best entries of one document."""
        fetched = most + 1
        while True:
            hits = self._hits(of_documents(scoring, [document]), fetched)
            if hits.complete or len(hits.hits) >= most:
                return hits.hits
            fetched *= _GROWTH

    @property
    def sizes(self) -> Mapping[int, int]:
        """Number of entries of each document held, hidden ones among them."""
        return self._whole._sizes  # noqa: SLF001  # of this class

    @cached_property
    def _sizes(self) -> Mapping[int, int]:
        return Matches.found(self.searcher, tantivy.Query.all_query()).entries


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """Tantivy's errors as ours."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise IndexUnusable(f"the index in {path} cannot be used ({error}): run `tracuu reindex`") from error
