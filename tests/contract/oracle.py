"""The engine that is obviously right: everything in memory, every search a walk over every passage."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from indexer.engines.base import BAGS, Entry, RankedDocument, RankedPassage, Ranking, TermCount
from indexer.model import Filter, Sort
from indexer.numbering import document_of, is_card
from indexer.query.terms import AllOf, Between, Has, HasPhrase, HasPrefix, InDocuments, Match, Scored, Without

K1, B = 1.2, 0.75
OF_PASSAGE = ("syllable", "front", "bigram", "word", "question")
NO_DAY = -1


class MemoryEngine:
    """An index that lives as long as the object."""

    name = "memory"

    def __init__(self) -> None:
        self._entries: dict[int, Entry] = {}
        self._commits = 0

    @contextmanager
    def writer(self) -> Iterator[MemoryWriter]:
        writer = MemoryWriter(dict(self._entries))
        yield writer
        self._entries = writer.entries
        self._commits += 1

    def search(
        self,
        match: Match,
        scored: Sequence[Scored] = (),
        *,
        filters: Sequence[Filter] = (),
        sort: Sort = Sort.RELEVANCE,
        limit: int = 10,
        offset: int = 0,
        passages_per_document: int = 3,
        facets: Sequence[str] = (),
        count: bool = True,
        leaving_out: Collection[int] = (),
        hiding: Sequence[Filter] = (),
    ) -> Ranking:
        found = [entry for entry in self._shown(hiding) if matches(match, entry) and carries(filters, entry)]
        formulas = [Formula.of(one, list(self._entries.values())) for one in scored]
        groups = grouped(found, formulas)
        listed = [document for document in groups if document not in leaving_out]
        order = sorted(listed, key=lambda document: order_key(sort, groups[document], document))
        return Ranking(
            documents=tuple(
                ranked(document, groups[document], passages_per_document, count=count)
                for document in order[offset : offset + limit]
            ),
            total_documents=len(groups) if count else 0,
            total_passages=sum(not is_card(entry.passage) for entry in found) if count else 0,
            facets={name: counted(name, found) for name in facets} if count else {},
        )

    def _shown(self, hiding: Sequence[Filter]) -> list[Entry]:
        return [entry for entry in self._entries.values() if not any(carries([one], entry) for one in hiding)]

    def holds(self, match: Match, *, hiding: Sequence[Filter] = ()) -> bool:
        return any(matches(match, entry) for entry in self._shown(hiding))

    def passages(
        self, match: Match, *, filters: Sequence[Filter] = (), most: int, hiding: Sequence[Filter] = ()
    ) -> list[int]:
        shown = self._shown(hiding)
        return sorted(entry.passage for entry in shown if matches(match, entry) and carries(filters, entry))[:most]

    def terms(self, field: str, prefix: str, limit: int, *, hiding: Sequence[Filter] = ()) -> list[TermCount]:
        counts = Counter(
            term for entry in self._shown(hiding) for term in set(terms_of(entry, field)) if term.startswith(prefix)
        )
        rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
        return [TermCount(term, passages) for term, passages in rows[:limit]]

    def frequencies(self, field: str, terms: Sequence[str], *, hiding: Sequence[Filter] = ()) -> list[int]:
        held = [set(terms_of(entry, field)) for entry in self._shown(hiding)]
        return [sum(term in own for own in held) for term in terms]

    def size(self) -> int:
        return len(self._entries)

    def generation(self) -> str:
        return str(self._commits)

    def held(self, *, hiding: Sequence[Filter] = ()) -> Mapping[int, int]:
        return Counter(document_of(entry.passage) for entry in self._shown(hiding))

    def close(self) -> None:
        self._entries = {}


class MemoryWriter:
    def __init__(self, entries: dict[int, Entry]) -> None:
        self.entries = entries

    def put(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            self.entries[entry.passage] = entry

    def remove(self, document: int) -> None:
        for passage in [passage for passage in self.entries if document_of(passage) == document]:
            del self.entries[passage]

    def clear(self) -> None:
        self.entries.clear()


def positions(entry: Entry, field: str) -> Sequence[Sequence[str]]:
    """Terms by position; a bag's terms each stand alone."""
    value = getattr(entry if field in OF_PASSAGE else entry.card, field)
    return [[term] for term in value] if field in BAGS else value


