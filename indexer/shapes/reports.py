"""What became of work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from indexer import json_types as j
from indexer.model import (
    Copied,
    FileReport,
    Finding,
    Outcome,
    ScanReport,
    Taken,
)
from indexer.names import shown
from indexer.shapes.documents import likenesses_json, repairs_json


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


def taken_json(taken: Taken) -> j.Taken:
    """What became of a record of another library."""
    document = taken.document
    return {
        "record": taken.told,
        "id": document.id if document else None,
        "title": (document.metadata.title or document.filename) if document else "",
        "fields": list(taken.fields),
        "kept": list(taken.kept),
        "problem": taken.problem,
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
