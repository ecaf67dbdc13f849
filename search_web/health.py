"""For those who run the server: whether it lives, whether it can answer readers, and how much it has done."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, abort, current_app, jsonify
from werkzeug.wrappers import Response as AnyResponse

from indexer.errors import IndexerError
from indexer.model import Role, UploadState
from indexer.settings import Settings
from search_web.access import always_open, role
from search_web.counting import counters
from search_web.library import whole_library

pages = Blueprint("health", __name__)
_LINE = "a"  # what it finds does not matter
_TEXT = "text/plain; version=0.0.4; charset=utf-8"


@pages.get("/health")
@always_open
def alive() -> Response:
    """That this process answers; nothing else is asked for."""
    return Response("ok\n", content_type="text/plain; charset=utf-8")


@pages.get("/ready")
@always_open
def ready() -> AnyResponse:
    """Whether readers can be answered. A missing worker is told, and keeps no reader out."""
    library = whole_library()
    parts = {"catalogue": _works(library.holdings), "index": _works(lambda: library.search(_LINE, limit=1))}
    answer = jsonify({**parts, "worker": "ok" if library.uploads.worker_runs() else "not running"})
    answer.status_code = 200 if all(each == "ok" for each in parts.values()) else 503
    return answer


def _works(ask: Callable[[], object]) -> str:
    """That it does; else the kind of what is wrong: what it says is for the log."""
    try:
        ask()
    except IndexerError as error:
        current_app.logger.warning("not ready: %s", error)
        return type(error).__name__
    return "ok"


@pages.get("/metrics")
@always_open
def metrics() -> Response:
    """Counts in the text form of Prometheus, of all processes that serve this library; for librarians, unless the setting opens it."""
    settings: Settings = current_app.config["TRACUU"]
    held = role()
    if settings.metrics != "open" and not (held and held.covers(Role.LIBRARIAN)):
        abort(404)
    library = whole_library()
    uploads = library.uploads.counts()
    holdings = library.holdings()
    gauges = [
        ("tracuu_documents", "Documents that can be found.", {"": holdings.documents}),
        ("tracuu_pages", "Pages of them.", {"": holdings.pages}),
        (
            "tracuu_uploads",
            "Files that were sent, by how they stand.",
            {f'state="{each}"': uploads.get(each, 0) for each in UploadState if each is not UploadState.READING},
        ),
        ("tracuu_worker_running", "Whether the worker runs.", {"": int(library.uploads.worker_runs())}),
        ("tracuu_index_behind", "Documents whose last change the index does not show yet.", {"": library.behind()}),
    ]
    lines = [*counters().lines()]
    for name, told, values in gauges:
        lines += [f"# HELP {name} {told}", f"# TYPE {name} gauge"]
        lines += [f"{name}{{{labels}}} {value}" if labels else f"{name} {value}" for labels, value in values.items()]
    return Response("\n".join(lines) + "\n", content_type=_TEXT)
