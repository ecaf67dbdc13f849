"""Syllables with their places in the printed text."""

from __future__ import annotations

import re
from typing import NamedTuple

from indexer.text.normalize import fold, matching

_SYLLABLE = re.compile("(?:[^\\W_⁰¹²³⁴⁵⁶⁷⁸⁹][\u0300-\u036f]*)+")  # a raised digit is the mark of a note
_MARK = "~"  # begins the folded form of a term, so that `ta` and `~ta` are two terms


class Token(NamedTuple):
    """A syllable or number: its form for matching, and its slice of the text."""

    term: str
    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """Tokens of a text, in order. Letters and digits make tokens; all else separates them.

    >>> [token.term for token in tokenize("Số 23-CT/TW: hoà")]
    ['số', '23', 'ct', 'tw', 'hòa']
    """
    return [Token(matching(match[0]), *match.span()) for match in _SYLLABLE.finditer(text)]


def folded(term: str) -> str:
    """The term that stands for every accenting of the syllable.

    >>> folded("lý")
    '~ly'
    """
    return _MARK + fold(term)


def is_folded(term: str) -> bool:
    """Whether the term is a folded one."""
    return term.startswith(_MARK)
