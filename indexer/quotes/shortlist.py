"""The passages in which a quotation may stand. The index only proposes; the printed text decides."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from indexer.engines.base import BIGRAM, NUMBER, SYLLABLE, TITLE, Engine
from indexer.metadata.numbers import find_numbers
from indexer.query.terms import AllOf, AnyOf, Has, InDocuments, Match, Scored, among
from indexer.quotes.words import Word
from indexer.text.analyze import folded_bigram
from indexer.text.tokens import folded, tokenize

_PAIRS = 20  # of the rarest pairs of a quotation that propose
_SYLLABLES = 12  # the same of syllables
_DOCUMENTS = 10
_PASSAGES = 3  # of each document
_MORE_PASSAGES = 20  # the same, of documents that say nearly what is quoted
_NAMED = 5  # documents that a claim may name


def shortlist(engine: Engine, words: Sequence[Word], within: Sequence[int] = ()) -> list[int]:
    """Numbers of passages, the likeliest first, by the rarest pairs.

    Args:
        within: only passages of these documents.
    """
    return _by_pairs(engine, words, within, _PASSAGES)


def closer(engine: Engine, words: Sequence[Word], within: Sequence[int]) -> list[int]:
    """The same, with more passages of these documents: laws say many things in nearly the same words."""
    return _by_pairs(engine, words, within, _MORE_PASSAGES) if within else []


def _by_pairs(engine: Engine, words: Sequence[Word], within: Sequence[int], most: int) -> list[int]:
    pairs = [folded_bigram(a.term, b.term) for a, b in itertools.pairwise(words) if not (a.free or b.free or b.cut)]
    scored = _scored(engine, BIGRAM, pairs, _PAIRS)
    return _ranked(engine, AnyOf(tuple(Has(each.field, each.term) for each in scored)), scored, within, most)


def by_syllables(engine: Engine, words: Sequence[Word]) -> list[int]:
    """The same by the rarest syllables: passages of lists and letterheads have no pairs in the index."""
    scored = _scored(engine, SYLLABLE, [folded(each.term) for each in words if not each.free], _SYLLABLES)
    if not scored:
        return []
    match = among(SYLLABLE, [each.term for each in scored], (len(scored) + 1) // 2)
    return _ranked(engine, match, scored, (), _PASSAGES)


def _ranked(engine: Engine, match: Match, scored: list[Scored], within: Sequence[int], most: int) -> list[int]:
    if not scored:
        return []
    if within:
        match = AllOf((match, InDocuments(tuple(within))))
    found = engine.search(match, scored, limit=_DOCUMENTS, passages_per_document=most, count=False)
    ranked = [each for document in found.documents for each in document.passages]
    return [each.passage for each in sorted(ranked, key=lambda each: -each.score)]


def _scored(engine: Engine, field: str, terms: Sequence[str], most: int) -> list[Scored]:
    distinct = list(dict.fromkeys(terms))
    counts = zip(distinct, engine.frequencies(field, distinct), strict=True)
    held = sorted((count, term) for term, count in counts if count)[:most]
    return [Scored(field, term) for _, term in held]


def documents_named(engine: Engine, claim: str) -> list[int]:
    """Documents whose number a claim prints, or whose title may be in it: to be compared with their cards."""
    keys = [found.number.key for found in find_numbers(claim)]
    terms = list(dict.fromkeys(token.term for token in tokenize(claim)))
    if not terms:
        return []
    parts: list[Match] = [Has(NUMBER, key) for key in keys]
    parts.append(among(TITLE, terms, min(3, len(terms))))
    scored = [Scored(TITLE, term) for term in terms] + [Scored(NUMBER, key, 5.0) for key in keys]
    found = engine.search(AnyOf(tuple(parts)), scored, limit=_NAMED, passages_per_document=1, count=False)
    return [each.document for each in found.documents]
