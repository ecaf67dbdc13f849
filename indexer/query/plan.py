"""Nodes → what the engine matches and scores, and what is highlighted.

An accented syllable is matched as it is. One without accents is matched whatever its accents, and when the line has
accents elsewhere, text that has it without accents scores higher.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from math import ceil

from indexer.engines.base import BIGRAM, FRONT, NUMBER, SYLLABLE, WORD
from indexer.metadata.numbers import DocumentNumber
from indexer.model import Reading
from indexer.query.abbreviations import Abbreviated, abbreviated
from indexer.query.asking import asking
from indexer.query.gathered import Gathered, Pattern, Plan
from indexer.query.nodes import (
    And,
    InField,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Required,
    Words,
    Years,
    is_empty,
    is_loose,
    texts_of,
)
from indexer.query.numbers import (
    NUMBER_MARKS,
    apart_from_numbers,
    beginning,
    is_number,
    naming,
    number_line,
    numbers_in,
    of_number,
    score_beginning,
    score_number,
)
from indexer.query.pasted import TELLING, telling
from indexer.query.scoring import LONG_LINE, Scoring, Statistics, is_accented, is_syllable_like, matched
from indexer.query.terms import AllOf, AnyOf, Between, Has, HasPrefix, Match, Scored, Without, among, together
from indexer.query.weights import Weights
from indexer.text.analyze import bigram, folded_bigram
from indexer.text.tokens import Token, tokenize

__all__ = ["Pattern", "Plan", "Weights", "make_plan"]

SHARE = 0.75  # of the distinct syllables of a longer line
_MOST_EXPANSIONS = 32  # terms of a prefix that are scored


Expand = Callable[[str, str], Iterable[str]]  # field, prefix → terms that begin with it
_NOTHING_KNOWN = Statistics(lambda _, terms: [1] * len(terms), 0)


def make_plan(
    node: Node,
    *,
    expand: Expand,
    statistics: Statistics = _NOTHING_KNOWN,
    abbreviations: bool = True,
    weights: Weights | None = None,
) -> Plan:
    """The plan of a line.

    Args:
        expand: terms of a field that begin with a prefix, the most frequent first.
        statistics: tells which words of the line are rare, and which were typed as the library writes them.
        abbreviations: whether other forms of an abbreviation are found, too.
    """
    planner = _Planner(node, expand, statistics, weights or Weights(), abbreviations=abbreviations)
    match = planner.match(node)
    gathered = planner.gathered
    return Plan(
        match=match,
        required=tuple(gathered.required),
        scored=tuple(Scored(name, term, weight) for (name, term), weight in gathered.scored.items()),
        patterns=tuple(dict.fromkeys(gathered.patterns)),
        notices=gathered.notices(expanded=abbreviations),
        partial=is_loose(node) and bool(gathered.scored) and not (isinstance(node, Words) and is_number(node.text)),
        one_list=isinstance(node, Words) and gathered.share < 1,
        share=gathered.share,
    )


class _Planner:
    def __init__(
        self, node: Node, expand: Expand, statistics: Statistics, weights: Weights, *, abbreviations: bool
    ) -> None:
        self._expand, self._frequencies, self._weights = expand, statistics.frequencies, weights
        self._abbreviations = abbreviations
        tokens = [token for text in texts_of(node) for token in apart_from_numbers(text)]
        self._plain_line = not any(is_syllable_like(each.term) and is_accented(each.term) for each in tokens)
        self.gathered = Gathered()
        self._scoring = Scoring(self.gathered, weights, statistics, plain_line=self._plain_line)
        self._aside = 0  # how many negations stand above

    def match(self, node: Node) -> Match:
        match node:
            case Words(text):
                return self._words(text)
            case Phrase(text, _, within):
                return self._phrase(text, within)
            case Prefix(text):
                return self._prefix(SYLLABLE, text)
            case Years(low, high):
                return Between(low, high)
            case InField(name, part):
                return self._in_field(name, part)
            case And(parts):
                return AllOf(tuple(self.match(part) for part in parts if not is_empty(part)))
            case Or(parts):
                return AnyOf(tuple(self.match(part) for part in parts if not is_empty(part)))
            case Not() | Required():
                return self._signed(node)

    def _signed(self, node: Not | Required) -> Match:
        """A part that is left out, or one that must be there."""
        if isinstance(node, Not):
            self._aside += 1
            inner = self.match(node.part)
            self._aside -= 1
            return Without(inner)
        needed = self.match(node.part)
        if not self._aside:
            self.gathered.required.append(needed)
        return needed

    def _term(self, token: Token) -> str:
        """The term that the syllable is matched by, and a word to the reader if it is folded."""
        if not is_accented(token.term) and is_syllable_like(token.term):
            self.gathered.notice(Reading.FOLDED if self._plain_line else Reading.MIXED, token.term)
        return matched(token)

    def _words(self, text: str) -> Match:
        line = number_line(text)
        if line is None:
            return self._free_words(text)
        if line.number is not None:
            return self._number(line.number, line.kind)
        terms = [each for mark in NUMBER_MARKS for each in self._expand(NUMBER, line.beginning + mark)]
        if not self._aside:
            score_beginning(self.gathered, self._weights, terms)
        return AnyOf((self._free_words(text), *beginning(line.beginning)))

    def _free_words(self, text: str) -> Match:
        numbers = numbers_in(text)
        parts: list[Match] = [self._number(found.number) for found in numbers]
        loose = apart_from_numbers(text)
        wanted = self._wanted(loose)
        terms = list(dict.fromkeys(self._term(token) for token in wanted))
        if len(terms) > TELLING and not self._aside:
            paired = folded_bigram if self._plain_line else bigram
            pairs = [paired(left.term, right.term) for left, right in itertools.pairwise(loose)]
            return telling(self.gathered, self._weights, self._frequencies, terms, pairs)
        if len(terms) > LONG_LINE and not self._aside:
            self._score(loose)
            self._score_forms(self._abbreviated(loose, text))
            self.gathered.share = min(self.gathered.share, SHARE)
            self.gathered.notice(Reading.SHARE)
            least = ceil(SHARE * len(terms))
            parts.append(AnyOf((among(SYLLABLE, terms, least), among(FRONT, terms, len(terms)))))
        elif terms:
            self._score(loose)
            found = [] if self._aside else self._abbreviated(wanted, text)
            self._score_forms(found)
            parts.append(AnyOf(tuple(self._all(name, wanted, found) for name in (SYLLABLE, FRONT))))
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _wanted(self, tokens: Sequence[Token]) -> Sequence[Token]:
        """The tokens that a passage must hold: not those that only make the line a question."""
        asks = asking(tokens) if not self._aside else ()
        if not asks:
            return tokens
        self.gathered.notice(Reading.QUESTION, " ".join(tokens[at].term for at in sorted(asks)))
        return [token for at, token in enumerate(tokens) if at not in asks]

    def _all(self, name: str, tokens: Sequence[Token], found: Sequence[Abbreviated]) -> Match:
        """All syllables of a line in a field; in place of an abbreviation, or of what it stands for, the other."""
        if not found:
            terms = list(dict.fromkeys(map(self._term, tokens)))
            return among(name, terms, len(terms))
        parts: list[Match] = []
        at = 0
        for each in found:
            parts += [Has(name, self._term(token)) for token in tokens[at : each.start]]
            typed = list(map(self._term, tokens[each.start : each.end]))
            parts.append(AnyOf((among(name, typed, len(typed)), *(together(name, form) for form in each.forms))))
            at = each.end
        parts += [Has(name, self._term(token)) for token in tokens[at:]]
        return parts[0] if len(parts) == 1 else AllOf(tuple(dict.fromkeys(parts)))

    def _abbreviated(self, tokens: Sequence[Token], text: str) -> list[Abbreviated]:
        """The abbreviations of a line with those other forms that the library can hold; none when not wanted."""
        known = []
        for each in abbreviated(tokens, text):
            held = [all(self._frequencies(SYLLABLE, form)) for form in each.forms]
            if any(held):
                known.append(each.only(held))
                self.gathered.expand(each.typed, known[-1].shown)
        return known if self._abbreviations else []

    def _score_forms(self, found: Sequence[Abbreviated]) -> None:
        """Score and highlight the other forms of abbreviations."""
        weights = self._weights
        for each in found:
            for form in each.forms:
                self.gathered.patterns.append(Pattern(form))
                if len(form) == 1:
                    self.gathered.score(SYLLABLE, form[0], weights.syllable * weights.expansion)
                    self.gathered.score(FRONT, form[0], weights.front * weights.expansion)
                for left, right in itertools.pairwise(form):
                    self.gathered.score(BIGRAM, bigram(left, right), weights.bigram * weights.expansion)
                    self.gathered.score(WORD, bigram(left, right), weights.word * weights.expansion)

    def _number(self, number: DocumentNumber, kind: str = "") -> Match:
        self.gathered.notice(Reading.NUMBER, number.printed)
        if not self._aside:
            score_number(self.gathered, self._weights, number, kind)
        return naming(number.key)

    def _phrase(self, text: str, within: int) -> Match:
        tokens = tokenize(text)
        if not tokens:
            return AllOf(())
        terms = tuple(self._term(token) for token in tokens)
        self._score(tokens, Pattern(terms, within=within))
        return AnyOf((together(SYLLABLE, terms, within), together(FRONT, terms, within)))

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
            return of_number(part)
        if isinstance(part, Prefix):
            return HasPrefix(name, self._term(tokenize(part.text)[0]))
        terms = tuple(self._term(token) for token in tokenize(part.text))
        if not self._aside:
            for term in terms:
                self.gathered.score(name, term, self._weights.syllable)
        if isinstance(part, Phrase) and terms:
            return together(name, terms, part.within)
        return among(name, terms, len(terms))

    def _score(self, tokens: Sequence[Token], whole: Pattern | None = None) -> None:
        """Score and highlight a run of words; highlight the whole of it, where it stands together."""
        if not self._aside:
            asks = set() if whole else asking(tokens)
            told = [Pattern((matched(token),)) for at, token in enumerate(tokens) if at not in asks]
            self.gathered.patterns.extend([whole] if whole else told)
            self._scoring.run(tokens, asks)
