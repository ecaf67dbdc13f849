"""A phrase over the years of the cards: how many documents of each year hold it, and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from indexer.around.phrase import Phrase, places_of_phrase, read_phrase
from indexer.catalogue import Catalogue
from indexer.engines.base import Engine
from indexer.errors import WrongUse
from indexer.model import Filter, OverYears, PhraseYears, YearCount
from indexer.query.terms import AllOf
from indexer.search import parted

MOST_PHRASES = 5
MOST_PASSAGES = 1000  # looked at, for all phrases together


def over_years(catalogue: Catalogue, engine: Engine, lines: Sequence[str], filters: Sequence[Filter] = ()) -> OverYears:
    """Up to MOST_PHRASES phrases over the years; the same phrase only once.

    Documents are counted all; places only in the passages looked at.
    Raises: WrongUse: more phrases, or one that is too long.
    """
    read = [phrase for line in lines if (phrase := read_phrase(line, engine))]
    phrases = list({phrase.terms: phrase for phrase in read}.values())
    if len(phrases) > MOST_PHRASES:
        raise WrongUse(f"{len(phrases)} phrases: compare {MOST_PHRASES} at most")
    exact, ranges = parted(filters)
    everything = engine.search(AllOf(tuple(ranges)), filters=exact, limit=0, facets=("year",))
    held = _by_year(everything.facets["year"])
    most = MOST_PASSAGES // max(len(phrases), 1)
    counted = tuple(_counted(catalogue, engine, each, filters, most) for each in phrases)
    return OverYears(counted, held, everything.total_documents - sum(held.values()))


def _counted(catalogue: Catalogue, engine: Engine, phrase: Phrase, filters: Sequence[Filter], most: int) -> PhraseYears:
    exact, ranges = parted(filters)
    holding = engine.search(AllOf((phrase.match, *ranges)), filters=exact, limit=0, facets=("year",))
    documents = _by_year(holding.facets["year"])
    found = places_of_phrase(catalogue, engine, phrase, filters=filters, most=most)
    of_document = Counter(each.document for each in found.places)
    places: Counter[int] = Counter()
    for number, year in catalogue.years(list(of_document)).items():
        places[year] += of_document[number]
    return PhraseYears(
        phrase=phrase.shown,
        years={year: YearCount(count, places[year]) for year, count in documents.items()},
        documents=holding.total_documents,
        places=len(found.places),
        undated=holding.total_documents - sum(documents.values()),
        looked_at=found.looked_at,
        complete=found.complete,
    )


def _by_year(counts: Mapping[str, int]) -> dict[int, int]:
    return {int(year): count for year, count in sorted(counts.items(), key=lambda each: int(each[0]))}
