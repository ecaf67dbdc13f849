"""Where a request finds the library."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from flask import Flask, current_app, g

from indexer.library import Library
from indexer.model import Role

_NAME, _ROLE = "tracuu.library", "tracuu.role"


def keep_library(app: Flask, library: Library, role: Callable[[], Role | None]) -> None:
    """Hand the library to the requests of this application. They come from several threads at once.

    Args:
        role: tells what whoever asks may do.
    """
    app.extensions[_NAME], app.extensions[_ROLE] = library, role


def whole_library() -> Library:
    """The library of the application that answers this request, with all that it holds."""
    return cast("Library", current_app.extensions[_NAME])


def library() -> Library:
    """The library as whoever asks sees it: one request is answered from one. Nothing else shows documents to readers."""
    seen: Library | None = g.get(_NAME)
    if seen is None:
        seen = whole_library().seen_by(current_app.extensions[_ROLE]())
        g.setdefault(_NAME, seen)
    return seen
