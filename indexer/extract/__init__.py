"""From a file to its text: what it is told by its bytes, then one module a format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from indexer.errors import UnknownFormat
from indexer.extract import sniff
from indexer.extract.recognition import Recognition
from indexer.extract.repairing import repaired, repairing
from indexer.extract.signs import with_signs
from indexer.model import Extraction

DOCUMENT_SUFFIXES = frozenset(
    {
        *(".pdf", ".docx", ".doc", ".odt", ".rtf", ".pptx", ".epub"),
        *(".html", ".htm", ".xhtml", ".mht", ".mhtml", ".txt", ".md", ".markdown", ".tif", ".tiff"),
    }
)

_READERS = {
    sniff.PDF: "indexer.extract.pdf",
    sniff.DOCX: "indexer.extract.docx",
    sniff.DOC: "indexer.extract.doc",
    sniff.ODT: "indexer.extract.odt",
    sniff.RTF: "indexer.extract.rtf",
    sniff.PPTX: "indexer.extract.pptx",
    sniff.EPUB: "indexer.extract.epub",
    sniff.HTML: "indexer.extract.html",
    sniff.MHTML: "indexer.extract.mhtml",
    sniff.MARKDOWN: "indexer.extract.markdown",
    sniff.PLAIN: "indexer.extract.plain",
    sniff.IMAGE: "indexer.extract.image",
}
_MAY_BE_SCANNED = frozenset({sniff.PDF, sniff.IMAGE})


def extract(path: Path, name: str, recognised: Mapping[int, Recognition] | None = None) -> Extraction:
    """The text of the file.

    Args:
        name: what the file was called when it was added; `path` may be a copy under another name.
        recognised: what was read on the images of the pages that an extraction without it says wait for that.
    Raises: ExtractionError, in the subclass that fits.
    """
    kind = sniff.kind_of(path, name)
    if kind == sniff.ARCHIVE:
        raise UnknownFormat("the file is a ZIP archive: unpack it and add the files in it")
    reader: Callable[..., Extraction] = import_module(_READERS[kind]).extract
    with repairing() as repairer:
        read = reader(path, recognised) if kind in _MAY_BE_SCANNED else reader(path)
        return with_signs(repaired(read, repairer))
