"""What a catalogue card says of a document, read from the document itself."""

from __future__ import annotations

from indexer.metadata.bibliographic import read_bibliographic
from indexer.metadata.candidates import Description, Place
from indexer.metadata.file_name import read_file_name
from indexer.metadata.party_document import read_party_document
from indexer.model import DOUBTFUL_CONFIDENCE, Extraction, Page
from indexer.text.language import language_of

_OWN_LANGUAGE = "vi"


def describe(extraction: Extraction, filename: str) -> Description:
    """The card of a document: its own Party or State heading first, else what a paper prints, else its properties.

    The card says what is sure; the rest is evidence for suggestions. A title that is not sure is one of them: meanwhile
    the document goes by the name of its file. Nothing is sure that stands on a page whose recognition is in doubt.
    """
    heading, sure = read_party_document(extraction.pages)
    candidates = heading
    if not sure:
        candidates = read_bibliographic(extraction, filename)
        if any(heading.knows(name) for name in ("number", "issued_on", "issuer")):
            candidates.take(heading.without("title"), sure=False)
    candidates.doubt({page.number for page in extraction.pages if _confidence(page) < DOUBTFUL_CONFIDENCE})
    candidates.take(read_file_name(filename, candidates), sure=False)
    text = "\n".join(block.text for page in extraction.pages for block in page.blocks)
    if (language := language_of(text)) != _OWN_LANGUAGE:
        candidates.add("language", language, Place(page=1))
    return candidates.description()


def _confidence(page: Page) -> int:
    return 100 if page.confidence is None else page.confidence


__all__ = ["Description", "describe"]
