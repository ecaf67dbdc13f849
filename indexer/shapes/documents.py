"""What the library says of a document."""

from __future__ import annotations

from collections.abc import Sequence

from indexer import json_types as j
from indexer.model import (
    Document,
    Evidence,
    Likeness,
    Repair,
)


def card_json(document: Document) -> j.Card:
    """The short card of a document, as in results."""
    card = document.metadata
    return {
        "id": document.id,
        "title": card.title,
        "kind": card.kind,
        "number": card.number,
        "issuer": card.issuer,
        "issued_on": card.issued_on.isoformat() if card.issued_on else None,
        "authors": list(card.authors),
        "year": card.issued_on.year if card.issued_on else card.year,
    }


def document_json(document: Document) -> j.Document:
    """Everything the catalogue says of a document."""
    card = document.metadata
    return {
        **card_json(document),
        "place": card.place,
        "signer": card.signer,
        "journal": card.journal,
        "issue": card.issue,
        "abstract": card.abstract,
        "keywords": list(card.keywords),
        "volume": card.volume,
        "page_range": card.page_range,
        "language": card.language,
        "publisher": card.publisher,
        "edition": card.edition,
        "isbn": card.isbn,
        "issn": card.issn,
        "doi": card.doi,
        "url": card.url,
        "collections": list(document.collections),
        "filename": document.filename,
        "media_type": document.media_type,
        "size": document.size,
        "sha256": document.sha256,
        "added_at": document.added_at.isoformat(timespec="seconds"),
        "changed_at": document.changed_at.isoformat(timespec="seconds"),
        "status": document.status,
        "pages": document.pages,
        "paged": document.paged,
        "waiting": document.waiting,
    }


def evidence_json(evidence: Sequence[Evidence], likenesses: Sequence[Likeness]) -> j.Evidences:
    """What speaks for the values of a card, suggestions being "open", and documents with text in common."""
    return {"evidence": [_evidence(each) for each in evidence], "likenesses": likenesses_json(likenesses)}


def _evidence(each: Evidence) -> j.Evidence:
    return {
        "field": each.field,
        "value": each.value,
        "standing": each.standing,
        "source": each.source,
        "page": each.page,
        "line": each.line,
    }


def likenesses_json(likenesses: Sequence[Likeness]) -> list[j.Likeness]:
    """Documents with text in common."""
    return [
        {
            "id": each.other.id,
            "title": each.other.metadata.title,
            "kinship": each.kinship,
            "share": round(each.share, 2),
        }
        for each in likenesses
    ]


def repairs_json(repairs: Sequence[Repair]) -> j.Repairs:
    """What was repaired of a document's text, page by page."""
    return {
        "repairs": [
            {"page": each.page, "what": each.what, "where": each.where, "syllables": each.syllables} for each in repairs
        ]
    }
