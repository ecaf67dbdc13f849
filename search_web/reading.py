"""Reading a document, page by page, and its original."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from http import HTTPStatus
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from flask import Response as OwnResponse
from werkzeug.wrappers import Response

from indexer.errors import NoPicture
from indexer.model import PICTURE_WIDTHS, Picked, ReadingPage
from search_web import links, references, view
from search_web.access import account
from search_web.asked import read_asked, read_line, read_words, whole_number
from search_web.errors import told
from search_web.library import library
from search_web.picked import ANCHOR, SPANS, read_anchor, read_spans, written
from search_web.printed import pointed, printed
from search_web.speech import gettext as _

pages = Blueprint("reading", __name__, url_prefix="/tai-lieu/<document_id>")
HIT = "khop"  # fragment of the block that a hit leads to
_MOST_PAGE = 999_999
_MISSING = "khong-co"  # parameter: a page that was asked for and is not there
_LONGEST_NAME = 20  # code points of its name, repeated to the reader
_HITS_SHOWN = 30  # before the fold
_CITING_SHOWN = 6  # the same, of documents that refer to this one
_MOST_CITING = 60  # listed of them
_SAYING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 595 842"><rect width="595" height="842" fill="#fff"/>'
    '<g font-family="sans-serif" font-size="22" fill="#23201b" text-anchor="middle">'
    '<text x="297" y="380">{}</text><text x="297" y="420" font-size="18">{}</text></g></svg>'
)
_MONTH = 30 * 24 * 3600
_WIDTH = PICTURE_WIDTHS[1]  # when none is asked for


@pages.get("")
def document(document_id: str) -> str | Response:
    """To the first hit, else to the first page; or, of a document without pages, its card."""
    held = library().document(document_id)
    if not held.pages:
        return render_template("unread.html", document=held, line=read_line(request.args), query=_query())
    line = read_line(request.args)
    abbreviations = read_asked(request.args).abbreviations
    hits = library().hit_pages(document_id, line, abbreviations=abbreviations) if line else ()
    return _to_page(document_id, hits[0].number if hits else 1, HIT if hits else "")


@pages.get("/trang")
def jump(document_id: str) -> Response:
    """From the jump form to the page that is called so; when there is none, back to the page it was asked on."""
    asked_on = whole_number(request.args.get("tu", ""), default=1, least=1, most=_MOST_PAGE)
    name = request.args.get("so", "").strip()
    found = library().find_page(document_id, name, asked_on)
    if found is None and name:
        return _to_page(document_id, asked_on, missing=name[:_LONGEST_NAME])
    return _to_page(document_id, found or asked_on)


@pages.get("/trang/<int:number>")
def page(document_id: str, number: int) -> str | Response:
    """One page."""
    line = read_line(request.args)
    leaf = library().read(document_id, number, line, abbreviations=read_asked(request.args).abbreviations)
    cited = library().cited_by(document_id, _MOST_CITING)
    spans, anchor = read_spans(request.args.get(SPANS, "")), read_anchor(request.args)
    now = library().citations.locate(document_id, spans, anchor) if spans and anchor else None
    if now and now.page not in (None, number):
        return _to_page(document_id, now.page or 1, HIT, picked={SPANS: written(now.spans), ANCHOR: anchor})
    if now or spans:
        leaf = pointed(leaf, now.spans if now else spans)
    seen = view.view_of(leaf, request.args)
    return render_template(
        "reading.html",
        page=leaf,
        view=seen,
        trace=now.trace if now else None,
        source=library().citations.cite_all([Picked(document_id, number)])[0].citation.text,
        views=[(name, _(shown), view.query_of(name, marks=seen.marks)) for name, shown in view.VIEWS.items()],
        marks_turned=view.query_of(seen.chosen, marks=not seen.marks),
        WIDTHS=PICTURE_WIDTHS,
        document=leaf.document,
        likenesses=library().likenesses(document_id),
        printed=printed(leaf, read_words(request.args, links.PLACE)),
        line=line,
        query=_query(),
        reading_query=links.together(_query(), seen.query),
        missing=request.args.get(_MISSING, "")[:_LONGEST_NAME],
        HIT=HIT,
        hits=leaf.hit_pages[:_HITS_SHOWN],
        more_hits=leaf.hit_pages[_HITS_SHOWN:],
        section=_section(leaf),
        named=references.listed(library().references(document_id, number)),
        citing=references.citing(cited.documents),
        citing_shown=_CITING_SHOWN,
        cited=cited,
    )


@pages.get("/trang/<int:number>/anh.webp")
def picture(document_id: str, number: int) -> Response:
    """The image of a page. Where it cannot be drawn, an image that says so."""
    width = whole_number(request.args.get("rong", ""), default=_WIDTH, least=1, most=PICTURE_WIDTHS[-1])
    width = width if width in PICTURE_WIDTHS else _WIDTH
    turn = whole_number(request.args.get("xoay", ""), default=0, least=0, most=3)
    name = f"{library().document(document_id).sha256[:20]}-{number}-{width}-{turn}"
    response = OwnResponse(status=304) if name in request.if_none_match else _drawn(document_id, number, width, turn)
    if response.status_code < HTTPStatus.BAD_REQUEST:
        response.set_etag(name)
        response.cache_control.private = True
        if account() is None:
            response.cache_control.max_age = _MONTH
        else:  # what is for some is asked for anew, so that whoever uses the browser next is not shown it
            response.cache_control.no_cache = True
    return response


def _drawn(document_id: str, number: int, width: int, turn: int) -> Response:
    try:
        return OwnResponse(library().images.picture(document_id, number, width, turn), mimetype="image/webp")
    except NoPicture as error:
        said = told(error)
        return OwnResponse(
            _SAYING.format(escape(said.sentence), escape(said.what_to_do)), said.status, mimetype="image/svg+xml"
        )


@pages.get("/ban-goc")
def original(document_id: str) -> Response:
    """The file as it was added: always to be saved, never shown, for it may hold anything."""
    held = library().document(document_id)
    name = "".join(character for character in held.filename if character.isprintable()) or document_id
    response = send_file(
        library().original(document_id).resolve(),
        mimetype=held.media_type,
        as_attachment=True,
        download_name=name,
        max_age=0,
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    return response


def _query() -> str:
    """The search that led here, so that the way back is never lost."""
    asked = read_asked(request.args)
    return asked.query_for(links.beginning(asked.line))


def _to_page(
    document_id: str, number: int, fragment: str = "", missing: str = "", picked: Mapping[str, str] | None = None
) -> Response:
    path = url_for("reading.page", document_id=document_id, number=number)
    said = urlencode({**({_MISSING: missing} if missing else {}), **(picked or {})})
    chosen, marks = view.read_view(request.args)
    carried = view.query_of(chosen, marks=marks)
    return redirect(links.address(path, links.together(_query(), carried, said), fragment))


def _section(leaf: ReadingPage) -> int | None:
    """Place in the contents of the first heading that begins on this page; without one, of the last before it."""
    here = [place for place, (_, _, number, _) in enumerate(leaf.contents) if number == leaf.number]
    before = [place for place, (_, _, number, _) in enumerate(leaf.contents) if number < leaf.number]
    return here[0] if here else before[-1] if before else None
