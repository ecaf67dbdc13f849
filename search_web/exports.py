"""All documents of a result as a file, sent as it is written."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from flask import Blueprint, Response, abort, request, url_for

from indexer.exporting import EXPORTS, export
from indexer.model import DocumentHit
from search_web.asked import read_asked
from search_web.library import library

pages = Blueprint("exports", __name__)


@pages.get("/tim.<form>")
def results(form: str) -> Response:
    """The result of the same address without the ending, from its first document to its last."""
    if form not in EXPORTS:
        abort(404)
    asked = read_asked(request.args)
    hits = library().search_all(asked.line, filters=asked.filters, sort=asked.sort, abbreviations=asked.abbreviations)
    _, content_type = EXPORTS[form]
    site = url_for("search.home", _external=True).rstrip("/")

    def address(hit: DocumentHit) -> str:
        return f"{site}/tai-lieu/{hit.document.id}/trang/{hit.passages[0].page if hit.passages else 1}"

    answer = Response(_begun(export(hits, form, address)), content_type=content_type)
    answer.headers["Content-Disposition"] = f"attachment; filename=tra-cuu.{form}"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _begun(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same pieces, the first of them made: what fails at once is still answered as an error."""
    first = next(pieces, b"")
    return chain([first], pieces)
