"""Where the words of a page's text stand on the page, as slices of the text with boxes.

The text was put in reading order, without headers and page numbers, and words at the ends of lines may have been
joined: so the words with places are matched to it again, longest common runs first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from indexer.extract.recognition import ReadWord, Recognition
from indexer.model import WordBox

_TOKEN = re.compile(r"\S+")
_ROUNDS = 4  # each places what stands in another order than the round before


def word_boxes(text: str, recognition: Recognition) -> tuple[WordBox, ...]:
    """The words of the text that can be placed, in order."""
    tokens = list(_TOKEN.finditer(text))
    words = [word for line in recognition.lines for word in line.words]
    found = {at: words[place] for at, place in _pairs([token[0] for token in tokens], [word.text for word in words])}
    return tuple(_box(tokens[at], found[at]) for at in sorted(found))


def _pairs(tokens: Sequence[str], words: Sequence[str]) -> Iterator[tuple[int, int]]:
    left, placed = list(range(len(tokens))), list(range(len(words)))
    for _ in range(_ROUNDS):
        matcher = SequenceMatcher(None, [tokens[at] for at in left], [words[at] for at in placed], autojunk=False)
        pairs = [
            (left[block.a + step], placed[block.b + step])
            for block in matcher.get_matching_blocks()
            for step in range(block.size)
        ]
        if not pairs:
            return
        yield from pairs
        taken, used = {at for at, _ in pairs}, {at for _, at in pairs}
        left, placed = [at for at in left if at not in taken], [at for at in placed if at not in used]


def _box(token: re.Match[str], word: ReadWord) -> WordBox:
    return WordBox(token.start(), token.end(), word.x, word.top, word.right, word.bottom, word.confidence)
