"""What other programs take of the library: harvesters by OAI-PMH, readers of books by OPDS, browsers by OpenSearch, search
engines by sitemaps.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, current_app, render_template, request, url_for

from indexer.exchange.writing import FORMS
from indexer.model import Document
from search_web import links, oai, words
from search_web.asked import whole_number, writable
from search_web.feeds import urn
from search_web.library import library
from search_web.speech import gettext as _

pages = Blueprint("exchange", __name__)
_OPENSEARCH = "application/opensearchdescription+xml"
_SUGGESTIONS = "application/x-suggestions+json"
_OPDS = "application/atom+xml;profile=opds-catalog;kind={}"
_RECORDS = ("marcxml", "dc")
_NOT_FOLLOWED = ("/tim", "/api/", "/gio-trich-dan", "/kiem-tra-trich-dan", "/ngu-canh", "/theo-nam", "/tu-tieu-bieu")
_SHELF = 50  # documents of one page of a catalogue for readers of books
_MOST_PAGE = 1_000_000
_MAP = 10_000  # addresses of one sitemap


def _xml(text: str, media_type: str = "application/xml") -> Response:
    return Response(text, content_type=f"{media_type}; charset=utf-8")


@pages.route("/oai", methods=("GET", "POST"))
def harvest() -> Response:
    """The records of all documents, as OAI-PMH asks for them."""
    own = url_for(".harvest", _external=True)
    domain = urlsplit(own).hostname or "localhost"
    site = oai.Site(
        name=words.PRODUCT,
        address=own,
        contact=current_app.config["TRACUU"].contact or f"webmaster@{domain}",
        domain=domain,
        read_at=_read_at,
    )
    given = request.form if request.method == "POST" else request.args
    return _xml(oai.answer(library().exchange, site, list(given.items(multi=True))).decode(), "text/xml")


def _read_at(document_id: str) -> str:
    return url_for("reading.document", document_id=document_id, _external=True)


@pages.get("/tai-lieu/<document_id>/ban-ghi.<form>")
def record(document_id: str, form: str) -> Response:
    """The record of one document, for programs of libraries."""
    if form not in _RECORDS:
        abort(404)
    write, _ = FORMS[form]
    answer = _xml(b"".join(write([library().document(document_id)], _read_at)).decode())
    answer.headers["Content-Disposition"] = f"attachment; filename={document_id}-{form}.xml"
    return answer


@pages.get("/opensearch.xml")
def opensearch() -> Response:
    """How a browser searches here."""
    return _xml(render_template("opensearch.xml"), _OPENSEARCH)


@pages.get("/opensearch/goi-y")
def opensearch_suggestions() -> Response:
    """Lines that go on from one half typed, as browsers read them."""
    line = links.beginning(request.args.get("q", ""))
    told = [line, [each.line for each in library().suggest(line)]]
    return Response(json.dumps(told, ensure_ascii=False), content_type=_SUGGESTIONS)


@pages.get("/opds")
def opds() -> Response:
    """Where readers of books begin."""
    text = render_template("opds.xml", updated=library().changed_at(), kinds=_OPDS)
    return _xml(text, _OPDS.format("navigation"))


@pages.get("/opds/moi")
def opds_newest() -> Response:
    """All documents as books to be loaded, the last added first."""
    after = request.args.get("sau") or None
    documents = library().listed(_SHELF + 1, after)
    return _shelf(
        _("Tài liệu mới"), documents[:_SHELF], {"sau": documents[_SHELF - 1].id} if documents[_SHELF:] else {}
    )


@pages.get("/opds/tim")
def opds_search() -> Response:
    """What a search finds, as books to be loaded."""
    line = links.beginning(request.args.get("q", "").strip())
    page = whole_number(request.args.get("trang", ""), default=1, least=1, most=_MOST_PAGE)
    found = library().search(line, limit=_SHELF, offset=_SHELF * (page - 1))
    carried = {"q": line, "trang": page + 1} if found.more else {}
    return _shelf(_("Tìm: %(line)s", line=line), [hit.document for hit in found.documents], carried)


def _shelf(title: str, documents: list[Document], further: dict[str, Any]) -> Response:
    here = str(request.endpoint)
    text = render_template(
        "opds_shelf.xml",
        title=writable(title),
        own=request.url,
        further=url_for(here, _external=True, **further) if further else "",
        updated=max((each.changed_at for each in documents), default=None) or library().changed_at(),
        documents=documents,
        kinds=_OPDS,
        urn=urn,
        writable=writable,
    )
    return _xml(text, _OPDS.format("acquisition"))


@pages.get("/robots.txt")
def robots() -> Response:
    """What search engines may follow: documents, not what is searched or checked."""
    closed = "".join(f"Disallow: {each}\n" for each in _NOT_FOLLOWED)
    told = f"User-agent: *\n{closed}Sitemap: {url_for('.sitemap', _external=True)}\n"
    return Response(told, content_type="text/plain; charset=utf-8")


@pages.get("/sitemap.xml")
def sitemap() -> Response:
    """The maps of all documents, one for each ten thousand."""
    parts = -(-library().holdings().documents // _MAP)
    return _xml(render_template("sitemaps.xml", parts=parts))


@pages.get("/sitemap-<int:part>.xml")
def sitemap_part(part: int) -> Response:
    """The addresses of a part of the documents, those added last in the first."""
    documents = library().listed(_MAP * min(part, _MOST_PAGE // _MAP))[_MAP * (part - 1) :] if part else []
    return _xml(render_template("sitemap.xml", documents=documents))
