"""Citations: of a document, a page or words of it; the basket; and what Zotero asks for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, make_response, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from indexer.cite import RECORDS, STYLES
from indexer.errors import DocumentNotFound, WrongUse
from indexer.model import Citation, CitedPassage, Picked, Trace
from indexer.text.anchor import anchor_of
from search_web import links
from search_web.access import takes
from search_web.library import library
from search_web.picked import (
    ANCHOR,
    COOKIE,
    PAGE,
    SPANS,
    STYLE,
    read_basket,
    read_picked,
    read_style,
    written,
)
from search_web.speech import gettext as _

pages = Blueprint("citing", __name__)
_MOST_BYTES = 4_000_000  # of a basket
_YEAR = 365 * 24 * 3600
_SUFFIX = {"ris": "ris", "bibtex": "bib", "csl-json": "json"}
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_UNAPI = "application/xml"


@pages.get("/tai-lieu/<document_id>/trich")
def citation(document_id: str) -> AnyResponse:
    """The words that were picked with their citation, to be copied; with a style to choose."""
    style = read_style(request.args, request.cookies)
    cited = library().citations.cite_all([read_picked(document_id, request.args)], style)[0]
    records = {name: library().citations.records([document_id], name) for name in RECORDS}
    page = render_template(
        "citation.html",
        document=library().document(document_id),
        cited=cited,
        link=address(cited),
        place=_place(cited),
        lost=cited.trace is Trace.LOST,
        moved=cited.trace is Trace.MOVED,
        style=style,
        STYLES=_styles(),
        STYLE=STYLE,
        kept=[(name, request.args[name]) for name in (SPANS, PAGE, ANCHOR) if name in request.args],
        records=records,
    )
    response = make_response(page)
    if request.args.get(STYLE) == style:
        response.set_cookie(COOKIE, style, max_age=_YEAR, samesite="Lax", httponly=True)
    return response


@pages.get("/tai-lieu/<document_id>/trich/<name>")
def record(document_id: str, name: str) -> Response:
    """The document as a file for another program."""
    return _file(library().citations.records([document_id], name), name, document_id)


@pages.get("/gio-trich-dan")
def basket() -> str:
    """The basket: its passages are in the reader's browser."""
    return render_template("basket.html", STYLES=_styles(), style=read_style(request.args, request.cookies))


@pages.post("/gio-trich-dan/muc")
@takes(_MOST_BYTES)
def passages() -> Response:
    """The passages of a basket as they are shown; one whose document is gone says so."""
    style = read_style(request.form, request.cookies)
    answer = [_shown(each, style) for each in read_basket(request.form.get("muc", ""))]
    return Response(json.dumps(answer, ensure_ascii=False), mimetype="application/json")


@pages.post("/gio-trich-dan/xuat")
@takes(_MOST_BYTES)
def export() -> Response:
    """The basket as a file. Words come from the library, whatever the browser sends."""
    style, form = read_style(request.form, request.cookies), request.form.get("dang", "docx")
    picked = [each for each in read_basket(request.form.get("muc", "")) if _shown(each, style)["html"]]
    documents = list(dict.fromkeys(each.document_id for each in picked))
    if form in RECORDS:
        return _file(library().citations.records(documents, form), form, "trich-dan")
    if form == "docx":
        from indexer.cite.word import word_file

        body = word_file(library().citations.cite_all(picked, style), library().citations.works(documents, style))
        return _saved(body, _WORD, "trich-dan.docx")
    if form == "footnotes":
        cited = library().citations.cite_all(picked, style)
        return _saved(_footnotes(cited).encode(), "text/plain; charset=utf-8", "cuoc-chu.txt")
    if form == "list":
        listed = _listed(library().citations.works(documents, style))
        return _saved(listed.encode(), "text/plain; charset=utf-8", "tai-lieu-tham-khao.txt")
    raise WrongUse(f"no format {form!r}: choose docx, footnotes, list, {', '.join(RECORDS)}")


@pages.get("/unapi")
def unapi() -> Response:
    """unAPI, by which Zotero takes a document: RIS keeps Vietnamese names whole."""
    document_id, form = request.args.get("id", ""), request.args.get("format", "")
    if not document_id:
        return Response(f"<formats>{_formats()}</formats>", mimetype=_UNAPI)
    library().document(document_id)
    if not form:
        body = f'<formats id="{escape(document_id)}">{_formats()}</formats>'
        return Response(body, 300, mimetype=_UNAPI)
    if form not in RECORDS:
        return Response("no such format\n", 406, mimetype="text/plain")
    return Response(library().citations.records([document_id], form), mimetype=RECORDS[form][1])


def address(cited: CitedPassage) -> str:
    """The lasting address of what was picked: it finds its words again when their text was extracted anew."""
    return url_for("citing.citation", document_id=cited.picked.document_id, _external=True, **_chosen(cited))


def _chosen(cited: CitedPassage) -> dict[str, Any]:
    """What was picked of a document, as an address states it and a basket keeps it."""
    if not cited.picked.spans:
        return {PAGE: cited.picked.page} if cited.picked.page else {}
    anchor = anchor_of(_words(cited))
    return {SPANS: written(cited.picked.spans)} | ({ANCHOR: anchor} if anchor else {})


def _styles() -> dict[str, str]:
    return {name: _(told) for name, told in STYLES.items()}


def _place(cited: CitedPassage) -> str:
    """Where the words can be read in their page."""
    page = cited.citation.page or 1
    path = url_for("reading.page", document_id=cited.picked.document_id, number=page)
    return links.address(path, urlencode(_chosen(cited)) if _words(cited) else "", "khop" if _words(cited) else "")


def _words(cited: CitedPassage) -> str:
    return cited.quotation.text if cited.quotation else ""


def _shown(picked: Picked, style: str) -> dict[str, Any]:
    """A passage of the basket; `row` is what the browser keeps of it from now on."""
    try:
        cited = library().citations.cite_all([picked], style)[0]
    except (DocumentNotFound, WrongUse, LookupError):
        return {"html": "", "text": "", "words": "", "link": "", "trace": Trace.LOST, "row": {}}
    return {
        "html": cited.citation.html,
        "text": cited.citation.text,
        "words": _words(cited),
        "link": address(cited),
        "trace": cited.trace,
        "row": {} if cited.trace is Trace.LOST else _chosen(cited),
    }


def _footnotes(cited: Sequence[CitedPassage]) -> str:
    lines = []
    for number, each in enumerate(cited, 1):
        words = f"“{each.quotation.text}”\n" if each.quotation else ""
        note = _("Ghi chú: %(note)s", note=" ".join(each.picked.note.split())) + "\n" if each.picked.note else ""
        lines.append(f"[{number}] {words}{each.citation.text}\n{note}")
    return "\n".join(lines)


def _listed(works: Sequence[Citation]) -> str:
    """A list of works, numbered on through its parts."""
    lines: list[str] = []
    group = ""
    for number, each in enumerate(works, 1):
        if each.group != group:
            group = each.group
            lines.append(f"\n{group}\n" if lines else f"{group}\n")
        lines.append(f"{number}. {each.text}\n")
    return "".join(lines)


def _formats() -> str:
    return "".join(f'<format name="{name}" type="{media}"/>' for name, (_, media) in RECORDS.items())


def _file(text: str, name: str, stem: str) -> Response:
    return _saved(text.encode(), f"{RECORDS[name][1]}; charset=utf-8", f"{stem}.{_SUFFIX[name]}")


def _saved(body: bytes, media: str, name: str) -> Response:
    return Response(body, content_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})
