"""Nodes → what the engine matches and scores, and what is highlighted.

An accented syllable is matched as it is. One without accents is matched whatever its accents, and when the line has
accents elsewhere, text that has it without accents scores higher.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil

from indexer.engines.base import BIGRAM, FRONT, NUMBER, SYLLABLE, TITLE, WORD
from indexer.metadata.numbers import DocumentNumber, FoundNumber, find_numbers, read_number
from indexer.model import Notice, Reading
from indexer.query.nodes import And, InField, Node, Not, Or, Phrase, Prefix, Words, Years
from indexer.query.terms import AllOf, AnyOf, Between, Has, HasPhrase, HasPrefix, Match, Scored, Without
from indexer.text.analyze import bigram, folded_bigram
from indexer.text.normalize import fold
from indexer.text.tokens import Token, folded, tokenize

LONG_LINE = 6  # distinct syllables up to which a passage must hold all
SHARE = 0.75  # of the distinct syllables of a longer line
_CHUNK = re.compile(r"\S+")
_MOST_EXPANSIONS = 32  # terms of a prefix that are scored


@dataclass(frozen=True, slots=True)
class Weights:
    """What each kind of term adds to a score. Chosen by measurement: docs/decisions/0002-ranking.md."""

    syllable: float = 1.0
    bigram: float = 0.85
    word: float = 0.25  # for neighbours of the line that make a word in the passage
    loose: float = 0.15  # of each, for the folded form of a syllable typed without accents beside accented ones
    title: float = 0.2
    front: float = 0.5
    number: float = 30.0  # in the document's own; a tenth of it in running text


@dataclass(frozen=True, slots=True)
class Pattern:
    """Syllables to highlight where they stand together, in order. `prefix`: the last is only its beginning."""

    terms: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked of an engine for one line."""

    match: Match
    scored: tuple[Scored, ...]
    patterns: tuple[Pattern, ...]
    notices: tuple[Notice, ...]
    partial: bool  # documents that hold only some of the line may follow
    one_list: bool  # whole and partial matches are ranked together
    share: float  # of the distinct syllables that a passage must hold


Expand = Callable[[str, str], Iterable[str]]  # field, prefix → terms that begin with it


@dataclass
class _Gathered:
    """What the positive parts of a line add up to."""

    scored: dict[tuple[str, str], float] = field(default_factory=dict)
    patterns: list[Pattern] = field(default_factory=list)
    notices: dict[Reading, Notice] = field(default_factory=dict)
    share: float = 1.0

    def score(self, name: str, term: str, weight: float) -> None:
        if weight > 0:
            self.scored[name, term] = max(weight, self.scored.get((name, term), 0.0))


def make_plan(node: Node, *, expand: Expand, weights: Weights | None = None) -> Plan:
    """The plan of a line.

    Args:
        expand: terms of a field that begin with a prefix, the most frequent first.
    """
    planner = _Planner(node, expand, weights or Weights())
    match = planner.match(node)
    gathered = planner.gathered
    return Plan(
        match=match,
        scored=tuple(Scored(name, term, weight) for (name, term), weight in gathered.scored.items()),
        patterns=tuple(dict.fromkeys(gathered.patterns)),
        notices=tuple(gathered.notices.values()),
        partial=_is_loose(node) and bool(gathered.scored),
        one_list=isinstance(node, Words) and gathered.share < 1,
        share=gathered.share,
    )


