"""A stretch of a document's text as it may be quoted: the words as stored, and the printed pages they stand on."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.catalogue import Catalogue
from indexer.entries import document_slice
from indexer.errors import WrongUse
from indexer.model import Document, Quotation, Spans
from indexer.numbering import number_of_id

_MOST_SPANS = 50
_MOST_LETTERS = 20_000


def quotation(catalogue: Catalogue, document: Document, spans: Sequence[tuple[int, int]]) -> Quotation:
    """The text of these slices of the document's text, in order.

    Raises: WrongUse: they are not slices of its text, or too long for a quotation.
    """
    pages = catalogue.pages(number_of_id(document.id) or 0)
    last = max(pages, default=0)
    length = pages[last].start + len(pages[last].text) if pages else 0
    if not spans or len(spans) > _MOST_SPANS or sum(end - start for start, end in spans) > _MOST_LETTERS:
        raise WrongUse(
            f"nothing to quote, or too much: give at most {_MOST_LETTERS} characters in {_MOST_SPANS} slices"
        )
    if not _are_slices(spans, length):
        raise WrongUse(f"document {document.id} has no such place: slices go upwards, within 0 to {length}")
    text = " ".join(" ".join(document_slice(pages, *span).split()) for span in spans).strip()
    held = [
        page
        for page in sorted(pages)
        if any(_touches(pages[page].start, len(pages[page].text), span) for span in spans)
    ]
    labels = [pages[page].page.label for page in held]
    return Quotation(document, tuple(spans), text, held[0] if held else 1, _label(labels) if document.paged else None)


def _are_slices(spans: Spans, length: int) -> bool:
    bounds = [at for span in spans for at in span]
    return (
        bounds == sorted(bounds) and bounds[0] >= 0 and bounds[-1] <= length and all(low < high for low, high in spans)
    )


def _touches(start: int, length: int, span: tuple[int, int]) -> bool:
    return span[0] < start + length and span[1] > start


def _label(labels: list[str | None]) -> str | None:
    """What is printed on the first and last page; nothing when one of them is not known."""
    if not labels or labels[0] is None or labels[-1] is None:
        return None
    return labels[0] if labels[0] == labels[-1] else f"{labels[0]}-{labels[-1]}"