def terms_of(entry: Entry, field: str) -> list[str]:
    return [term for position in positions(entry, field) for term in position]


def matches(match: Match, entry: Entry) -> bool:
    if isinstance(match, Has):
        return match.term in terms_of(entry, match.field)
    if isinstance(match, HasPhrase):
        return has_phrase(positions(entry, match.field), match.terms, match.within)
    if isinstance(match, HasPrefix):
        return any(term.startswith(match.prefix) for term in terms_of(entry, match.field))
    if isinstance(match, Between):
        return between(match, entry.card.year)
    if isinstance(match, InDocuments):
        return document_of(entry.passage) in match.numbers
    if isinstance(match, Without):
        return not matches(match.part, entry)
    holding = sum(matches(part, entry) for part in match.parts)
    return holding == len(match.parts) if isinstance(match, AllOf) else holding >= match.least


def has_phrase(stack: Sequence[Sequence[str]], terms: Sequence[str], within: int) -> bool:
    """Whether the terms stand at rising positions, the last near enough to the first."""
    return any(ends_near(stack, first, terms, within) for first, here in enumerate(stack) if terms[0] in here)


def ends_near(stack: Sequence[Sequence[str]], first: int, terms: Sequence[str], within: int) -> bool:
    """Whether the terms follow from a position on; taking each as early as it stands leaves the most room."""
    last = first
    for term in terms[1:]:
        following = (place for place in range(last + 1, len(stack)) if term in stack[place])
        place = next(following, None)
        if place is None:
            return False
        last = place
    return last - first - (len(terms) - 1) <= within


def between(match: Between, year: int | None) -> bool:
    if year is None:
        return False
    return (match.low is None or match.low <= year) and (match.high is None or year <= match.high)


def carries(filters: Sequence[Filter], entry: Entry) -> bool:
    return all(one.value in entry.card.facets.get(one.facet, ()) for one in filters)


@dataclass(frozen=True)
class Formula:
    """BM25 of one term in one field, with the numbers of the whole index."""

    field: str
    term: str
    factor: float  # weight × idf
    mean_length: float

    @classmethod
    def of(cls, scored: Scored, entries: Sequence[Entry]) -> Formula:
        held = [terms_of(entry, scored.field) for entry in entries]
        df = sum(scored.term in terms for terms in held)
        idf = math.log(1 + (len(held) - df + 0.5) / (df + 0.5))
        mean_length = sum(map(len, held)) / max(len(held), 1)
        return cls(scored.field, scored.term, scored.weight * idf, mean_length)

    def score(self, entry: Entry) -> float:
        terms = terms_of(entry, self.field)
        tf = terms.count(self.term)
        if not tf:
            return 0.0
        return self.factor * tf * (K1 + 1) / (tf + K1 * (1 - B + B * len(terms) / self.mean_length))


@dataclass(frozen=True)
class Group:
    """A document's matching passages, best first, and its card (any passage's: all have the same)."""

    passages: list[RankedPassage]
    entry: Entry


def grouped(found: Sequence[Entry], formulas: Sequence[Formula]) -> dict[int, Group]:
    groups: dict[int, Group] = {}
    for entry in found:
        score = sum(formula.score(entry) for formula in formulas)
        group = groups.setdefault(document_of(entry.passage), Group([], entry))
        group.passages.append(RankedPassage(entry.passage, score))
    for group in groups.values():
        group.passages.sort(key=lambda passage: (-passage.score, passage.passage))
    return groups


def order_key(sort: Sort, group: Group, document: int) -> tuple[object, ...]:
    card = group.entry.card
    if sort is Sort.TITLE:
        return (card.title_key, document)
    if sort is Sort.RELEVANCE:
        return (-group.passages[0].score, document)
    day = NO_DAY if card.day is None else card.day
    return (card.day is None, day if sort is Sort.OLDEST else -day, document)


def ranked(document: int, group: Group, most: int, *, count: bool) -> RankedDocument:
    matching = sum(not is_card(each.passage) for each in group.passages) if count else 0
    return RankedDocument(document, group.passages[0].score, tuple(group.passages[:most]), matching)


def counted(facet: str, found: Sequence[Entry]) -> dict[str, int]:
    pairs = {(document_of(entry.passage), value) for entry in found for value in entry.card.facets.get(facet, ())}
    return dict(Counter(value for _, value in pairs))