class _Planner:
    def __init__(self, node: Node, expand: Expand, weights: Weights) -> None:
        self._expand, self._weights = expand, weights
        terms = [token.term for text in _texts(node) for token in _apart_from_numbers(text) if token.term.isalpha()]
        plain = [term for term in terms if not _accented(term)]
        self._plain_line = len(plain) == len(terms)
        # Text written in full leaves about a third of its syllables without accents; a line with more dropped some.
        self._loose = 1.0 if 2 * len(plain) >= len(terms) else self._weights.loose
        self.gathered = _Gathered()
        self._aside = 0  # how many negations stand above

    def match(self, node: Node) -> Match:
        match node:
            case Words(text):
                return self._words(text)
            case Phrase(text):
                return self._phrase(text)
            case Prefix(text):
                return self._prefix(SYLLABLE, text)
            case Years(low, high):
                return Between(low, high)
            case InField(name, part):
                return self._in_field(name, part)
            case And(parts):
                return AllOf(tuple(self.match(part) for part in parts if not _is_empty(part)))
            case Or(parts):
                return AnyOf(tuple(self.match(part) for part in parts if not _is_empty(part)))
            case Not(part):
                self._aside += 1
                inner = self.match(part)
                self._aside -= 1
                return Without(inner)

    def _term(self, token: Token) -> str:
        """The term that the syllable is matched by."""
        if _accented(token.term) or not token.term.isalpha():
            return token.term
        self._notice(Reading.FOLDED if self._plain_line else Reading.MIXED, token.term)
        return folded(token.term)

    def _notice(self, reading: Reading, detail: str = "") -> None:
        self.gathered.notices.setdefault(reading, Notice(reading, detail))

    def _words(self, text: str) -> Match:
        numbers = _numbers(text)
        parts: list[Match] = [self._number(found.number) for found in numbers]
        loose = _apart_from_numbers(text)
        terms = list(dict.fromkeys(self._term(token) for token in loose))
        self._score(loose)
        least = len(terms)
        if len(terms) > LONG_LINE and not self._aside:
            least = ceil(SHARE * len(terms))
            self.gathered.share = min(self.gathered.share, SHARE)
            self._notice(Reading.SHARE)
        if terms:
            parts.append(AnyOf((_among(SYLLABLE, terms, least), _among(FRONT, terms, len(terms)))))
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _number(self, number: DocumentNumber) -> Match:
        key = number.key
        self._notice(Reading.NUMBER, number.printed)
        if not self._aside:
            self.gathered.score(NUMBER, key, self._weights.number)
            self.gathered.score(WORD, key, self._weights.number / 10)
            first, *others = (token.term for token in tokenize(number.printed))
            spellings = dict.fromkeys((first, first.lstrip("0"), f"{first.lstrip('0'):0>2}"))
            self.gathered.patterns.extend(Pattern((each, *map(folded, others))) for each in spellings)
        return AnyOf((Has(WORD, key), Has(NUMBER, key)))

    def _phrase(self, text: str) -> Match:
        tokens = tokenize(text)
        if not tokens:
            return AllOf(())
        terms = tuple(self._term(token) for token in tokens)
        self._score(tokens, together=True)
        return AnyOf((_together(SYLLABLE, terms), _together(FRONT, terms)))

    def _prefix(self, name: str, text: str) -> Match:
        term = self._term(tokenize(text)[0])
        if not self._aside:
            self.gathered.patterns.append(Pattern((term,), prefix=True))
            for each in list(self._expand(name, term))[:_MOST_EXPANSIONS]:
                self.gathered.score(name, each, self._weights.syllable)
        return HasPrefix(name, term)

    def _in_field(self, name: str, part: Words | Phrase | Prefix) -> Match:
        if not tokenize(part.text):
            return AnyOf(())
        if name == NUMBER:
            return _of_number(part)
        if isinstance(part, Prefix):
            return HasPrefix(name, self._term(tokenize(part.text)[0]))
        terms = tuple(self._term(token) for token in tokenize(part.text))
        if not self._aside:
            for term in terms:
                self.gathered.score(name, term, self._weights.syllable)
        if isinstance(part, Phrase) and terms:
            return _together(name, terms)
        return _among(name, terms, len(terms))

    def _score(self, tokens: Sequence[Token], *, together: bool = False) -> None:
        """Score and highlight the syllables of a run of words."""
        if self._aside:
            return
        terms = [self._term(token) for token in tokens]
        if together:
            self.gathered.patterns.append(Pattern(tuple(terms)))
        else:
            self.gathered.patterns.extend(Pattern((term,)) for term in terms)
        weights = self._weights
        for token, term in zip(tokens, terms, strict=True):
            loose = term != token.term and not self._plain_line
            self.gathered.score(SYLLABLE, term, weights.syllable * (self._loose if loose else 1))
            if loose:
                self.gathered.score(SYLLABLE, token.term, weights.syllable)
            if len(tokens) <= LONG_LINE:  # a longer line is no title, and each term costs time
                self.gathered.score(FRONT, term, weights.front)
                self.gathered.score(TITLE, term, weights.title)
        for left, right in itertools.pairwise(tokens):
            self._score_pair(left.term, right.term)

    def _score_pair(self, left: str, right: str) -> None:
        weights, exact = self._weights, bigram(left, right)
        if self._plain_line:
            self.gathered.score(BIGRAM, folded_bigram(left, right), weights.bigram)
        else:
            self.gathered.score(BIGRAM, exact, weights.bigram)
            self.gathered.score(WORD, exact, weights.word)
            if not (_accented(left) and _accented(right)):
                self.gathered.score(BIGRAM, folded_bigram(left, right), weights.bigram * self._loose)


