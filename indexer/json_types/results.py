"""What a search answers."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from indexer.json_types.documents import Card
from indexer.json_types.parts import Count, PageLabel, PageNumber, Slice
from indexer.model import (
    Reading,
    SuggestionKind,
)


class Notice(TypedDict):
    """How the line was read, where that is not plain."""

    reading: Reading
    detail: str
    problem: NotRequired[str]


class PassageHit(TypedDict):
    """A passage that was found."""

    page: PageNumber
    page_label: PageLabel
    text: str
    highlights: Annotated[list[Slice], "of the text"]
    score: float
    heading: str


class DocumentHit(Card):
    """A document of a result with its best passages."""

    score: float
    whole: Annotated[bool, "some passage holds the whole line"]
    matching_passages: Count
    passages: list[PassageHit]


class Answer(TypedDict):
    """What a document answers to a question that is close to the line."""

    document: Card
    question: str
    text: str
    highlights: list[Slice]
    ends: Annotated[bool, "the text holds the answer to its end"]
    page: PageNumber
    page_label: PageLabel
    score: float


class SearchPage(TypedDict):
    """One page of a result."""

    query: str
    interpreted: str
    notices: list[Notice]
    did_you_mean: str | None
    took_ms: float
    total_documents: Count
    total_passages: Count
    offset: Count
    limit: Count
    more: Annotated[bool, "documents follow this page"]
    answer: Answer | None
    documents: list[DocumentHit]
    facets: Annotated[dict[str, dict[str, int]], "facet → value → documents"]


class Suggestion(TypedDict):
    """A line that goes on from the one typed, and finds something."""

    line: str
    kind: SuggestionKind


class Suggestions(TypedDict):
    """Completions of a line."""

    query: str
    suggestions: list[Suggestion]


class SimilarHit(Card):
    """A document about the same as another."""

    score: float
    shared: Annotated[list[str], "words that both hold"]
    passages: list[PassageHit]


class Similar(TypedDict):
    """Documents about the same as another, or as a part of it."""

    id: str
    page: int | None
    page_label: str | None
    words: Annotated[list[str], "its most telling words"]
    documents: list[SimilarHit]
