"""What a search answers."""

from __future__ import annotations

from collections.abc import Sequence

from indexer import json_types as j
from indexer.model import (
    Answer,
    DocumentHit,
    Notice,
    PassageHit,
    SearchPage,
    Suggestion,
)
from indexer.shapes.documents import card_json


def search_page_json(page: SearchPage) -> j.SearchPage:
    """A page of results."""
    return {
        "query": page.query,
        "interpreted": page.interpreted,
        "notices": [_notice(each) for each in page.notices],
        "did_you_mean": page.did_you_mean,
        "took_ms": round(page.took_ms, 1),
        "total_documents": page.total_documents,
        "total_passages": page.total_passages,
        "offset": page.offset,
        "limit": page.limit,
        "more": page.more,
        "answer": _answer(page.answer) if page.answer else None,
        "documents": [hit_json(hit) for hit in page.documents],
        "facets": page.facets,
    }


def _answer(answer: Answer) -> j.Answer:
    return {
        "document": card_json(answer.document),
        "question": answer.question,
        "text": answer.text,
        "highlights": [list(each) for each in answer.highlights],
        "ends": answer.ends,
        "page": answer.page,
        "page_label": answer.page_label,
        "score": answer.score,
    }


def _notice(notice: Notice) -> j.Notice:
    told: j.Notice = {"reading": notice.reading, "detail": notice.detail}
    if notice.problem:
        told["problem"] = notice.problem
    return told


def hit_json(hit: DocumentHit) -> j.DocumentHit:
    """A document of a result, with its best passages."""
    return {
        **card_json(hit.document),
        "score": hit.score,
        "whole": hit.whole,
        "matching_passages": hit.matching_passages,
        "passages": [passage_json(passage) for passage in hit.passages],
    }


def passage_json(passage: PassageHit) -> j.PassageHit:
    """A passage as it is shown."""
    return {
        "page": passage.page,
        "page_label": passage.page_label,
        "text": passage.text,
        "highlights": [list(each) for each in passage.highlights],
        "score": passage.score,
        "heading": passage.heading,
    }


def suggestions_json(line: str, suggestions: Sequence[Suggestion]) -> j.Suggestions:
    """Completions of a line."""
    return {"query": line, "suggestions": [{"line": each.line, "kind": each.kind} for each in suggestions]}
