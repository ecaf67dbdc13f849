"""Records as JSON: the shapes that the command line and the API share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from indexer.model import (
    Answer,
    CheckedQuotation,
    Citation,
    CitedBy,
    CitingDocument,
    Document,
    DocumentHit,
    Evidence,
    FileReport,
    Finding,
    Led,
    Likeness,
    Notice,
    Outcome,
    PassageHit,
    QuotationReport,
    ReadingPage,
    Reference,
    Repair,
    ScanReport,
    SearchPage,
    Suggestion,
    Verdict,
)
from indexer.names import shown

Json = dict[str, Any]


def search_page_json(page: SearchPage) -> Json:
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
        "documents": [_hit(hit) for hit in page.documents],
        "facets": page.facets,
    }


def _answer(answer: Answer) -> Json:
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


def _notice(notice: Notice) -> Json:
    told = {"reading": str(notice.reading), "detail": notice.detail}
    return {**told, "problem": notice.problem} if notice.problem else told


def _hit(hit: DocumentHit) -> Json:
    return {
        **card_json(hit.document),
        "score": hit.score,
        "whole": hit.whole,
        "matching_passages": hit.matching_passages,
        "passages": [passage_json(passage) for passage in hit.passages],
    }


def passage_json(passage: PassageHit) -> Json:
    """A passage as it is shown."""
    return {
        "page": passage.page,
        "page_label": passage.page_label,
        "text": passage.text,
        "highlights": [list(each) for each in passage.highlights],
        "score": passage.score,
        "heading": passage.heading,
    }


def suggestions_json(line: str, suggestions: Sequence[Suggestion]) -> Json:
    """Completions of a line."""
    return {"query": line, "suggestions": [{"line": each.line, "kind": str(each.kind)} for each in suggestions]}


def card_json(document: Document) -> Json:
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


def document_json(document: Document) -> Json:
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
        "status": str(document.status),
        "pages": document.pages,
        "paged": document.paged,
        "waiting": document.waiting,
    }


def references_json(led: Sequence[Led], citing: CitedBy) -> Json:
    """What a document refers to, in the order of its text, and what refers to it."""
    return {"references": [_led(each) for each in led], "cited_by": [_citing(each) for each in citing.documents]}


def _led(led: Led) -> Json:
    return {
        **_reference(led.reference),
        "document": card_json(led.document) if led.document else None,
        "candidates": [card_json(each) for each in led.candidates],
    }


def _citing(citing: CitingDocument) -> Json:
    return {
        "document": card_json(citing.document),
        "sure": citing.sure,
        "references": [_reference(each) for each in citing.references],
    }


def _reference(reference: Reference) -> Json:
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
        "certainty": str(reference.certainty),
    }


def evidence_json(evidence: Sequence[Evidence], likenesses: Sequence[Likeness]) -> Json:
    """What speaks for the values of a card, suggestions being "open", and documents with text in common."""
    return {"evidence": [_evidence(each) for each in evidence], "likenesses": likenesses_json(likenesses)}


def _evidence(each: Evidence) -> Json:
    return {
        "field": each.field,
        "value": each.value,
        "standing": str(each.standing),
        "source": str(each.source),
        "page": each.page,
        "line": each.line,
    }


def likenesses_json(likenesses: Sequence[Likeness]) -> list[Json]:
    """Documents with text in common."""
    return [
        {
            "id": each.other.id,
            "title": each.other.metadata.title,
            "kinship": str(each.kinship),
            "share": round(each.share, 2),
        }
        for each in likenesses
    ]


def reading_page_json(page: ReadingPage) -> Json:
    """A page of a document."""
    return {
        "document": document_json(page.document),
        "page": page.number,
        "page_label": page.label,
        "origin": str(page.origin),
        "confidence": page.confidence,
        "doubtful": page.doubtful,
        "waiting": page.waits,
        "blocks": [
            {
                "kind": str(block.kind),
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


def reports_json(reports: Sequence[FileReport]) -> Json:
    """The outcome of an import."""
    counts = {str(outcome): sum(1 for each in reports if each.outcome is outcome) for outcome in Outcome}
    files = [
        {
            "path": shown(each.path),
            "outcome": str(each.outcome),
            "id": each.document_id,
            "pages": each.pages,
            "passages": each.passages,
            "waiting": each.waiting,
            "reason": each.reason,
            "suggestions": each.suggestions,
            "likenesses": likenesses_json(each.likenesses),
            **repairs_json(each.repairs),
        }
        for each in reports
    ]
    return {**counts, "files": files}


def scan_json(report: ScanReport) -> Json:
    """What became of a document whose pages were recognised."""
    return {
        "id": report.document_id,
        "filename": shown(Path(report.filename)),
        "pages": report.pages,
        "passages": report.passages,
        "confidences": {str(page): confidence for page, confidence in report.confidences},
        "doubtful": list(report.doubtful),
        "problems": {str(page): problem for page, problem in report.problems},
        "reason": report.reason,
    }


def repairs_json(repairs: Sequence[Repair]) -> Json:
    """What was repaired of a document's text, page by page."""
    return {"repairs": [asdict(each) for each in repairs]}


def citation_json(citation: Citation) -> Json:
    """A citation."""
    return {
        "id": citation.document_id,
        "style": citation.style,
        "text": citation.text,
        "html": citation.html,
        "page": citation.page,
        "page_label": citation.page_label,
    }


def findings_json(findings: Sequence[Finding]) -> Json:
    """The outcome of a check."""
    return {"findings": [{"what": each.what, "repaired": each.repaired} for each in findings]}


def quotations_json(report: QuotationReport) -> Json:
    """A checked manuscript."""
    counts = Counter(each.verdict for each in report.checked)
    return {
        "quotations": [_checked_json(each) for each in report.checked],
        "counts": {str(verdict): counts[verdict] for verdict in Verdict},
    }


def _checked_json(checked: CheckedQuotation) -> Json:
    quotation, source = checked.quotation, checked.source
    return {
        "start": quotation.start,
        "end": quotation.end,
        "text": quotation.text,
        "claim": quotation.claim,
        "verdict": str(checked.verdict),
        "wrong": checked.note or None,
        "differences": [
            {"start": each.start, "end": each.end, "quoted": each.quoted, "printed": each.printed}
            for each in checked.differences
        ],
        "source": source
        and {
            "id": source.document.id,
            "title": source.document.metadata.title,
            "page": source.page,
            "last_page": source.last_page,
            "page_label": source.label,
            "printed": source.printed,
            "citation": source.citation,
        },
    }
