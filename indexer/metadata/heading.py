"""The heading of a Party or State document, cut at its landmarks into pieces that each say one thing.

Extraction may hand the two columns of a letterhead one after the other, or joined line by line, or all in one block:
after the cutting these are nearly alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from indexer.metadata.numbers import DocumentNumber, find_numbers


class Landmark(Enum):
    """What a piece of a heading is."""

    PARTY = auto()  # ĐẢNG CỘNG SẢN VIỆT NAM
    STATE = auto()  # CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM, or the motto under it
    NUMBER = auto()  # Số 23-CT/TW
    BLANK = auto()  # a number or date that is still to be filled in
    DATE = auto()  # Hà Nội, ngày 9 tháng 2 năm 2018
    RULE = auto()  # -----
    STAR = auto()  # the star under the name of a Party body
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block between landmarks, or a landmark."""

    sort: Landmark
    text: str
    block: int  # index of its block
    start: int = 0  # within the block, half open
    end: int = 0
    number: DocumentNumber | None = None


_DAY = r"\d{1,2}|[.…_\s]{1,12}"
_DATE = (
    rf"(?:{{place}},?\s*)?ngày\s*(?:{_DAY})\s*tháng\s*(?:{_DAY}|\w+(?:\s(?:một|hai))?)\s*năm\s*(?:\d{{4}}|[\d.…_]{{0,6}})"
    r"|(?:{place},?\s*)ngày\s*\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{4}"
)
_UPPER = "A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠ-Ỵ"
_NAME = rf"[{_UPPER}][^\W\d_]*"
_PLACE = rf"\b{_NAME}(?:(?:\.\s?|\s|-){_NAME}){{0,6}}\.?"  # each word ends where no letter goes on: no second reading
_LANDMARKS = re.compile(
    r"(?P<party>ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM)"
    r"|(?P<state>CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM|VIỆT\s+NAM\s+DÂN\s+CHỦ\s+CỘNG\s+H(?:ÒA|OÀ)"
    r"|(?i:Độc\s+lập\s*[-–—]+\s*Tự\s+do\s*[-–—]+\s*Hạnh\s+phúc))"
    r"|(?P<number>\b[Ss](?:ố|Ố|ô)\s*:?\s*(?=\d|[.…_\s]{0,12}[-/]\s?[A-ZĐ]{2}))"
    r"|(?P<rule>[-_–—─=]{3,}|(?<!\S)[*_](?:\s?[*_]){2,}(?!\S))|(?P<star>(?<!\S)[*＊★](?!\S))"
)
_DATES = re.compile(_DATE.replace("{place}", f"(?P<place>{_PLACE})", 1).replace("{place}", f"(?P<place2>{_PLACE})", 1))
_YEAR = re.compile(r"(?:19|20)\d\d")
SUBJECT = re.compile(r"(?:V\s?/\s?v|Về việc)\b[\s:]*", re.IGNORECASE)  # of an official letter, under its number
_BLANK_NUMBER = re.compile(r"[\s.…_]*[-/][^\s,;]{1,20}")
_LONGEST = 600  # characters of a block that may belong to a heading


def pieces(blocks: Iterable[str]) -> Iterator[Piece]:
    """The blocks cut at the landmarks, in order. A date whose year stands on a line of its own is put together."""
    waiting: Piece | None = None
    for piece in _pieces(blocks):
        if waiting is not None and _YEAR.fullmatch(piece.text):
            yield replace(waiting, text=f"{waiting.text} {piece.text}")
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = piece if piece.sort is Landmark.DATE and piece.text.endswith("năm") else None
        if waiting is None:
            yield piece
    if waiting is not None:
        yield waiting


def _pieces(blocks: Iterable[str]) -> Iterator[Piece]:
    for index, block in enumerate(blocks):
        if len(block) > _LONGEST:
            yield Piece(Landmark.TEXT, block, index, 0, len(block))
        else:
            yield from _cut(block, index)


def _cut(block: str, index: int) -> Iterator[Piece]:
    alone = _number_alone(block)
    if alone is not None:
        yield Piece(Landmark.NUMBER, block, index, 0, len(block), alone)
        return
    subject = SUBJECT.match(block) is not None
    begun = at = 0  # where the text not yet handed out begins, and where to look on
    while at < len(block):
        match = _LANDMARKS.search(block, at)
        dated = _DATES.search(block, at, match.start() if match else len(block))
        if subject and match is not None and match.lastgroup == "number" and dated is None:
            at = match.end()  # a letter's subject may name another paper
            continue
        if subject and dated is not None and block[_date_start(at, dated) :].lstrip(" ,").startswith("ngày"):
            at = dated.end()  # or a day
            continue
        if dated is not None:
            start, at = _date_start(at, dated), dated.end()
            piece: Piece | None = Piece(Landmark.DATE, block[start:at], index, start, at)
        elif match is not None:
            start = match.start()
            piece, at = _landmark(block, match, index)
        else:
            break
        if piece is not None:
            yield from _text(block, begun, start, index)
            yield piece
            begun = at
    yield from _text(block, begun, len(block), index)


def _text(block: str, start: int, end: int, index: int) -> Iterator[Piece]:
    text = block[start:end].strip(" ,;")
    if text:
        start = block.index(text, start)
        yield Piece(Landmark.TEXT, text, index, start, start + len(text))


def _date_start(at: int, match: re.Match[str]) -> int:
    """Where the place before a date begins: words in capitals belong to the column on its left."""
    place = match["place"] or match["place2"]
    if not place:
        return match.start()
    words = list(re.finditer(r"\S+", place))
    start = len(place)
    for word in reversed(words):
        bare = word[0].strip(".,")
        if len(bare) > 1 and bare.isupper() and bare not in ("TP", "HCM", "TP.HCM", "TPHCM"):
            break
        start = word.start()
    return max(at, match.start() + start)


def _landmark(block: str, match: re.Match[str], index: int) -> tuple[Piece | None, int]:
    """The landmark, None if it only looks like one, and where it ends."""
    sort = {"party": Landmark.PARTY, "state": Landmark.STATE, "rule": Landmark.RULE, "star": Landmark.STAR}
    name = match.lastgroup or ""
    if name in sort:
        return Piece(sort[name], match[0], index, match.start(), match.end()), match.end()
    found = next(iter(find_numbers(block[match.start() : match.start() + 60])), None)
    if found is not None and match.start() + found.start <= match.end():
        end = match.start() + found.end
        return Piece(Landmark.NUMBER, block[match.start() : end], index, match.start(), end, found.number), end
    blank = _BLANK_NUMBER.match(block, match.end())
    if blank is not None:
        return Piece(Landmark.BLANK, block[match.start() : blank.end()], index, match.start(), blank.end()), blank.end()
    return None, match.end()


def _number_alone(block: str) -> DocumentNumber | None:
    """The number that the whole block is."""
    found = find_numbers(block[:40]) if len(block) <= 40 else []  # noqa: PLR2004  # no number-symbol is longer
    if len(found) != 1 or block[: found[0].start].strip(" :.") or block[found[0].end :].strip(" ."):
        return None
    return found[0].number
