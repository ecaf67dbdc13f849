"""What a catalogue card says of a document, read from the document itself."""

from __future__ import annotations

from indexer.metadata.bibliographic import read_bibliographic
from indexer.metadata.party_document import read_party_document
from indexer.model import Extraction, Metadata


def describe(extraction: Extraction, filename: str) -> Metadata:
    """The card of a document: its own Party or State heading first, else what a paper prints, else its properties.

    Everything is a suggestion to the librarian; only the title is never empty.
    """
    return read_party_document(extraction.pages) or read_bibliographic(extraction, filename)
