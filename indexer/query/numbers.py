"""Document numbers in a line."""

from __future__ import annotations

import re

from indexer.engines.base import NUMBER
from indexer.metadata.numbers import FoundNumber, find_numbers, read_number
from indexer.query.nodes import Phrase, Prefix, Words
from indexer.query.terms import AllOf, AnyOf, Has, HasPrefix, Match
from indexer.text.normalize import fold
from indexer.text.tokens import Token, tokenize

_CHUNK = re.compile(r"\S+")


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
    found = find_numbers(text)
    for match in _CHUNK.finditer(text):
        if any(each.start < match.end() and match.start() < each.end for each in found):
            continue
        number = read_number(match.group())
        if number and match.group()[0].isdigit() and "/" in match.group():
            found.append(FoundNumber(match.start(), match.end(), number))
    return found


def apart_from_numbers(text: str) -> list[Token]:
    """Tokens of a line that belong to no document number in it."""
    numbers = numbers_in(text)
    return [token for token in tokenize(text) if not any(each.start <= token.start < each.end for each in numbers)]
