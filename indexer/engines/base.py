"""The contract between search and an index. One suite in tests/contract holds every engine to it.

An engine holds passages, each with the terms of its fields and the card of its document. It answers which passages
match a tree of terms, and in which order. It knows no query language, no text and no catalogue.

Promised by every engine:

* What a writer put or removed is visible to every later search once its `with` block has ended; if the block ends
  with an exception, the index is as it was before.
* Terms are matched as given: never split, lower-cased, folded or stemmed.
* The passages matched are exactly those of the definitions in `indexer.query.terms`.
* Totals and facets count every match, not only those returned; facets and `total_documents` count documents.
* The entry of ordinal 0 stands for its document's card: it is matched, scored and returned like a passage, but counted
  as none.
* The same index and the same arguments give the same order; pages of one result never overlap and leave nothing out.
* Documents that carry a value of `hiding` are as if they were not held, but for scores: not returned, not counted, in no
  facet, and no term of theirs is told. Without `hiding` it costs nothing.
* A killed process leaves the index as its last completed `with` block made it.

Not promised: the scale of scores; the order of documents with equal scores across engines.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from indexer.model import Filter, Sort
from indexer.query.terms import Match, Scored

SCHEMA_VERSION = 4

# Fields of terms. A stack is a sequence of positions, each holding one or more terms (a syllable as written and its
# folded form); a bag has no positions.
SYLLABLE = "syllable"  # stack: the passage's text
FRONT = "front"  # stack: title, number, authors, issuer and keywords; only on the first entry of a document
TITLE = "title"  # stack, like those below: of the document, on each of its passages
AUTHOR = "author"
ISSUER = "issuer"
KIND = "kind"
COLLECTION = "collection"
BIGRAM = "bigram"  # bag: neighbouring syllables of the text
WORD = "word"  # bag: words of two or more syllables, and document numbers, of the text
QUESTION = "question"  # bag: folded syllables of the question that the passage begins to answer
NUMBER = "number"  # bag: the document's own number, on each of its passages
STACKS = (SYLLABLE, FRONT, TITLE, AUTHOR, ISSUER, KIND, COLLECTION)
BAGS = (BIGRAM, WORD, QUESTION, NUMBER)

Stack = Sequence[Sequence[str]]  # positions, each with the terms that stand there


@dataclass(frozen=True, slots=True)
class Card:
    """What an engine knows of a document: terms to match, and values to filter, count and sort by."""

    title: Stack = ()
    author: Stack = ()
    issuer: Stack = ()
    kind: Stack = ()
    collection: Stack = ()
    number: Sequence[str] = ()
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)  # facet name → exact values
    year: int | None = None
    day: int | None = None  # date of issue as YYYYMMDD; a year alone is YYYY0000
    title_key: str = ""  # titles sort by code points of this


@dataclass(frozen=True, slots=True)
class Entry:
    """One passage to index. No term is empty or holds white space or a control character."""

    passage: int  # number, see indexer.numbering
    syllable: Stack
    bigram: Sequence[str]
    word: Sequence[str]
    card: Card
    front: Stack = ()
    question: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A matched passage. Compare scores only within one search."""

    passage: int
    score: float


@dataclass(frozen=True, slots=True)
class RankedDocument:
    """A document with its best passages, best first; `matches` counts all its matching passages, its card left out."""

    document: int
    score: float
    passages: tuple[RankedPassage, ...]
    matches: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """Documents in order. Totals and facets are of all matches; without `count` they are 0 and empty."""

    documents: tuple[RankedDocument, ...]
    total_documents: int
    total_passages: int
    facets: Mapping[str, Mapping[str, int]]  # facet → value → documents


@dataclass(frozen=True, slots=True)
class TermCount:
    """A term and the passages that hold it."""

    term: str
    passages: int


class Writer(Protocol):
    """Changes to the index, all or none of which become visible."""

    def put(self, entries: Iterable[Entry]) -> None:
        """Add passages. One of a number that is held already replaces it."""

    def remove(self, document: int) -> None:
        """Drop every passage of a document. An unknown document: nothing happens."""

    def clear(self) -> None:
        """Drop everything."""


class Engine(Protocol):
    """An open index."""

    name: str

    def writer(self) -> AbstractContextManager[Writer]:
        """Begin to change the index: one writer at a time, in all processes.

        Raises: IndexLocked: another writer is at work, after `lock_seconds` of waiting.
        """

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
        """Documents with a passage that `match` and all `filters` hold for.

        A passage's score is the sum over `scored` of weight × BM25; a document's score is that of its best passage.
        RELEVANCE orders by score, highest first; NEWEST and OLDEST by `Card.day`, documents without one last; TITLE
        by `Card.title_key`. Equals are ordered by document number. The passages of a document are ordered by score,
        then by number. Two filters on one facet are both required.

        Args:
            limit: documents to return, 0 or more; 0 with `count` only counts.
            offset: documents to pass over.
            facets: names of facets to count; a value that no match has is absent.
            count: False leaves totals, facets and `RankedDocument.matches` at 0, and lets an engine skip passages
                that cannot reach the page. Only with sort RELEVANCE.
            leaving_out: documents that are not to be listed, and are as if not there for `offset`. Only without `count`.
        Raises: IndexUnusable: the index cannot be read.
        """

    def holds(self, match: Match, *, hiding: Sequence[Filter] = ()) -> bool:
        """Whether any passage matches. Cheaper than counting them."""

    def passages(
        self, match: Match, *, filters: Sequence[Filter] = (), most: int, hiding: Sequence[Filter] = ()
    ) -> list[int]:
        """Numbers of the passages that `match` and all `filters` hold for, in order, the first `most` (1 or more)."""

    def terms(self, field: str, prefix: str, limit: int, *, hiding: Sequence[Filter] = ()) -> list[TermCount]:
        """Terms of a field that begin with the prefix, in at most `limit` rows, the most frequent first."""

    def frequencies(self, field: str, terms: Sequence[str], *, hiding: Sequence[Filter] = ()) -> list[int]:
        """For each term, how many passages hold it. Passages removed before may still be counted, none is missed.

        Cheap: a look into the dictionary for each term; with `hiding`, a search for each, and exact.
        """

    def size(self) -> int:
        """Number of passages held. Those removed before may still be counted. Cheap."""

    def generation(self) -> str:
        """A word that changes with every completed change of the index, whichever process made it."""

    def held(self, *, hiding: Sequence[Filter] = ()) -> Mapping[int, int]:
        """Number of passages of each document held."""

    def close(self) -> None:
        """Let go of files. The engine is not used afterwards."""
