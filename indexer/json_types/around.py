"""What stands around a document or a line."""

from __future__ import annotations

from typing import Annotated, TypedDict

from indexer.json_types.parts import Count, PageLabel, PageNumber, Slice
from indexer.model import ConcordanceSort

LookedAt = Annotated[int, "passages that were read"]
Complete = Annotated[bool, "no passage was left out; else places are those of the passages read"]


class TellingWord(TypedDict):
    """A word that some passages hold more often than the library does."""

    word: str
    line: Annotated[str, "finds it there"]
    passages: Annotated[int, "of the document or result that hold it"]
    in_library: Annotated[int, "of all that hold it"]
    score: Annotated[float, "log-likelihood"]


class TellingWords(TypedDict):
    """The words that tell a document, or a result, from the library."""

    id: Annotated[str | None, "of the document; null for a result"]
    query: str
    passages: Count
    looked_at: LookedAt
    words: list[TellingWord]


class ConcordanceRow(TypedDict):
    """A place of a phrase."""

    id: str
    title: str
    page: PageNumber
    page_label: PageLabel
    left: str
    hit: str
    right: str


class Concordance(TypedDict):
    """Places of a phrase."""

    phrase: Annotated[str, "as understood"]
    id: Annotated[str | None, "of the only document looked into"]
    total: Count
    total_documents: Count
    looked_at: LookedAt
    complete: Complete
    sort: ConcordanceSort
    offset: int
    limit: int
    rows: list[ConcordanceRow]


class YearCount(TypedDict):
    """What one year says of a phrase."""

    documents: Count
    places: Count


class PhraseYears(TypedDict):
    """A phrase over the years of the cards."""

    phrase: Annotated[str, "as understood"]
    total_documents: Count
    total_places: Count
    undated: Annotated[int, "documents that hold it and have no year"]
    looked_at: LookedAt
    complete: Complete
    years: dict[str, YearCount]


class OverYears(TypedDict):
    """Phrases over the years, beside what the library holds of each."""

    held: Annotated[dict[str, int], "year: documents"]
    undated: Annotated[int, "documents without a year"]
    phrases: list[PhraseYears]


class PageHits(TypedDict):
    """How many places of a page a line is found at."""

    page: PageNumber
    page_label: PageLabel
    places: Count


class HitRow(TypedDict):
    """Places near each other where a line is found."""

    page: PageNumber
    page_label: PageLabel
    text: str
    highlights: list[Slice]


class DocumentHits(TypedDict):
    """The places of a document where a line is found."""

    id: str
    query: str
    whole: Annotated[bool, "passages hold the line whole; else only some of it"]
    total: Count
    total_rows: Count
    looked_at: LookedAt
    complete: Complete
    offset: int
    limit: int
    pages: list[PageHits]
    rows: list[HitRow]
