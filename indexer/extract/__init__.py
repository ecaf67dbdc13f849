"""From a file to its text: what it is told by its bytes, then one module a format."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from indexer.extract import sniff
from indexer.extract.repairing import repaired, repairing
from indexer.model import Extraction

DOCUMENT_SUFFIXES = frozenset({".pdf", ".docx", ".html", ".htm", ".xhtml", ".txt", ".md", ".markdown"})

_READERS = {
    sniff.PDF: "indexer.extract.pdf",
    sniff.DOCX: "indexer.extract.docx",
    sniff.HTML: "indexer.extract.html",
    sniff.MARKDOWN: "indexer.extract.markdown",
    sniff.PLAIN: "indexer.extract.plain",
}


def extract(path: Path, name: str) -> Extraction:
    """The text of the file.

    Args:
        name: what the file was called when it was added; `path` may be a copy under another name.
    Raises: ExtractionError, in the subclass that fits.
    """
    reader: Callable[[Path], Extraction] = import_module(_READERS[sniff.kind_of(path, name)]).extract
    with repairing() as repairer:
        return repaired(reader(path), repairer)
