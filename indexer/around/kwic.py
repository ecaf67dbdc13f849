"""Concordance: every place of a word or phrase in a line of its own, with what stands on its left and right (KWIC)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from indexer.around.phrase import Place, Places, places_of_phrase, read_phrase
from indexer.catalogue import Catalogue
from indexer.engines.base import Engine
from indexer.model import Concordance, ConcordanceRow, ConcordanceSort, Document, Filter, Sort
from indexer.numbering import number_of_id
from indexer.query.terms import InDocuments
from indexer.search import page_at
from indexer.text.collate import collation_key
from indexer.text.normalize import matching

MOST_PASSAGES = 1000  # looked at
_SORTED_BY = 3  # syllables beside the phrase
_NEAR = 40  # code points that surely hold them
_SHOWN = 70  # code points on either side


def concordance(
    catalogue: Catalogue,
    engine: Engine,
    line: str,
    *,
    document: Document | None = None,
    filters: Sequence[Filter] = (),
    sort: ConcordanceSort = ConcordanceSort.PLACE,
    limit: int = 50,
    offset: int = 0,
) -> Concordance:
    """A page of the places of a phrase, in one document or in all that the filters leave.

    Places are counted exactly in the passages looked at, at most MOST_PASSAGES of those that hold the phrase.
    Raises: WrongUse: the phrase is too long.
    """
    phrase = read_phrase(line, engine)
    if phrase is None:
        return Concordance("", (), 0, 0, 0, complete=True, sort=sort, offset=0, limit=limit, document=document)
    only = (number_of_id(document.id) or 0,) if document else ()
    found = places_of_phrase(catalogue, engine, phrase, filters=filters, documents=only, most=MOST_PASSAGES)
    ordered = sorted(found.places, key=_key(engine, found, sort))
    return Concordance(
        phrase=phrase.shown,
        rows=tuple(_rows(catalogue, ordered[offset : offset + limit])),
        total=len(ordered),
        documents=len({each.document for each in ordered}),
        looked_at=found.looked_at,
        complete=found.complete,
        sort=sort,
        offset=offset,
        limit=limit,
        document=document,
    )


def _key(engine: Engine, found: Places, sort: ConcordanceSort) -> Callable[[Place], tuple[Any, ...]]:
    by_title = {number: at for at, number in enumerate(_by_title(engine, {each.document for each in found.places}))}

    def by_place(place: Place) -> tuple[Any, ...]:
        return by_title.get(place.document, len(by_title)), place.document, place.start

    match sort:
        case ConcordanceSort.LEFT:
            return lambda place: (_neighbours(place.left, last=True), by_place(place))
        case ConcordanceSort.RIGHT:
            return lambda place: (_neighbours(place.right), by_place(place))
    return by_place


def _by_title(engine: Engine, documents: set[int]) -> list[int]:
    here = InDocuments(tuple(sorted(documents)))
    found = engine.search(here, sort=Sort.TITLE, limit=len(documents), passages_per_document=0)
    return [each.document for each in found.documents]


def _neighbours(text: str, *, last: bool = False) -> tuple[str, ...]:
    """The syllables beside a phrase as they are sorted, the nearest first."""
    near = text[-_NEAR:] if last else text[:_NEAR]
    syllables = near.split()
    nearest = syllables[-_SORTED_BY:][::-1] if last else syllables[:_SORTED_BY]
    return tuple(key for syllable in nearest if (key := _sorted_as(syllable)))


@lru_cache(maxsize=1 << 14)
def _sorted_as(syllable: str) -> str:
    """What a syllable sorts as, whatever signs stand at it; nothing for signs alone."""
    return collation_key(matching(syllable)).strip()


def _rows(catalogue: Catalogue, places: Sequence[Place]) -> list[ConcordanceRow]:
    records = catalogue.documents(sorted({each.document for each in places}))
    passages = catalogue.passages([each.passage for each in places])
    wanted = {
        (each.document, page)
        for each in places
        for page in range(passages[each.passage].first_page, passages[each.passage].last_page + 1)
    }
    pages = catalogue.page_texts(sorted(wanted))
    rows = []
    for each in places:
        page = page_at(pages[each.document], each.start)
        left, right = " ".join(each.left.split()), " ".join(each.right.split())
        row = ConcordanceRow(
            document=records[each.document],
            page=page.number,
            page_label=page.label,
            left=_cut(left[::-1])[::-1],
            hit=" ".join(each.hit.split()),
            right=_cut(right),
        )
        rows.append(row)
    return rows


def _cut(text: str) -> str:
    """As much of the text as a row shows, ending with a whole syllable.

    >>> len(_cut("lý luận " * 20))
    66
    """
    return text if len(text) <= _SHOWN else text[: _SHOWN + 1].rpartition(" ")[0].rstrip() or text[:_SHOWN]
