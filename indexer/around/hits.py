"""Every place of one document where a line is found, page by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.around.words import Written, written
from indexer.catalogue import Catalogue
from indexer.engines.base import Engine
from indexer.model import Document, DocumentHits, HitRow, PageHits
from indexer.numbering import number_of_id
from indexer.query.question import understand
from indexer.read import passages_found
from indexer.search import page_at, to_document
from indexer.snippet import Highlighter

MOST_PASSAGES = 500  # looked at
_APART = 90  # code points; places nearer to each other share a row
_AROUND = 90  # shown before the first and after the last


@dataclass(frozen=True, slots=True)
class _Row:
    """Places in one passage, as slices of its text."""

    passage: Written
    places: Sequence[tuple[int, int]]

    @property
    def start(self) -> int:
        """Where the first stands in the text of the document."""
        return to_document(self.passage.passage, self.places[0][0])


def hits_in(
    catalogue: Catalogue,
    engine: Engine,
    document: Document,
    line: str,
    *,
    limit: int = 50,
    offset: int = 0,
    abbreviations: bool = True,
) -> DocumentHits:
    """The places that a reader of the document sees marked, in its order, each once though passages overlap.

    Only the first MOST_PASSAGES passages that hold the line are looked at.
    """
    plan = understand(line, engine, abbreviations=abbreviations).plan
    numbers, whole = passages_found(engine, number_of_id(document.id) or 0, plan) if plan.patterns else ([], False)
    texts = written(catalogue, catalogue.passages(numbers[:MOST_PASSAGES]).values(), aside=True)
    rows = sorted(_rows(texts, Highlighter(plan.patterns)), key=lambda row: row.start)
    counted: Counter[tuple[int, str | None]] = Counter()
    for row in rows:
        for start, _ in row.places:
            page = page_at(dict(row.passage.pages), to_document(row.passage.passage, start))
            counted[page.number, page.label] += 1
    return DocumentHits(
        document=document,
        line=line,
        whole=whole,
        pages=tuple(
            PageHits(page, label, counted[page, label]) for page, label in sorted(counted, key=lambda at: at[0])
        ),
        rows=tuple(_shown(row) for row in rows[offset : offset + limit]),
        total=counted.total(),
        total_rows=len(rows),
        looked_at=len(texts),
        complete=len(numbers) <= MOST_PASSAGES,
        offset=offset,
        limit=limit,
    )


def _rows(texts: Iterable[Written], highlighter: Highlighter) -> list[_Row]:
    rows: list[_Row] = []
    seen: set[int] = set()
    for each in texts:
        near: list[tuple[int, int]] = []
        for start, end in highlighter.highlights(each.text):
            place = to_document(each.passage, start)
            if place in seen:
                continue
            seen.add(place)
            if near and start - near[-1][1] > _APART:
                rows.append(_Row(each, near))
                near = []
            near.append((start, end))
        if near:
            rows.append(_Row(each, near))
    return rows


def _shown(row: _Row) -> HitRow:
    text, places = row.passage.text, row.places
    start, end = _cut(text, places[0][0] - _AROUND, places[-1][1] + _AROUND)
    page = page_at(dict(row.passage.pages), row.start)
    return HitRow(
        page=page.number,
        page_label=page.label,
        text=text[start:end].replace("\n", " "),
        highlights=tuple((low - start, high - start) for low, high in places),
        begins=start == 0,
        ends=end == len(text),
    )


def _cut(text: str, start: int, end: int) -> tuple[int, int]:
    """The slice, made smaller so that it begins and ends with a whole syllable.

    >>> _cut("lý luận chính trị", 1, 14), _cut("lý luận", -5, 99)
    ((3, 13), (0, 7))
    """
    start, end = max(start, 0), min(end, len(text))
    if start:
        start = next((at + 1 for at in range(start, end) if text[at].isspace()), start)
    if end < len(text):
        end = next((at for at in range(end, start, -1) if text[at].isspace()), end)
    return start, end
