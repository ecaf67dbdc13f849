"""What stands around a document, a passage, a word: answers of `indexer.around`."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.model.document import Document
from indexer.model.result import PassageHit


@dataclass(frozen=True, slots=True)
class SimilarHit:
    """A document with the words of another."""

    document: Document
    score: float  # compare only within one answer
    shared: tuple[str, ...]  # words that its passages shown have in common with what was asked for, most telling first
    passages: tuple[PassageHit, ...]  # with those words highlighted


@dataclass(frozen=True, slots=True)
class Similar:
    """Documents about the same as a document, a page of it, or words of it."""

    document: Document
    page: int | None  # of the file, where the words asked for begin; None: the whole document
    page_label: str | None
    words: tuple[str, ...]  # that were asked for, most telling first
    hits: tuple[SimilarHit, ...]
