"""The words of a quotation and of the printed text, in the forms that are compared."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from indexer.text.normalize import fold
from indexer.text.syllables import accentings
from indexer.text.tokens import tokenize

_ELLIPSIS = re.compile(r"[\[(]\s*(?:…|\.{3,})\s*[\])]|…|\.{3,}")
_BRACKETS = re.compile(r"\[[^\]\n]{1,80}\]|\(\d{1,3}\)")
_MARKS = str.maketrans(dict.fromkeys("“”„«»‘’'", '"') | dict.fromkeys("–—−", "-") | dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹", ""))
_BROKEN = re.compile(r"-\s*\n\s*")
_SCAN = str.maketrans("01|!5i", "olllsl")
_DIGITS = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Word:
    """A syllable or number of a text."""

    term: str
    folded: str
    text: str  # as written
    before: str  # signs between it and the word before
    start: int
    end: int
    free: bool = False  # in brackets: the writer's own, or the mark of a note
    cut: bool = False  # behind an ellipsis


def words_of(text: str, offset: int = 0, *, quoted: bool = False) -> list[Word]:
    """The words of a text.

    Args:
        offset: of the text, added to theirs.
        quoted: brackets and ellipses are the writer's.
    """
    cuts = [match.start() for match in _ELLIPSIS.finditer(text)] if quoted else []
    free = [m.span() for m in _BRACKETS.finditer(text) if not _ELLIPSIS.fullmatch(m[0])] if quoted else []
    words, behind = [], 0
    for token in tokenize(text):
        words.append(
            Word(
                token.term,
                fold(token.term),
                text[token.start : token.end],
                _signs(text[behind : token.start]),
                offset + token.start,
                offset + token.end,
                free=any(low <= token.start < high for low, high in free),
                cut=bisect_right(cuts, token.start) > bisect_right(cuts, behind - 1),
            )
        )
        behind = token.end
    return words


def _signs(text: str) -> str:
    return "".join(_BROKEN.sub(" ", text).translate(_MARKS).split())


def same_letters(quoted: Word, printed: Word) -> bool:
    """Whether two words that are alike when folded differ in no letter and no mark; tone marks may move."""
    return quoted.term == printed.term


def is_bare(quoted: Word, printed: Word) -> bool:
    """Whether the quoted word is the printed one, with some of its marks missing and no other put on."""
    return all(_within(a, b) for a, b in zip(quoted.term, printed.term, strict=False)) or quoted.term == quoted.folded


def _within(left: str, right: str) -> bool:
    return set(unicodedata.normalize("NFD", left.replace("đ", "d\u0335"))) <= set(
        unicodedata.normalize("NFD", right.replace("đ", "d\u0335"))
    )


def same_case(quoted: Word, printed: Word) -> bool:
    """Whether capitals stand in the same places."""
    return [each.isupper() for each in quoted.text] == [each.isupper() for each in printed.text]


def read_alike(quoted: list[Word], printed: list[Word]) -> bool:
    """Whether a scan, or a line break, could have made the one of the other: the quoted words are no syllables."""
    left, right = "".join(each.folded for each in quoted), "".join(each.folded for each in printed)
    if not left or not right:
        return False
    if left == right:
        return True
    if all(accentings(each.folded) for each in quoted) or _DIGITS.sub("", left) == "":
        return False
    return _scanned(left) == _scanned(right)


def _scanned(text: str) -> str:
    return text.translate(_SCAN).replace("rn", "m").replace("cl", "d").replace("vv", "w")
