"""A word or phrase as readers type it, and every place of it in the passages that hold it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.around.finding import Finder
from indexer.around.words import Written, written
from indexer.catalogue import Catalogue
from indexer.engines.base import SYLLABLE, Engine
from indexer.errors import WrongUse
from indexer.model import Filter
from indexer.numbering import document_of
from indexer.query.nodes import shown
from indexer.query.question import understand
from indexer.query.terms import AllOf, InDocuments, Match, together
from indexer.search import parted, to_document
from indexer.text.tokens import tokenize

_LONGEST = 40  # syllables
_MOST_LETTERS = 600  # of a phrase: the expression that finds it grows with them
_AROUND = 90  # code points kept on either side


@dataclass(frozen=True, slots=True)
class Phrase:
    """What is looked for."""

    shown: str  # as understood: raw Telex or VNI typing is read as the accented syllables
    terms: tuple[str, ...]

    @property
    def match(self) -> Match:
        """The passages that hold it."""
        return together(SYLLABLE, self.terms)


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a phrase."""

    document: int  # number
    start: int  # in the text of the document
    left: str  # as printed
    hit: str
    right: str
    passage: int  # number of one that holds it


@dataclass(frozen=True, slots=True)
class Places:
    """Every place of a phrase in the passages looked at."""

    places: Sequence[Place]
    looked_at: int  # passages
    complete: bool  # no more passages hold the phrase


def read_phrase(line: str, engine: Engine) -> Phrase | None:
    """The line as one phrase, its syllables with accents or without as in a search; None without any.

    Raises: WrongUse: it is longer than any phrase that is looked for.
    """
    tokens = tokenize(line)
    if not tokens:
        return None
    if len(tokens) > _LONGEST:
        raise WrongUse(f"a phrase of {len(tokens)} syllables: look for one of {_LONGEST} at most")
    plain = " ".join(line[token.start : token.end] for token in tokens)
    if len(plain) > _MOST_LETTERS:
        raise WrongUse(f"a phrase of {len(plain)} letters: look for one of {_MOST_LETTERS} at most")
    question = understand(f'"{plain}"', engine, abbreviations=False)
    (pattern,) = question.plan.patterns
    return Phrase(shown(question.node).strip('"“”'), pattern.terms)


def places_of_phrase(
    catalogue: Catalogue,
    engine: Engine,
    phrase: Phrase,
    *,
    filters: Sequence[Filter] = (),
    documents: Sequence[int] = (),
    most: int,
) -> Places:
    """Every place of the phrase in the first `most` passages that hold it; each once, though passages overlap.

    Args:
        documents: only in these.
    """
    exact, ranges = parted(filters)
    here = (InDocuments(tuple(documents)),) if documents else ()
    match = AllOf((phrase.match, *ranges, *here))
    numbers = engine.passages(match, filters=exact, most=most + 1)
    passages = catalogue.passages(numbers[:most])
    finder = Finder(phrase.terms)
    found: dict[tuple[int, int], Place] = {}
    for each in written(catalogue, passages.values(), aside=True):
        for start, end in finder.places(each.text):
            place = _place(each, start, end)
            known = found.get((place.document, place.start))
            found[place.document, place.start] = _widest(known, place) if known else place
    return Places(list(found.values()), len(passages), complete=len(numbers) <= most)


def _place(each: Written, start: int, end: int) -> Place:
    return Place(
        document=document_of(each.passage.number),
        start=to_document(each.passage, start),
        left=each.text[max(0, start - _AROUND) : start],
        hit=each.text[start:end],
        right=each.text[end : end + _AROUND],
        passage=each.passage.number,
    )


def _widest(one: Place, other: Place) -> Place:
    """The same place in two passages, with what either prints around it."""
    return replace(one, left=max(one.left, other.left, key=len), right=max(one.right, other.right, key=len))
