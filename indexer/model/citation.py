"""Records of citations."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citation:
    """A document, or a page of it, cited in a style."""

    document_id: str
    style: str  # a name of indexer.cite.STYLES
    text: str
    html: str  # the same with titles in <i>, everything else escaped
    page: int | None = None  # in the file, as asked for
    page_label: str | None = None  # as cited: None where no page may be named
