"""What stands around a document or a line as JSON: the shapes that the command line and the API share."""

from __future__ import annotations

from indexer import json_types as j
from indexer.model import Similar, SimilarHit
from indexer.shapes import card_json, passage_json


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
