"""Abbreviations of the field in a line, and the forms that stand for the same: a list of our own, abbreviations.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import compress
from pathlib import Path

from indexer.text.normalize import fold
from indexer.text.syllables import accentings
from indexer.text.tokens import Token, tokenize

_LIST = Path(__file__).with_suffix(".toml")
_SHORTEST_LINE_OF_CAPITALS = 3  # words of a line that is only stressed

Form = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Abbreviated:
    """A stretch of a line that has other forms: an abbreviation, or what one stands for."""

    start: int  # tokens of the line, half open
    end: int
    typed: str
    forms: tuple[Form, ...]  # terms of each
    shown: tuple[str, ...]  # the same as people write them

    def only(self, kept: Sequence[bool]) -> Abbreviated:
        """The same with some of its forms."""
        return replace(self, forms=tuple(compress(self.forms, kept)), shown=tuple(compress(self.shown, kept)))


@dataclass(frozen=True, slots=True)
class _Row:
    short: str
    full: tuple[str, ...]


def abbreviated(tokens: Sequence[Token], text: str) -> list[Abbreviated]:
    """The abbreviations of a line in order, the longest where two overlap.

    One is read in capitals; in small letters only if they are no syllable: `cnxh`, but not `tu` or `du`. What one stands
    for is read only where it is all that the abbreviation stands for.
    """
    stressed = text.isupper() and len(tokens) >= _SHORTEST_LINE_OF_CAPITALS
    found: list[Abbreviated] = []
    at = 0
    while at < len(tokens):
        each = _short_at(tokens, at, text, stressed=stressed) or _full_at(tokens, at, text)
        if each:
            found.append(each)
        at = each.end if each else at + 1
    return found


def _short_at(tokens: Sequence[Token], at: int, text: str, *, stressed: bool) -> Abbreviated | None:
    shorts, _ = _lookup()
    for length in range(_longest(shorts), 0, -1):
        some = tokens[at : at + length]
        if len(some) < length:
            continue
        for row in _nearest(shorts.get(tuple(fold(token.term) for token in some), ()), some):
            if all(_is_meant(token, text, row, stressed=stressed) for token in some):
                return _made(tokens, at, length, text, row.full)
    return None


def _nearest(rows: Sequence[_Row], tokens: Sequence[Token]) -> list[_Row]:
    """The abbreviation that is written just so first: TU before TƯ."""
    typed = tuple(token.term for token in tokens)
    return sorted(rows, key=lambda row: _form(row.short) != typed)


def _is_meant(token: Token, text: str, row: _Row, *, stressed: bool) -> bool:
    typed = text[token.start : token.end]
    if fold(typed) != typed.lower() and typed.lower() not in row.short.lower():
        return False  # other accents than the abbreviation's
    if stressed or len(typed) == 1:
        return not accentings(fold(typed))
    return typed.isupper() or typed in row.short or not accentings(fold(typed))


def _full_at(tokens: Sequence[Token], at: int, text: str) -> Abbreviated | None:
    _, fulls = _lookup()
    for length in range(_longest(fulls), 1, -1):
        some = tokens[at : at + length]
        if len(some) < length:
            continue
        for form, short in fulls.get(tuple(fold(token.term) for token in some), ()):
            if all(token.term in (term, fold(term)) for token, term in zip(some, form, strict=True)):
                return _made(tokens, at, length, text, (short,))
    return None


def _made(tokens: Sequence[Token], at: int, length: int, text: str, forms: Sequence[str]) -> Abbreviated:
    typed = text[tokens[at].start : tokens[at + length - 1].end]
    return Abbreviated(at, at + length, typed, tuple(_form(each) for each in forms), tuple(forms))


def _form(text: str) -> Form:
    return tuple(token.term for token in tokenize(text))


def _folded(form: Form) -> Form:
    return tuple(map(fold, form))


@cache
def _lookup() -> tuple[dict[Form, list[_Row]], dict[Form, list[tuple[Form, str]]]]:
    """By folded syllables: abbreviations, and what they stand for."""
    rows = [_Row(short, tuple(full)) for short, full in every_abbreviation().items()]
    shorts: dict[Form, list[_Row]] = {}
    fulls: dict[Form, list[tuple[Form, str]]] = {}
    for row in rows:
        shorts.setdefault(_folded(_form(row.short)), []).append(row)
        if len(row.full) == 1:
            form = _form(row.full[0])
            fulls.setdefault(_folded(form), []).append((form, row.short))
    return shorts, fulls


def _longest(forms: Iterable[Form]) -> int:
    return max(map(len, forms))


def every_abbreviation() -> dict[str, list[str]]:
    """The whole list: abbreviation → what it may stand for."""
    read: dict[str, list[str]] = tomllib.loads(_LIST.read_text("utf-8"))
    return read
