"""Quotation check: a manuscript is pasted or sent, checked, and kept nowhere."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Response, render_template, request
from werkzeug.datastructures import FileStorage

from indexer.errors import LimitExceeded, WrongUse
from indexer.model import CheckedQuotation, QuotationReport
from indexer.quotes.report import WORDS, as_csv, as_docx
from search_web.asked import plain, writable
from search_web.library import library

pages = Blueprint("quotes", __name__)
MOST_LETTERS = 1_000_000  # of a manuscript, some 400 pages
_MOST_BYTES = 30_000_000  # of its file
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,9}")
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the manuscript: plain, or a quotation in pieces, each with what is printed in its place."""

    text: str
    checked: CheckedQuotation | None = None
    pieces: tuple[tuple[str, str | None], ...] = ()


@pages.get("/kiem-tra-trich-dan")
def form() -> str:
    """An empty form."""
    return render_template("quotes.html", text="", report=None, parts=(), WORDS=WORDS, sentences=False)


@pages.post("/kiem-tra-trich-dan")
def check() -> str | Response:
    """The manuscript as read, each quotation with its verdict; or the report as a file."""
    text, sentences = _sent(), "cau" in request.form
    report = library().check_quotations(text, sentences=sentences)
    match request.form.get("dang"):
        case "csv":
            return _saved(as_csv(report).encode(), "text/csv", "kiem-tra-trich-dan.csv")
        case "docx":
            return _saved(as_docx(report), _DOCX, "kiem-tra-trich-dan.docx")
    parts = parts_of(report)
    return render_template("quotes.html", text=text, report=report, parts=parts, WORDS=WORDS, sentences=sentences)


def parts_of(report: QuotationReport) -> list[Part]:
    """The manuscript in parts, in order, none left out."""
    parts, at = [], 0
    for each in report.checked:
        quotation = each.quotation
        parts.append(Part(report.text[at : quotation.start]))
        parts.append(Part(quotation.text, each, tuple(_pieces(each))))
        at = quotation.end
    parts.append(Part(report.text[at:]))
    return parts


def _pieces(checked: CheckedQuotation) -> list[tuple[str, str | None]]:
    text, at = checked.quotation.text, 0
    pieces: list[tuple[str, str | None]] = []
    for each in checked.differences:
        pieces += [(text[at : each.start], None), (text[each.start : each.end], each.printed)]
        at = each.end
    return [*pieces, (text[at:], None)]


def _sent() -> str:
    request.max_content_length = _MOST_BYTES
    request.max_form_memory_size = _MOST_BYTES
    return manuscript(request.form.get("van-ban", "").replace("\r\n", "\n"), request.files.get("tep"))


def manuscript(text: str, sent: FileStorage | None) -> str:
    """The text that is to be checked: that of the file, if there is one.

    Raises: WrongUse: there is none; LimitExceeded; ExtractionError: the file cannot be read.
    """
    if sent and sent.filename:
        name = plain(Path(sent.filename).name)
        suffix = Path(name).suffix
        with tempfile.TemporaryDirectory(prefix="manuscript-") as room:
            path = Path(room) / f"sent{suffix if _SUFFIX.fullmatch(suffix) else ''}"
            sent.save(path)
            text = library().manuscript(path, name)
    if not text.strip():
        raise WrongUse("no manuscript was sent: paste a text or choose a file")
    if len(text) > MOST_LETTERS:
        raise LimitExceeded(f"the manuscript has more than {MOST_LETTERS} letters: split it")
    return writable(text)


def _saved(body: bytes, media_type: str, name: str) -> Response:
    return Response(body, mimetype=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
