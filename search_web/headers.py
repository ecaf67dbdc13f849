"""Headers that every answer carries, and the version of the static files."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path
from typing import Any

from flask import Flask, Response, request

_YEAR = 365 * 24 * 3600
_WORTH_IT = 1500  # bytes that fit in one packet anyway
_ALWAYS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_BY_HTTPS = {"Strict-Transport-Security": f"max-age={_YEAR}"}


def add_headers(app: Flask, *, https: bool = False) -> None:
    """Give every answer of this application its headers. Args: https: readers come by nothing else."""
    always = _ALWAYS | (_BY_HTTPS if https else {})
    version = _version(Path(app.static_folder or "."))
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = _YEAR  # safe, because the address carries the version

    @app.url_defaults
    def name_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static":
            values["v"] = version

    @app.after_request
    def complete(response: Response) -> Response:
        for name, value in always.items():
            response.headers.setdefault(name, value)
        if request.endpoint != "static":
            response.headers.setdefault("Cache-Control", "no-cache")
            _compress(response)
        return response


def _compress(response: Response) -> None:
    """Shorten a page for those who can read it so; every link of a page repeats the line that was searched for."""
    response.vary.add("Accept-Encoding")
    image = (response.mimetype or "").startswith("image/")  # small already
    if (
        image
        or response.is_streamed
        or response.direct_passthrough
        or request.accept_encodings["gzip"] <= 0
        or len(response.data) < _WORTH_IT
    ):
        return
    response.data = gzip.compress(response.data, compresslevel=5, mtime=0)
    response.headers["Content-Encoding"] = "gzip"


def _version(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:10]
