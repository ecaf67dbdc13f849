"""Records as JSON: the shapes that the command line and the API share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from indexer import json_types as j
from indexer.model import (
    Answer,
    CheckedQuotation,
    Citation,
    CitedBy,
    CitingDocument,
    Copied,
    Document,
    DocumentHit,
    Evidence,
    FileReport,
    Finding,
    Led,
    Likeness,
    Notice,
    Outcome,
    PageWords,
    PassageHit,
    PassageWords,
    QuotationReport,
    QuotedSource,
    ReadingPage,
    Reference,
    Repair,
    ScanReport,
    SearchPage,
    Suggestion,
    Verdict,
    Wish,
)
from indexer.names import shown

Json = dict[str, Any]  # of what has no type of its own


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


def reports_json(reports: Sequence[FileReport]) -> j.FileReports:
    """The outcome of an import."""
    counts = Counter(each.outcome for each in reports)
    return {
        "added": counts[Outcome.ADDED],
        "duplicate": counts[Outcome.DUPLICATE],
        "failed": counts[Outcome.FAILED],
        "skipped": counts[Outcome.SKIPPED],
        "unmatched": counts[Outcome.UNMATCHED],
        "files": [_file(each) for each in reports],
    }


def _file(report: FileReport) -> j.File:
    return {
        "path": shown(report.path),
        "outcome": report.outcome,
        "id": report.document_id,
        "pages": report.pages,
        "passages": report.passages,
        "waiting": report.waiting,
        "reason": report.reason,
        "suggestions": report.suggestions,
        "likenesses": likenesses_json(report.likenesses),
        **repairs_json(report.repairs),
    }


def scan_json(report: ScanReport) -> j.Scan:
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


def repairs_json(repairs: Sequence[Repair]) -> j.Repairs:
    """What was repaired of a document's text, page by page."""
    return {
        "repairs": [
            {"page": each.page, "what": each.what, "where": each.where, "syllables": each.syllables} for each in repairs
        ]
    }


def citation_json(citation: Citation) -> j.Citation:
    """A citation."""
    return {
        "id": citation.document_id,
        "style": citation.style,
        "text": citation.text,
        "html": citation.html,
        "page": citation.page,
        "page_label": citation.page_label,
    }


def findings_json(findings: Sequence[Finding]) -> j.Findings:
    """The outcome of a check."""
    return {"findings": [{"what": each.what, "repaired": each.repaired} for each in findings]}


def copied_json(copied: Copied) -> j.Copied:
    """A backup that was made or restored."""
    return {
        "backup": str(copied.folder),
        "documents": copied.documents,
        "files": copied.files,
        "linked": copied.linked,
        "bytes": copied.size,
        "problems": list(copied.problems),
    }


def quotations_json(report: QuotationReport) -> j.Quotations:
    """A checked manuscript."""
    counts = Counter(each.verdict for each in report.checked)
    return {
        "quotations": [_checked_json(each) for each in report.checked],
        "counts": {str(verdict): counts[verdict] for verdict in Verdict},
    }


def _checked_json(checked: CheckedQuotation) -> j.CheckedQuotation:
    quotation = checked.quotation
    return {
        "start": quotation.start,
        "end": quotation.end,
        "text": quotation.text,
        "claim": quotation.claim,
        "verdict": checked.verdict,
        "wrong": checked.note or None,
        "differences": [
            {"start": each.start, "end": each.end, "quoted": each.quoted, "printed": each.printed}
            for each in checked.differences
        ],
        "source": _quoted_source(checked.source) if checked.source else None,
    }


def _quoted_source(source: QuotedSource) -> j.QuotedSource:
    return {
        "id": source.document.id,
        "title": source.document.metadata.title,
        "page": source.page,
        "last_page": source.last_page,
        "page_label": source.label,
        "printed": source.printed,
        "citation": source.citation,
    }
