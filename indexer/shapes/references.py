"""What documents name."""

from __future__ import annotations

from collections.abc import Sequence

from indexer import json_types as j
from indexer.model import (
    CitedBy,
    CitingDocument,
    Led,
    Reference,
    Wish,
)
from indexer.shapes.documents import card_json


def references_json(led: Sequence[Led], citing: CitedBy) -> j.References:
    """What a document refers to, in the order of its text, and what refers to it."""
    return {**referring_json(led), **citing_json(citing)}


def referring_json(led: Sequence[Led]) -> j.Referring:
    """What a document refers to, in the order of its text."""
    return {"references": [_led(each) for each in led]}


def citing_json(citing: CitedBy) -> j.Citing:
    """What refers to a document."""
    return {"cited_by": [_citing(each) for each in citing.documents]}


def _led(led: Led) -> j.Led:
    return {
        **_reference(led.reference),
        "document": card_json(led.document) if led.document else None,
        "candidates": [card_json(each) for each in led.candidates],
    }


def _citing(citing: CitingDocument) -> j.CitingDocument:
    return {
        "document": card_json(citing.document),
        "sure": citing.sure,
        "references": [_reference(each) for each in citing.references],
    }


def _reference(reference: Reference) -> j.Reference:
    return {
        "text": reference.text,
        "page": reference.page,
        "start": reference.start,
        "end": reference.end,
        "kind": reference.kind,
        "number": reference.number,
        "symbol": reference.symbol,
        "issued_on": reference.issued_on.isoformat() if reference.issued_on else None,
        "year": reference.year,
        "issuer": reference.issuer,
        "term": reference.term,
        "pinpoint": reference.pinpoint,
        "certainty": reference.certainty,
    }


def wishes_json(wishes: Sequence[Wish]) -> j.Wishes:
    """Papers that are wanted."""
    return {
        "wanted": [
            {
                **_reference(each.reference),
                "documents": each.documents,
                "places": each.places,
                "asking": [card_json(document) for document in each.asking],
            }
            for each in wishes
        ]
    }
