"""Documents about the same: they hold the words that tell most of a document, or of a passage.

The words are chosen and weighed by tf · idf (Salton & Buckley 1988), as Lucene's MoreLikeThis does, against what the
index itself counts; the engine then ranks by BM25.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from indexer.around.words import Written, pages_of, places_of, rarity, shown, spread, written
from indexer.catalogue import Catalogue
from indexer.engines.base import WORD, Engine, RankedDocument
from indexer.errors import PageNotFound, WrongUse
from indexer.model import Document, Passage, PassageHit, Similar, SimilarHit, Spans
from indexer.numbering import number_of_id
from indexer.query.plan import Pattern
from indexer.query.terms import AllOf, AnyOf, Has, InDocuments, Scored, Without
from indexer.search import page_at, show
from indexer.snippet import Highlighter

_SAMPLE = 60  # passages of a long document, from which its words are taken
_ASKED = 25  # words
_FEWEST_HOLDERS = 2  # passages: what only one holds finds nothing else
_COMMON = 0.5  # share of all passages; a word of more tells of no subject
_CANDIDATES = 3  # for each document wanted, looked at more closely
_LEAST_SHARED = 2  # words in common, where more than one was asked for
_PASSAGES = 2
_FADING = 0.5  # what each further passage of a document counts of the one before


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is compared with the library: passages, and the part of the document's text that is meant."""

    passages: Sequence[Passage]
    spans: Spans | None  # None: all of it
    page: int | None
    label: str | None


def similar(
    catalogue: Catalogue,
    engine: Engine,
    document: Document,
    *,
    page: int | None = None,
    spans: Spans = (),
    limit: int = 10,
) -> Similar:
    """Documents about the same, the nearest first; never the document itself, nor those with much of its very text.

    Args:
        page: of the file: like this page only.
        spans: like these slices of the document's text only.
    Raises: PageNotFound; WrongUse: the document has no such place.
    """
    number = number_of_id(document.id) or 0
    asked = _asked(catalogue, document, number, page, spans)
    words = _telling(engine, _counted(written(catalogue, asked.passages), asked.spans))
    own = (number, *(number_of_id(each.other.id) or 0 for each in catalogue.likenesses.of(number)))
    scored = [Scored(WORD, term, weight) for term, weight in words.items()]
    ranked = _ranked(engine, scored, own, limit * _CANDIDATES)
    parts = (ranked[at : at + limit] for at in range(0, len(ranked), limit))
    found = tuple(islice((hit for part in parts for hit in _shown(catalogue, part, words)), limit))
    return Similar(document, asked.page, asked.label, _named(words), found)


def _asked(catalogue: Catalogue, document: Document, number: int, page: int | None, spans: Spans) -> _Asked:
    if page is None and not spans:
        return _Asked(spread(catalogue.passages_of(number), _SAMPLE), None, None, None)
    if spans:
        passages = [each for each in catalogue.passages_of(number) if _overlap(each, spans)]
        pages = catalogue.page_texts([(number, at) for each in passages for at in pages_of(each)]).get(number)
        if not pages:
            raise WrongUse(f"document {document.id} has no text at {spans[0][0]}-{spans[-1][1]}")
        first = page_at(pages, max(spans[0][0], min(each.start for each in pages.values())))
        return _Asked(passages, spans, first.number, first.label)
    here = catalogue.page_texts([(number, page or 0)]).get(number, {}).get(page or 0)
    if here is None:
        raise PageNotFound(document.id, page or 0, document.pages)
    return _Asked(catalogue.passages_of(number, page), [(here.start, here.start + len(here.text))], page, here.label)


def _overlap(passage: Passage, spans: Spans) -> bool:
    return any(low < end and start < high for low, high in spans for start, end in passage.spans)


def _counted(passages: Iterable[Written], spans: Spans | None) -> Counter[str]:
    """How often each word stands there; a sentence that two passages share counts once."""
    places = {(term, at) for each in passages for term, at in places_of(each)}
    return Counter(term for term, at in places if spans is None or any(start <= at < end for start, end in spans))


def _telling(engine: Engine, counts: Counter[str]) -> dict[str, float]:
    """The words to ask for, the most telling first, with what each is worth."""
    terms = sorted(counts)
    size = engine.size()
    worth: dict[str, float] = {}
    for term, held in zip(terms, engine.frequencies(WORD, terms), strict=True):
        if _FEWEST_HOLDERS <= held <= max(_COMMON * size, _FEWEST_HOLDERS):
            worth[term] = (1 + math.log(counts[term])) * rarity(held, size)
    chosen = sorted(worth, key=lambda term: (-worth[term], term))[:_ASKED]
    return {term: 1 + math.log(counts[term]) for term in chosen}


def _ranked(engine: Engine, scored: Sequence[Scored], own: tuple[int, ...], limit: int) -> list[RankedDocument]:
    """Documents by their best passages: one that comes back to the subject stands before one that touches it."""
    if not scored:
        return []
    match = AllOf((AnyOf(tuple(Has(each.field, each.term) for each in scored)), Without(InDocuments(own))))
    found = engine.search(match, scored, limit=limit, passages_per_document=_PASSAGES, count=False).documents
    return sorted(found, key=lambda each: (-_score(each), each.document))


def _score(ranked: RankedDocument) -> float:
    return sum(hit.score * _FADING**at for at, hit in enumerate(ranked.passages))


def _shown(catalogue: Catalogue, ranked: Sequence[RankedDocument], words: dict[str, float]) -> Iterator[SimilarHit]:
    records = catalogue.documents([each.document for each in ranked])
    passages = catalogue.passages([hit.passage for each in ranked for hit in each.passages])
    texts = {each.passage.number: each for each in written(catalogue, passages.values())}
    highlighter = Highlighter([Pattern(tuple(term.split("_"))) for term in words])
    for each in ranked:
        own = [texts[hit.passage] for hit in each.passages if hit.passage in texts]
        held = {term for text in own for term, _ in places_of(text)}
        shared = [term for term in words if term in held]
        if each.document in records and len(shared) >= min(_LEAST_SHARED, len(words)):
            snippets = tuple(_passage(text, highlighter) for text in own)
            yield SimilarHit(records[each.document], _score(each), _named(shared), snippets)


def _passage(each: Written, highlighter: Highlighter) -> PassageHit:
    return show(each.passage, dict(each.pages), highlighter, 0.0)


def _named(terms: Iterable[str]) -> tuple[str, ...]:
    """The words among the terms: numbers of documents are compared, and told nobody."""
    return tuple(shown(term) for term in terms if shown(term).replace(" ", "").isalpha())
