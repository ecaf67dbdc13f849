"""Addresses below that of a document, put together by hand: a page of results has seventy, and `url_for` is slow."""

from __future__ import annotations

from collections.abc import Sequence

from search_web.picked import SPANS, written

Spans = Sequence[tuple[int, int]]


def page(document: str, number: int) -> str:
    """The address of a page of the document with this address."""
    return f"{document}/trang/{number}"


def citation(document: str, spans: Spans) -> str:
    """The address where words of the document are cited."""
    return f"{document}/trich?{SPANS}={written(spans)}"


def similar(document: str, spans: Spans) -> str:
    """The address of documents about the same as these words."""
    return f"{document}/tuong-tu?{SPANS}={written(spans)}"
