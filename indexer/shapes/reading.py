"""Pages and passages of a document."""

from __future__ import annotations

from indexer import json_types as j
from indexer.model import (
    PageWords,
    PassageWords,
    ReadingPage,
)
from indexer.shapes.documents import document_json


def reading_page_json(page: ReadingPage) -> j.ReadingPage:
    """A page of a document."""
    return {
        "document": document_json(page.document),
        "page": page.number,
        "page_label": page.label,
        "origin": page.origin,
        "confidence": page.confidence,
        "doubtful": page.doubtful,
        "waiting": page.waits,
        "blocks": [
            {
                "kind": block.kind,
                "level": block.level,
                "text": block.text,
                "highlights": [list(each) for each in block.highlights],
            }
            for block in page.blocks
        ],
        "previous_page": page.previous_page,
        "next_page": page.next_page,
        "hit_pages": [
            {"page": each.number, "page_label": each.label, "passages": each.passages} for each in page.hit_pages
        ],
    }


def page_words_json(page: PageWords) -> j.PageText:
    """A page as plain text."""
    return {"page": page.number, "page_label": page.label, "text": page.text}


def passage_words_json(words: PassageWords) -> j.Passage:
    """A passage with its text."""
    passage = words.passage
    return {
        "page": passage.first_page,
        "page_label": words.label,
        "last_page": passage.last_page,
        "heading": passage.heading,
        "kind": passage.kind,
        "text": words.text,
        "spans": ",".join(f"{start}-{end}" for start, end in passage.spans),
    }