def _of_number(part: Words | Phrase | Prefix) -> Match:
    """Documents of a number; of `23` alone, whatever its symbol."""
    keys = [found.number.key for found in _numbers(part.text)]
    if keys and not isinstance(part, Prefix):
        return AllOf(tuple(Has(NUMBER, key) for key in keys))
    start = fold(part.text).lstrip("0")
    ends = ("",) if isinstance(part, Prefix) or not start.isdecimal() else ("-", "/")
    return AnyOf(tuple(HasPrefix(NUMBER, start + end) for end in ends if start))


def _numbers(text: str) -> list[FoundNumber]:
    """Document numbers in a line: as text prints them, and as readers type them, 23ct/tw."""
    found = find_numbers(text)
    for match in _CHUNK.finditer(text):
        if any(each.start < match.end() and match.start() < each.end for each in found):
            continue
        number = read_number(match.group())
        if number and match.group()[0].isdigit() and "/" in match.group():
            found.append(FoundNumber(match.start(), match.end(), number))
    return found


def _apart_from_numbers(text: str) -> list[Token]:
    """Tokens of a line that belong to no document number in it."""
    numbers = _numbers(text)
    return [token for token in tokenize(text) if not any(each.start <= token.start < each.end for each in numbers)]


def _is_loose(node: Node) -> bool:
    """Whether the line is only words and phrases, none of which was made a condition."""
    if isinstance(node, And):
        return node.implicit and all(isinstance(part, Words | Phrase) for part in node.parts)
    return isinstance(node, Words)


def _is_empty(node: Node) -> bool:
    """Whether the part was typed without a letter or digit: it asks for nothing."""
    return isinstance(node, Words | Phrase) and not tokenize(node.text)


def _accented(term: str) -> bool:
    return fold(term) != term


def _among(name: str, terms: Sequence[str], least: int) -> Match:
    parts = tuple(Has(name, term) for term in terms)
    if len(parts) == 1:
        return parts[0]
    return AllOf(parts) if least >= len(parts) else AnyOf(parts, least)


def _together(name: str, terms: tuple[str, ...]) -> Match:
    return Has(name, terms[0]) if len(terms) == 1 else HasPhrase(name, terms)


def _texts(node: Node) -> list[str]:
    """Every text typed, in whichever node."""
    match node:
        case Words(text) | Phrase(text) | Prefix(text):
            return [text]
        case Years():
            return []
        case InField(_, part):
            return [part.text]
        case And(parts) | Or(parts):
            return [text for part in parts for text in _texts(part)]
        case Not(part):
            return _texts(part)
