"""What became of work, and what went wrong."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from indexer.json_types.documents import Likeness, Repairs
from indexer.json_types.parts import Count
from indexer.model import (
    Outcome,
)


class File(Repairs):
    """What became of one file of an import."""

    path: str
    outcome: Outcome
    id: str | None
    pages: Count
    passages: Count
    waiting: Count
    reason: str
    suggestions: Count
    likenesses: list[Likeness]


class FileReports(TypedDict):
    """The outcome of an import: how many files of each, and all of them."""

    added: Count
    duplicate: Count
    failed: Count
    skipped: Count
    unmatched: Count
    files: list[File]


class Taken(TypedDict):
    """What became of a record of another library."""

    record: str
    id: str | None
    title: str
    fields: Annotated[list[str], "that the card has of it now"]
    kept: Annotated[list[str], "of which it says something else, and the card stays as it is"]
    problem: str


class Scan(TypedDict):
    """What became of a document whose pages were recognised."""

    id: str
    filename: str
    pages: Count
    passages: Count
    confidences: dict[str, int]
    doubtful: list[int]
    problems: dict[str, str]
    reason: str


class Finding(TypedDict):
    """Something wrong between catalogue, originals and index."""

    what: str
    repaired: bool


class Findings(TypedDict):
    """The outcome of a check."""

    findings: list[Finding]


class Copied(TypedDict):
    """A backup that was made or restored."""

    backup: str
    documents: int
    files: int
    linked: int
    bytes: int
    problems: list[str]


class Wrong(TypedDict):
    """What went wrong."""

    code: Annotated[str, "stays the same in every version: page_not_found"]
    status: int
    message: str
    message_vi: Annotated[str, "for readers, in Vietnamese"]
    parameter: NotRequired[str]
    allowed: NotRequired[list[str]]


class Problem(TypedDict):
    """Every answer that is no success."""

    error: Wrong
