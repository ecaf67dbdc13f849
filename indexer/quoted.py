"""A stretch of a document's text as it may be quoted: the words as stored, and the printed pages they stand on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from indexer.catalogue import Catalogue, PageText
from indexer.entries import document_slice
from indexer.errors import WrongUse
from indexer.model import Document, Located, Picked, Quotation, Spans, Trace
from indexer.numbering import number_of_id
from indexer.text.anchor import anchor_of, find_anchor
from indexer.text.layout import SEPARATOR

_MOST_SPANS = 50
_MOST_LETTERS = 20_000


def quotation(catalogue: Catalogue, document: Document, spans: Sequence[tuple[int, int]]) -> Quotation:
    """The text of these slices of the document's text, in order.

    Raises: WrongUse: they are not slices of its text, or too long for a quotation.
    """
    if not spans or len(spans) > _MOST_SPANS or sum(end - start for start, end in spans) > _MOST_LETTERS:
        raise WrongUse(
            f"nothing to quote, or too much: give at most {_MOST_LETTERS} characters in {_MOST_SPANS} slices"
        )
    number = number_of_id(document.id) or 0
    pages, length = _read(catalogue, number, spans)
    if not _are_slices(spans, length):
        raise WrongUse(f"document {document.id} has no such place: slices go upwards, within 0 to {length}")
    text = " ".join(" ".join(document_slice(pages, *span).split()) for span in spans).strip()
    held = [
        page
        for page in sorted(pages)
        if any(_touches(pages[page].start, len(pages[page].text), span) for span in spans)
    ]
    labels = [pages[page].label for page in held]
    return Quotation(document, tuple(spans), text, held[0] if held else 1, _label(labels) if document.paged else None)


def locate(catalogue: Catalogue, document: Document, spans: Spans, anchor: str) -> Located:
    """Where words stand that once stood in these slices: there, else where their fingerprint is found.

    Looked for on the page where they stood, then in the whole document.

    Args:
        anchor: see text.anchor.
    """
    number = number_of_id(document.id) or 0
    pages, length = _read(catalogue, number, spans)
    if _are_slices(spans, length):
        text = " ".join(document_slice(pages, *span) for span in spans)
        if anchor_of(text) == anchor:
            return Located(tuple(spans), _page_at(pages, spans[0][0]), Trace.THERE)
    near = spans[0][0] if spans else 0
    everything = [(number, leaf) for leaf in catalogue.leaves.of(number)]
    for wanted in ([(number, page) for page in pages], everything):
        read = catalogue.page_texts(wanted).get(number, {})
        begin = min((each.start for each in read.values()), default=0)
        text = SEPARATOR.join(read[page].text for page in sorted(read))
        if found := find_anchor(text, anchor, max(near - begin, 0)):
            low, high = begin + found[0], begin + found[1]
            return Located(((low, high),), _page_at(read, low), Trace.MOVED)
    return Located((), None, Trace.LOST)


def found_again(catalogue: Catalogue, document: Document, picked: Picked) -> tuple[Picked, Trace]:
    """What was picked, with its words where they stand now; without them if they are lost."""
    if not (picked.spans and picked.anchor):
        return picked, Trace.THERE
    now = locate(catalogue, document, picked.spans, picked.anchor)
    return replace(picked, spans=now.spans), now.trace


def _read(catalogue: Catalogue, number: int, spans: Spans) -> tuple[dict[int, PageText], int]:
    """The pages from the first to the last slice, and the length of the document's text."""
    leaves = [*catalogue.leaves.of(number).values()]
    starts = [leaf.start for leaf in leaves]
    if not leaves or not spans:
        return {}, 0
    first = max(bisect_right(starts, spans[0][0]) - 1, 0)
    last = max(bisect_right(starts, spans[-1][1] - 1), first + 1)
    wanted = [(number, leaf.number) for leaf in {*leaves[first:last], leaves[-1]}]
    pages = catalogue.page_texts(wanted).get(number, {})
    end = pages[leaves[-1].number]
    length = end.start + len(end.text)
    return {leaf.number: pages[leaf.number] for leaf in leaves[first:last]}, length


def _page_at(pages: Mapping[int, PageText], offset: int) -> int:
    """The page on which a place in the document's text stands."""
    return max((page for page, held in pages.items() if held.start <= offset), default=min(pages))


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
