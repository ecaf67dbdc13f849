"""Entries and searches in few words. In a stack written as a line, "án|~an" are two terms at one position."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from indexer.engines.base import Card, Engine, Entry, RankedDocument, Ranking, Stack
from indexer.model import Filter, Sort
from indexer.numbering import MOST_PASSAGES, document_of, is_card, passage_number
from indexer.query.terms import AllOf, Match, Scored

EVERYTHING = AllOf(())
FIRST = 1  # ordinal of the first passage: the tests count passages from 0, and the card is -1


def stack(line: str) -> Stack:
    return tuple(tuple(position.split("|")) for position in line.split())


def card(
    lines: Mapping[str, str] | None = None,
    *,
    facets: Mapping[str, Sequence[str]] | None = None,
    year: int | None = None,
    day: int | None = None,
    title_key: str = "",
) -> Card:
    """A card with the lines of some of its fields."""
    of = defaultdict(str, lines or {})
    return Card(
        title=stack(of["title"]),
        author=stack(of["author"]),
        issuer=stack(of["issuer"]),
        kind=stack(of["kind"]),
        collection=stack(of["collection"]),
        number=tuple(of["number"].split()),
        facets=facets or {},
        year=year,
        day=day,
        title_key=title_key,
    )


def entry(
    document: int,
    ordinal: int = 0,
    text: str = "",
    of: Card | None = None,
    *,
    front: str = "",
    bigram: str = "",
    word: str = "",
    question: str = "",
) -> Entry:
    return Entry(
        passage=passage_number(document, FIRST + ordinal),
        syllable=stack(text),
        bigram=tuple(bigram.split()),
        word=tuple(word.split()),
        card=of or Card(),
        front=stack(front),
        question=tuple(question.split()),
    )


def put(engine: Engine, *entries: Entry) -> None:
    with engine.writer() as writer:
        writer.put(entries)


def everything(
    engine: Engine,
    match: Match = EVERYTHING,
    scored: Sequence[Scored] = (),
    *,
    filters: Sequence[Filter] = (),
    hiding: Sequence[Filter] = (),
    sort: Sort = Sort.RELEVANCE,
    facets: Sequence[str] = (),
) -> Ranking:
    """The whole result on one page."""
    return engine.search(
        match,
        scored,
        filters=filters,
        sort=sort,
        limit=500,
        passages_per_document=500,
        facets=facets,
        hiding=hiding,
    )


def found(
    engine: Engine, match: Match = EVERYTHING, filters: Sequence[Filter] = (), hiding: Sequence[Filter] = ()
) -> set[tuple[int, int]]:
    """Document and ordinal of each passage matched."""
    ranking = everything(engine, match, filters=filters, hiding=hiding)
    passages = [hit.passage for document in ranking.documents for hit in document.passages]
    assert len(passages) == len(set(passages))
    assert sum(not is_card(passage) for passage in passages) == ranking.total_passages
    assert len(ranking.documents) == ranking.total_documents
    return {(document_of(passage), passage % MOST_PASSAGES - FIRST) for passage in passages}


def order(ranking: Ranking) -> list[int]:
    return [document.document for document in ranking.documents]


def ordinals(document: RankedDocument) -> list[int]:
    """Ordinals of the passages returned."""
    return [hit.passage % MOST_PASSAGES - FIRST for hit in document.passages]
