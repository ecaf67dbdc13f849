"""What came into the library last, as Atom feeds (RFC 4287): of a search, and of everything."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, Response, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from indexer.model import Document, DocumentHit
from search_web import links, words
from search_web.asked import Asked, read_asked, writable
from search_web.carried import best_place
from search_web.library import library
from search_web.speech import gettext as _

pages = Blueprint("feeds", __name__)
MEDIA_TYPE = "application/atom+xml"
_DOCUMENTS = uuid.UUID("eb5f3daa-8865-44c9-be4d-ce9673ea4c5a")  # never changes: readers know documents by these ids


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in a feed. Its texts hold no character that XML cannot."""

    urn: str
    title: str
    authors: tuple[str, ...]
    kind: str
    published: datetime
    updated: datetime
    summary: str
    href: str


@pages.get("/tim.atom")
def of_search() -> Response:
    """The last added of the documents that hold a line whole: the search of the same address without the ending."""
    asked = read_asked(request.args)
    query = links.query_of(asked.line, asked.filters, abbreviations=asked.abbreviations)
    narrowed = [f"{_(words.FACET_NAMES[each.facet])}: {words.filter_value(each)}" for each in asked.filters]
    title = " · ".join([words.shortened(asked.line) or _("mọi tài liệu"), *narrowed])
    own, page = (url_for(name, _external=True) for name in (".of_search", "search.results"))
    return _feed(asked, title, links.address(own, query), links.address(page, query))


@pages.get("/moi.atom")
def of_library() -> Response:
    """The documents added last."""
    own, page = (url_for(name, _external=True) for name in (".of_library", "search.home"))
    return _feed(read_asked(MultiDict()), _("tài liệu mới"), own, page)


def _feed(asked: Asked, title: str, own: str, page: str) -> Response:
    hits = library().last_added(asked.line, filters=asked.filters, abbreviations=asked.abbreviations)
    updated = max((hit.document.changed_at for hit in hits), default=None) or library().changed_at()
    text = render_template(
        "feed.xml",
        title=writable(title),
        urn=uuid.uuid5(uuid.NAMESPACE_URL, own).urn,
        own=own,
        page=page,
        updated=updated,
        entries=[_entry(hit, asked) for hit in hits],
        media_type=MEDIA_TYPE,
    )
    answer = Response(text, content_type=f"{MEDIA_TYPE}; charset=utf-8")
    answer.set_etag(hashlib.sha256(text.encode()).hexdigest()[:32], weak=True)  # weak: it may be sent compressed
    answer.last_modified = updated
    answer.make_conditional(request)
    return answer


def urn(document: Document) -> str:
    """The name by which readers of feeds know a document, for good."""
    return uuid.uuid5(_DOCUMENTS, document.sha256).urn


def _entry(hit: DocumentHit, asked: Asked) -> Entry:
    document = hit.document
    query = links.query_of(asked.line, abbreviations=asked.abbreviations)
    return Entry(
        urn=urn(document),
        title=writable(words.title(document)),
        authors=tuple(writable(name) for name in document.metadata.authors or (document.metadata.issuer,) if name),
        kind=writable(document.metadata.kind),
        published=document.added_at,
        updated=document.changed_at,
        summary=writable(_summary(hit, asked)),
        href=best_place(asked.line, query, hit),
    )


def _summary(hit: DocumentHit, asked: Asked) -> str:
    """The best passage with its page; of a document that no line asks for, its abstract."""
    if not (asked.line and hit.passages):
        return hit.document.metadata.abstract
    best = hit.passages[0]
    page = words.page_name(best.page, best.page_label, paged=hit.document.paged)
    return f"{page}: {'' if best.begins else '… '}{best.text}{'' if best.ends else ' …'}"
