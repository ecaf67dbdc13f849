"""Quotation check: a manuscript is pasted or sent, and checked. Of a long one the report is kept for an hour."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as AnyResponse

from indexer.errors import LimitExceeded, WrongUse
from indexer.model import CheckedQuotation, ManuscriptState, QuotationReport
from indexer.quotes.report import WORDS, as_csv, as_docx
from search_web.access import takes
from search_web.asked import plain, writable
from search_web.library import library
from search_web.speech import gettext as _

pages = Blueprint("quotes", __name__)
MOST_LETTERS = 1_000_000  # of a manuscript, some 400 pages
_OPENING, _CLOSING = ("“", "‘", "«", "„", '"', "'"), ("”", "’", "»", "“", '"', "'")
_AT_ONCE = 20_000  # letters that are checked while the reader waits
_AT_ONCE_SENTENCES = 4_000  # the same where every sentence is
_MOST_BYTES = 30_000_000  # of its file
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,9}")
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the manuscript: plain, or a quotation in pieces, each with what is printed in its place."""

    text: str
    checked: CheckedQuotation | None = None
    pieces: tuple[tuple[str, str | None], ...] = ()
    marked: bool = False  # stands in quotation marks


@pages.get("/kiem-tra-trich-dan")
def form() -> str:
    """An empty form."""
    return _page()


@pages.post("/kiem-tra-trich-dan")
@takes(_MOST_BYTES)
def check() -> AnyResponse | str:
    """The manuscript as read, each quotation with its verdict, or the report as a file; of a long one, where to wait."""
    text, sentences = _sent(), "cau" in request.form
    if not text:
        return Response(_page(nothing_sent=True), 400)
    if len(text) > (_AT_ONCE_SENTENCES if sentences else _AT_ONCE):
        name = library().quotations.begin(text, sentences=sentences)
        return redirect(url_for("quotes.long", name=name), 303)
    report = library().quotations.check(text, sentences=sentences)
    return _file(report, request.form.get("dang")) or _page(text=text, report=report, sentences=sentences)


@pages.get("/kiem-tra-trich-dan/<name>")
def long(name: str) -> AnyResponse | str:
    """How far a long manuscript has come, in a page that asks anew by itself; at the end, its report."""
    state = library().quotations.state(name)
    if state.report is None:
        return _page(state=state)
    return _file(state.report, request.args.get("dang")) or _page(report=state.report, name=name)


def _page(
    *,
    text: str = "",
    report: QuotationReport | None = None,
    state: ManuscriptState | None = None,
    sentences: bool = False,
    name: str = "",
    nothing_sent: bool = False,
) -> str:
    return render_template(
        "quotes.html",
        text=text,
        report=report,
        parts=parts_of(report) if report else [],
        tally=Counter(each.verdict for each in report.checked) if report else {},
        state=state,
        WORDS={verdict: _(told) for verdict, told in WORDS.items()},
        sentences=sentences,
        name=name,
        nothing_sent=nothing_sent,
    )


def _file(report: QuotationReport, form: str | None) -> Response | None:
    """The report as the file that is asked for, if one is."""
    match form:
        case "csv":
            return _saved(as_csv(report).encode(), "text/csv; charset=utf-8", "kiem-tra-trich-dan.csv")
        case "docx":
            return _saved(as_docx(report), _DOCX, "kiem-tra-trich-dan.docx")
    return None


def parts_of(report: QuotationReport) -> list[Part]:
    """The manuscript in parts, in order; the marks and stops between two quotations are left out."""
    parts, at, after = [], 0, False
    for each in report.checked:
        quotation = each.quotation
        between = report.text[at : quotation.start]
        marked = between.endswith(_OPENING)
        parts.append(Part(_between(between, after=after, before=marked)))
        parts.append(Part(quotation.text, each, tuple(_pieces(each)), marked))
        at, after = quotation.end, marked
    parts.append(Part(_between(report.text[at:], after=after, before=False)))
    return [part for part in parts if part.checked or any(map(str.isalnum, part.text))]


def _between(text: str, *, after: bool, before: bool) -> str:
    """What stands between quotations, without their marks, which are drawn around them.

    >>> _between("” (tr.\xa05), và “", after=True, before=True)
    '(tr.\xa05), và'
    """
    text = text[1:] if after and text.startswith(_CLOSING) else text
    return (text[:-1] if before else text).strip()


def _pieces(checked: CheckedQuotation) -> list[tuple[str, str | None]]:
    text, at = checked.quotation.text, 0
    pieces: list[tuple[str, str | None]] = []
    for each in checked.differences:
        pieces += [(text[at : each.start], None), (text[each.start : each.end], each.printed)]
        at = each.end
    return [*pieces, (text[at:], None)]


def _sent() -> str:
    text, sent = request.form.get("van-ban", "").replace("\r\n", "\n"), request.files.get("tep")
    return manuscript(text, sent) if text.strip() or (sent and sent.filename) else ""


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
            text = library().quotations.manuscript(path, name)
    if not text.strip():
        raise WrongUse("no manuscript was sent: paste a text or choose a file")
    if len(text) > MOST_LETTERS:
        raise LimitExceeded(f"the manuscript has more than {MOST_LETTERS} letters: split it")
    return writable(text)


def _saved(body: bytes, media_type: str, name: str) -> Response:
    return Response(body, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
