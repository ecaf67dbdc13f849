"""The words of a quotation and of the printed text, in the forms that are compared."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from indexer.text.normalize import fold
from indexer.text.syllables import accentings
from indexer.text.tokens import terms_and_places

_ELLIPSIS = re.compile(r"[\[(]\s*(?:…|\.{3,})\s*[\])]|…|\.{3,}")
_BRACKETS = re.compile(r"\[[^\]\n]{1,80}\]|\(\d{1,3}\)")
_MARKS = str.maketrans(dict.fromkeys("“”„«»‘’'", '"') | dict.fromkeys("–—−", "-") | dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹", ""))
_BROKEN = re.compile(r"-\s*\n\s*")
_LOOKS = str.maketrans(  # letters that scans take for one another, each as strokes of one kind
    {**dict.fromkeys("oce0", "o"), **dict.fromkeys("il1|!tfj", "l"), **dict.fromkeys("bh", "h"), "5": "s"}
    | {**dict.fromkeys("gq9", "g"), "8": "h", "m": "rrl", "n": "rl", "u": "ll", "d": "ol", "w": "vv"}
)
_DIGITS = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Word:
    """A syllable or number of a text."""

    term: str
    folded: str
    text: str  # as written
    before: str  # signs between it and the word before; a hyphen that ends a line is none
    unbroken: str  # the same, with such a hyphen
    start: int
    end: int
    free: bool = False  # in brackets: the writer's own, or the mark of a note
    cut: bool = False  # behind an ellipsis

    @property
    def misread(self) -> bool:
        """Whether a scan may have made it of another word: it is no syllable."""
        return not accentings(self.folded)


class PrintedWords:
    """The words of texts that stand one after the other; each is made when it is asked for."""

    def __init__(self) -> None:
        self.folded: list[str] = []
        self._terms: list[str] = []
        self._spans: list[tuple[int, int]] = []  # in its text
        self._first: list[int] = []  # word of each text
        self._texts: list[tuple[str, int]] = []  # with its offset

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.folded)

    def extend(self, text: str, offset: int) -> None:
        """Put a text behind the others; its offset is added to those of its words."""
        terms, spans = terms_and_places(text)
        self._first.append(len(self._terms))
        self._texts.append((text, offset))
        self._terms += terms
        self._spans += spans
        self.folded += map(_folded, terms)

    def word(self, at: int) -> Word:
        """One word."""
        part = bisect_right(self._first, at) - 1
        (text, offset), (start, end) = self._texts[part], self._spans[at]
        within = at > self._first[part]
        signs = text[self._spans[at - 1][1] : start] if within else self._left_over(part) + text[:start]
        return Word(
            self._terms[at],
            self.folded[at],
            text[start:end],
            _signs(_BROKEN.sub(" ", signs)),
            _signs(signs),
            offset + start,
            offset + end,
        )

    def _left_over(self, part: int) -> str:
        """Signs behind the last word of the text before this one."""
        if not part or self._first[part - 1] == self._first[part]:
            return ""
        return self._texts[part - 1][0][self._spans[self._first[part] - 1][1] :]

    def words(self, first: int = 0, last: int | None = None) -> Iterator[Word]:
        """Words in order, from one up to another."""
        return map(self.word, range(first, len(self) if last is None else last))


_folded = lru_cache(20_000)(fold)  # syllables are few


def quoted_words(text: str) -> list[Word]:
    """The words of a quotation, in which brackets and ellipses are the writer's."""
    cuts = [match.start() for match in _ELLIPSIS.finditer(text)]
    free = [match.span() for match in _BRACKETS.finditer(text) if not _ELLIPSIS.fullmatch(match[0])]
    plain = PrintedWords()
    plain.extend(text, 0)
    behind, words = 0, []
    for word in plain.words():
        cut = any(behind <= each < word.start for each in cuts)
        words.append(replace(word, free=any(low <= word.start < high for low, high in free), cut=cut))
        behind = word.end
    return words


def _signs(text: str) -> str:
    return "".join(text.translate(_MARKS).split())


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


def same_signs(quoted: Word, printed: Word) -> bool:
    """Whether the signs before two words are the same; nobody knows whose a hyphen at the end of a line is."""
    return bool({quoted.before, quoted.unbroken} & {printed.before, printed.unbroken})


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
    if not any(each.misread for each in quoted) or _DIGITS.sub("", left) == "":
        return False
    return left.translate(_LOOKS) == right.translate(_LOOKS)
