"""Where a phrase stands in one text after another.

A regular expression looks for letters that may be meant, in a hundredth of the time that it takes to cut each text into
syllables; what it finds is then cut and compared as the index does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from indexer.text.normalize import fold
from indexer.text.tokens import fold_of, folded, is_folded, terms_and_places

_SIGN = "[^\\W_⁰¹²³⁴⁵⁶⁷⁸⁹]"  # as in indexer.text.tokens
_BETWEEN = "[\\W_⁰¹²³⁴⁵⁶⁷⁸⁹]"
_MARKS = "[\u0300-\u036f]"
_LATIN = (range(0x41, 0x250), range(0x1E00, 0x1F00))  # code points of letters with marks


class Finder:
    """Finds a phrase: terms that stand one after the other, folded ones whatever their accents."""

    def __init__(self, terms: Sequence[str]) -> None:
        """Args: terms: one or more, as the analyzer makes them."""
        self._terms = tuple(terms)
        first, *others = [_looks_like(term) for term in terms]
        beginning = _letters(fold_of(terms[0])[0])
        alone = f"(?<!{_SIGN}{beginning})(?<!{_MARKS}{beginning})"
        inner = "".join(f"{_BETWEEN}+{each}" for each in others)
        self._expression = re.compile(f"{beginning}{alone}{first.removeprefix(beginning)}{inner}(?!{_SIGN}|{_MARKS})")

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Slices of the text, in order, never overlapping."""
        at = 0
        while found := self._expression.search(text, at):
            if self._holds(found[0]):
                yield found.span()
                at = found.end()
            else:
                at = found.start() + 1

    def _holds(self, text: str) -> bool:
        syllables, _ = terms_and_places(text)
        return len(syllables) == len(self._terms) and all(
            (folded(syllable) if is_folded(term) else syllable) == term
            for syllable, term in zip(syllables, self._terms, strict=True)
        )


def _looks_like(term: str) -> str:
    """An expression for the letters of a term, with any accents and in either case."""
    return "".join(f"{_letters(letter)}{_MARKS}*" for letter in fold_of(term))


@cache
def _letters(letter: str) -> str:
    """An expression for all letters that fold to this one."""
    own = _by_fold().get(letter, "")
    return "[" + "".join(re.escape(each) for each in dict.fromkeys(own + letter + letter.upper())) + "]"


@cache
def _by_fold() -> dict[str, str]:
    found: dict[str, str] = {}
    for code in (code for span in _LATIN for code in span):
        character = chr(code)
        if unicodedata.category(character)[0] == "L":
            found[fold(character)] = found.get(fold(character), "") + character
    return found
