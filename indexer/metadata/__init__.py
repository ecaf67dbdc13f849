"""What a catalogue card says of a document, read from the document itself."""

from __future__ import annotations

from indexer.metadata.bibliographic import read_bibliographic
from indexer.metadata.candidates import Description
from indexer.metadata.file_name import read_file_name
from indexer.metadata.party_document import read_party_document
from indexer.model import Extraction


def describe(extraction: Extraction, filename: str) -> Description:
    """The card of a document: its own Party or State heading first, else what a paper prints, else its properties.

    The card says what is sure; the rest is evidence for suggestions. Only the title is never empty.
    """
    heading, sure = read_party_document(extraction.pages)
    candidates = heading
    if not sure:
        candidates = read_bibliographic(extraction, filename)
        if any(heading.knows(name) for name in ("number", "issued_on", "issuer")):
            candidates.take(heading.without("title"), sure=False)
    candidates.take(read_file_name(filename, candidates), sure=False)
    return candidates.description()


__all__ = ["Description", "describe"]
