"""What the API answers about what stands around a document or a line."""

from __future__ import annotations

from indexer import json_types as j
from indexer import shapes
from indexer.model import ConcordanceSort
from search_web.api import parameters as p
from search_web.api.asking import Asking
from search_web.library import library


def telling_words(asking: Asking) -> j.TellingWords:
    """The words that tell a document from the library; as `tracuu words ID --json`."""
    return shapes.telling_words_json(library().around.telling_words(asking[p.ID]))


def telling_words_of_result(asking: Asking) -> j.TellingWords:
    """The words that tell what holds a line from the library; as `tracuu words --line LINE --json`."""
    told = library().around.telling_words_of_result(
        asking[p.LINE], asking[p.FILTER], abbreviations=asking[p.ABBREVIATIONS]
    )
    return shapes.telling_words_json(told)


def concordance(asking: Asking) -> j.Concordance:
    """Every place of a word or phrase with what is printed around it; as `tracuu kwic --json`."""
    found = library().around.concordance(
        asking[p.PHRASE],
        document_id=asking[p.DOCUMENT],
        filters=asking[p.FILTER],
        sort=ConcordanceSort(asking[p.NEIGHBOUR]),
        limit=asking[p.ROWS],
        offset=asking[p.FAR],
    )
    _go_on(asking, found.total)
    return shapes.concordance_json(found)


def over_years(asking: Asking) -> j.OverYears:
    """How many documents of each year hold a phrase, for up to five; as `tracuu years --json`."""
    return shapes.over_years_json(library().around.over_years(asking[p.PHRASES], asking[p.FILTER]))


def hits(asking: Asking) -> j.DocumentHits:
    """Every place of a document where a line is found; as `tracuu hits ID LINE --json`."""
    found = library().around.hits(
        asking[p.ID],
        asking[p.HIGHLIGHT],
        limit=asking[p.ROWS],
        offset=asking[p.FAR],
        abbreviations=asking[p.ABBREVIATIONS],
    )
    _go_on(asking, found.total_rows)
    return shapes.hits_json(found)


def _go_on(asking: Asking, total: int) -> None:
    following = asking[p.FAR] + asking[p.ROWS]
    if following < total:
        asking.next = asking.address(p.FAR, following)
