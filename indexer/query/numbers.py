"""Document numbers in a line, and lines that are nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from indexer.engines.base import KIND, NUMBER, WORD
from indexer.metadata.kinds import PRINTED
from indexer.metadata.numbers import DocumentNumber, FoundNumber, find_numbers, read_number
from indexer.metadata.references.kind import SIGN_OF_KIND
from indexer.query.gathered import Gathered, Pattern
from indexer.query.nodes import Phrase, Prefix, Words
from indexer.query.terms import AllOf, AnyOf, Has, HasPrefix, Match
from indexer.query.weights import Weights
from indexer.text.normalize import fold
from indexer.text.tokens import Token, folded, tokenize

_DIGIT = re.compile(r"\d")
_TYPED = re.compile(r"(?<!\S)\d[^\s/]*/\S*")
_KINDS = {fold(kind): kind for kind in PRINTED}
_ANNOUNCING = frozenset({"so", "so:", "van ban", "van ban so", "cong van so"})
_LONGEST_LINE = 90  # code points
_MOST_WORDS_BEFORE = 5
_BARE = re.compile(r"0{0,3}([1-9]\d{0,3})")
_FIRST_YEAR = 1900
NUMBER_MARKS = ("/", "-")  # behind a number's beginning, in keys


@dataclass(frozen=True, slots=True)
class NumberLine:
    """A line that is a document's number, perhaps behind its kind. Without a symbol there is only a beginning."""

    number: DocumentNumber | None
    kind: str = ""  # of kinds.PRINTED
    beginning: str = ""  # of the key, where the symbol is not typed: "57-nq"


def number_line(text: str) -> NumberLine | None:
    """The number that the whole of a line is, in any spelling; None if it holds anything else.

    >>> number_line("chi thi so 23 CT TW").number.printed, number_line("Nghị quyết 57").beginning, number_line("57 năm")
    ('23-CT/TW', '57-nq', None)
    """
    if len(text) > _LONGEST_LINE or not _DIGIT.search(text):
        return None
    words = text.split()
    for count in range(min(len(words) - 1, _MOST_WORDS_BEFORE), -1, -1):
        before, rest = fold(" ".join(words[:count])), " ".join(words[count:])
        announced = before.removesuffix(" so:").removesuffix(" so")
        kind = _KINDS.get(announced, "")
        if before and not kind and before not in _ANNOUNCING:
            continue
        number = read_number(rest)
        if number is not None and _is_all(rest):
            return NumberLine(number, kind)
        bare = _BARE.fullmatch(rest)
        if bare and kind in SIGN_OF_KIND and (announced != before or int(bare[1]) < _FIRST_YEAR):
            return NumberLine(None, kind, f"{bare[1]}-{fold(SIGN_OF_KIND[kind])}")
    return None


def _is_all(text: str) -> bool:
    """Whether words do not follow the number: they would be read as parts of its body."""
    found = find_numbers(text)
    return not found or found[0].end >= len(text.rstrip(" .,;:)"))


def is_number(text: str) -> bool:
    """Whether a line is nothing but a whole number: what does not hold it is of no use to the reader."""
    line = number_line(text)
    return line is not None and line.number is not None


def naming(key: str) -> Match:
    """The paper of this number, and all that name it."""
    return AnyOf((Has(WORD, key), Has(NUMBER, key)))


def score_number(gathered: Gathered, weights: Weights, number: DocumentNumber, kind: str) -> None:
    """Let the paper of a number stand first, then what names it; of papers of one number, first those of the kind."""
    gathered.score(NUMBER, number.key, weights.number)
    gathered.score(WORD, number.key, weights.cited)
    for token in tokenize(kind):
        gathered.score(KIND, token.term, weights.kind)
    first, *others = (token.term for token in tokenize(number.printed))
    spellings = dict.fromkeys((first, first.lstrip("0"), f"{first.lstrip('0'):0>2}"))
    gathered.patterns.extend(Pattern((each, *map(folded, others))) for each in spellings)


def beginning(key: str) -> list[Match]:
    """The papers whose number begins so, and all that name them."""
    return [HasPrefix(name, key + mark) for name in (NUMBER, WORD) for mark in NUMBER_MARKS]


def score_beginning(gathered: Gathered, weights: Weights, keys: Iterable[str]) -> None:
    """Let the papers of these numbers stand first, then what names them."""
    for key in keys:
        gathered.score(NUMBER, key, weights.number)
        gathered.score(WORD, key, weights.cited)


def of_number(part: Words | Phrase | Prefix) -> Match:
    """Documents of a number; of `23` alone, whatever its symbol."""
    keys = [found.number.key for found in numbers_in(part.text)]
    if keys and not isinstance(part, Prefix):
        return AllOf(tuple(Has(NUMBER, key) for key in keys))
    start = fold(part.text).lstrip("0")
    ends = ("",) if isinstance(part, Prefix) or not start.isdecimal() else ("-", "/")
    return AnyOf(tuple(HasPrefix(NUMBER, start + end) for end in ends if start))


def numbers_in(text: str) -> list[FoundNumber]:
    """Document numbers in a line: as text prints them, and as readers type them, 23ct/tw."""
    if not _DIGIT.search(text):
        return []
    found = find_numbers(text)
    for match in _TYPED.finditer(text):
        if any(each.start < match.end() and match.start() < each.end for each in found):
            continue
        if number := read_number(match.group()):
            found.append(FoundNumber(match.start(), match.end(), number))
    return found


def apart_from_numbers(text: str) -> list[Token]:
    """Tokens of a line that belong to no document number in it."""
    numbers = numbers_in(text)
    return [token for token in tokenize(text) if not any(each.start <= token.start < each.end for each in numbers)]
