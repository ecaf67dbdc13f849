"""What stands around a document or a line."""

from __future__ import annotations

from indexer import json_types as j
from indexer.model import Concordance, DocumentHits, OverYears, Similar, SimilarHit, TellingWords
from indexer.shapes.documents import card_json
from indexer.shapes.results import passage_json


def similar_json(similar: Similar) -> j.Similar:
    """Documents about the same as another."""
    return {
        "id": similar.document.id,
        "page": similar.page,
        "page_label": similar.page_label,
        "words": list(similar.words),
        "documents": [_hit(each) for each in similar.hits],
    }


def _hit(hit: SimilarHit) -> j.SimilarHit:
    return {
        **card_json(hit.document),
        "score": round(hit.score, 2),
        "shared": list(hit.shared),
        "passages": [passage_json(each) for each in hit.passages],
    }


def telling_words_json(told: TellingWords) -> j.TellingWords:
    """The words that tell a document, or a result, from the library."""
    return {
        "id": told.document.id if told.document else None,
        "query": told.line,
        "passages": told.passages,
        "looked_at": told.looked_at,
        "words": [
            {
                "word": each.word,
                "line": each.line,
                "passages": each.passages,
                "in_library": each.in_library,
                "score": round(each.score, 2),
            }
            for each in told.words
        ],
    }


def concordance_json(found: Concordance) -> j.Concordance:
    """A page of the places of a phrase."""
    return {
        "phrase": found.phrase,
        "id": found.document.id if found.document else None,
        "total": found.total,
        "total_documents": found.documents,
        "looked_at": found.looked_at,
        "complete": found.complete,
        "sort": found.sort,
        "offset": found.offset,
        "limit": found.limit,
        "rows": [
            {
                "id": each.document.id,
                "title": each.document.metadata.title,
                "page": each.page,
                "page_label": each.page_label,
                "left": each.left,
                "hit": each.hit,
                "right": each.right,
            }
            for each in found.rows
        ],
    }


def over_years_json(found: OverYears) -> j.OverYears:
    """Phrases over the years, beside what the library holds of each."""
    return {
        "held": {str(year): documents for year, documents in found.held.items()},
        "undated": found.undated,
        "phrases": [
            {
                "phrase": each.phrase,
                "total_documents": each.documents,
                "total_places": each.places,
                "undated": each.undated,
                "looked_at": each.looked_at,
                "complete": each.complete,
                "years": {
                    str(year): {"documents": count.documents, "places": count.places}
                    for year, count in each.years.items()
                },
            }
            for each in found.phrases
        ],
    }


def hits_json(found: DocumentHits) -> j.DocumentHits:
    """The places of a document where a line is found."""
    return {
        "id": found.document.id,
        "query": found.line,
        "whole": found.whole,
        "total": found.total,
        "total_rows": found.total_rows,
        "looked_at": found.looked_at,
        "complete": found.complete,
        "offset": found.offset,
        "limit": found.limit,
        "pages": [{"page": each.page, "page_label": each.page_label, "places": each.places} for each in found.pages],
        "rows": [
            {
                "page": each.page,
                "page_label": each.page_label,
                "text": each.text,
                "highlights": [list(slice_) for slice_ in each.highlights],
            }
            for each in found.rows
        ],
    }
