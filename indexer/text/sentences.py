"""Where sentences end in printed Vietnamese."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"(?<![.!?…])[.!?…]+[\"”’»)\]]*\s+(?=[\"“‘«(\[–-]*\s?[^\W_])|[;:]\s+(?=[-–+•]\s)")
_OPENING = re.compile(r"[\"“‘«(\[– -]*")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:GS|PGS|TS|ThS|CN|TP|Tp|Nxb|NXB|tr|t|T|H|Đ/c|đ/c|St|Mr|Mrs|Dr|vd|VD|v\.v|s|No|P|Q|Ph|(?:[A-ZĐ]\.)*[A-ZĐ])\.$"
)


def sentence_ends(text: str) -> list[int]:
    """Offsets behind each sentence, the last always the text's length. The spaces after a sentence belong to it.

    >>> text = "Theo TS. Trần Văn A, đúng. Vì sao? Xem tr. 5."
    >>> [text[a:b] for a, b in zip([0, *sentence_ends(text)], sentence_ends(text))]
    ['Theo TS. Trần Văn A, đúng. ', 'Vì sao? ', 'Xem tr. 5.']
    """
    ends = list(sentence_ends_within(text, 0, len(text)))
    if text and (not ends or ends[-1] != len(text)):
        ends.append(len(text))
    return ends


def sentence_ends_within(text: str, start: int, end: int) -> Iterator[int]:
    """Of these offsets, those up to `end` whose mark stands at `start` or later.

    The end of the text counts only where a mark and a space stand before it.
    """
    for match in _END.finditer(text, start):
        if match.end() > end:
            return
        opening = _OPENING.match(text, match.end())
        at = opening.end() if opening else match.end()
        if not (
            text[at : at + 1].islower() or _ABBREVIATION.search(text[max(0, match.start() - 8) : match.start() + 1])
        ):
            yield match.end()
