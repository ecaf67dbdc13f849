"""Each request has an id, and by setting a line in the log: as JSON, without what was searched for unless that is switched on."""

from __future__ import annotations

import json
import logging
import re
import secrets
import sys
import time
from datetime import UTC, datetime

from flask import Flask, Response, g, request

from indexer.settings import Settings
from search_web.counting import counters

_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_LOGGER = logging.getLogger("tracuu.requests")
_BEGAN, _REQUEST_ID = "tracuu.began", "tracuu.request_id"


def add_log(app: Flask, settings: Settings) -> None:
    """Note every request of this application."""
    if settings.log != "errors":
        _LOGGER.setLevel(logging.INFO)
        _LOGGER.propagate = False
        if not _LOGGER.handlers:
            handler = logging.StreamHandler(sys.stderr)
            handler.setFormatter(logging.Formatter("%(message)s"))
            _LOGGER.addHandler(handler)

    @app.before_request
    def begin() -> None:
        given = request.headers.get("X-Request-ID", "")
        g.setdefault(_BEGAN, time.perf_counter())
        g.setdefault(_REQUEST_ID, given if _ID.fullmatch(given) else secrets.token_hex(8))

    @app.after_request
    def end(response: Response) -> Response:
        seconds = time.perf_counter() - g.get(_BEGAN, time.perf_counter())
        counters().count(request.endpoint, response.status_code, seconds)
        response.headers["X-Request-ID"] = request_id()
        if settings.log != "errors":
            _LOGGER.info(json.dumps(_line(response, seconds, settings), ensure_ascii=False))
        return response


def request_id() -> str:
    """The id of the request that is answered."""
    return str(g.get(_REQUEST_ID, ""))


def _line(response: Response, seconds: float, settings: Settings) -> dict[str, object]:
    """What is noted of a request. Who asks is not; nor what for, unless the setting says so."""
    line: dict[str, object] = {
        "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "id": request_id(),
        "method": request.method,
        "path": request.path,
        "endpoint": request.endpoint,
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
    }
    if settings.log == "queries":
        line["query"] = request.query_string.decode("utf-8", "replace")
    return line
