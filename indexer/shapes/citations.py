"""Citations, and quotations that were checked."""

from __future__ import annotations

from collections import Counter

from indexer import json_types as j
from indexer.model import (
    CheckedQuotation,
    Citation,
    QuotationReport,
    QuotedSource,
    Verdict,
)


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
