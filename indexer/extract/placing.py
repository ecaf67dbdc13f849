"""Where the words of a page's text stand on the page, as slices of the text with boxes.

The text was put in reading order, without headers and page numbers, and words at the ends of lines may have been
joined: so the words with places are matched to it again, longest common runs first. A word that may be one of several
gets no box: none is better than a wrong one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from indexer.extract.recognition import ReadWord, Recognition
from indexer.model import WordBox
from indexer.text.normalize import matching

_TOKEN = re.compile(r"\S+")
_ROUNDS = 12  # each places what stands in another order than the round before: columns, cells of tables, notes
_SURE = 3  # words in a row that are met in the same row by no accident


def word_boxes(text: str, recognition: Recognition) -> tuple[WordBox, ...]:
    """The words of the text that can be placed, in order."""
    tokens = list(_TOKEN.finditer(text))
    words = [word for line in recognition.lines for word in line.words]
    found = dict(_pairs([_key(token[0]) for token in tokens], [_key(word.text) for word in words]))
    return tuple(_box(tokens[at], words[found[at]]) for at in sorted(found))


def _key(word: str) -> str:
    return matching(unicodedata.normalize("NFKC", word))


def _pairs(tokens: list[str], words: list[str]) -> Iterator[tuple[int, int]]:
    """Places in both lists that are the same word. What is taken leaves a gap, which no run goes over."""
    left: list[str | int] = [*tokens]
    right: list[str | int] = [*words]
    for _ in range(_ROUNDS):
        alone = _once(left) & _once(right)
        blocks = [
            block
            for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
            if block.size >= _SURE or any(each in alone for each in left[block.a : block.a + block.size])
        ]
        if not blocks:
            return
        for block in blocks:
            for step in range(block.size):
                yield block.a + step, block.b + step
                left[block.a + step], right[block.b + step] = ~(block.a + step), block.b + step


def _once(words: Sequence[str | int]) -> set[str | int]:
    return {word for word, count in Counter(words).items() if count == 1 and isinstance(word, str)}


def _box(token: re.Match[str], word: ReadWord) -> WordBox:
    return WordBox(token.start(), token.end(), word.x, word.top, word.right, word.bottom, word.confidence)
