"""Abbreviations of the field in a line, and the forms that stand for the same: a list of our own, abbreviations.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import compress
from pathlib import Path
from typing import Generic, TypeVar

from indexer.text.normalize import fold
from indexer.text.syllables import accentings
from indexer.text.tokens import Token, tokenize

_LIST = Path(__file__).with_suffix(".toml")
_SHORTEST_LINE_OF_CAPITALS = 3  # words of a line that is only stressed

Form = tuple[str, ...]
_T = TypeVar("_T")


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
    terms = [fold(token.term) for token in tokens]
    found: list[Abbreviated] = []
    at = 0
    while at < len(tokens):
        each = _short_at(tokens, terms, at, text, stressed=stressed) or _full_at(tokens, terms, at, text)
        if each:
            found.append(each)
        at = each.end if each else at + 1
    return found


def _short_at(
    tokens: Sequence[Token], terms: Sequence[str], at: int, text: str, *, stressed: bool
) -> Abbreviated | None:
    shorts, _ = _lookup()
    for length, rows in shorts.at(terms, at):
        some = tokens[at : at + length]
        for row in _nearest(rows, some):
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


def _full_at(tokens: Sequence[Token], terms: Sequence[str], at: int, text: str) -> Abbreviated | None:
    _, fulls = _lookup()
    for length, forms in fulls.at(terms, at):
        some = tokens[at : at + length]
        for form, short in forms:
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


class _Beginnings(Generic[_T]):
    """What is listed under forms of one syllable or more, found by where they begin in a line."""

    def __init__(self) -> None:
        self._listed: dict[Form, list[_T]] = {}
        self._lengths: dict[str, list[int]] = {}  # first syllable → lengths of the forms, longest first

    def add(self, form: Form, value: _T) -> None:
        """List a value under a form."""
        self._listed.setdefault(form, []).append(value)
        lengths = {*self._lengths.get(form[0], ()), len(form)}
        self._lengths[form[0]] = sorted(lengths, reverse=True)

    def at(self, terms: Sequence[str], at: int) -> Iterator[tuple[int, Sequence[_T]]]:
        """For each form that stands there, the longest first: its length, and what is listed under it."""
        for length in self._lengths.get(terms[at], ()):
            values = self._listed.get(tuple(terms[at : at + length])) if at + length <= len(terms) else None
            if values:
                yield length, values


@cache
def _lookup() -> tuple[_Beginnings[_Row], _Beginnings[tuple[Form, str]]]:
    """By folded syllables: abbreviations, and what they stand for."""
    shorts: _Beginnings[_Row] = _Beginnings()
    fulls: _Beginnings[tuple[Form, str]] = _Beginnings()
    for short, full in every_abbreviation().items():
        shorts.add(_folded(_form(short)), _Row(short, tuple(full)))
        if len(full) == 1:
            form = _form(full[0])
            fulls.add(_folded(form), (form, short))
    return shorts, fulls


def every_abbreviation() -> dict[str, list[str]]:
    """The whole list: abbreviation → what it may stand for."""
    read: dict[str, list[str]] = tomllib.loads(_LIST.read_text("utf-8"))
    return read
