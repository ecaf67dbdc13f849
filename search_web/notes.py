"""Marks of notes on a page being read, each leading to its note, and the note leading back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from indexer.model import NOTE_DIGITS, BlockKind, ReadingBlock
from search_web.marks import marked
from search_web.speech import gettext as _

_RAISED = re.compile(f"[{NOTE_DIGITS}]+")
_POWER = re.compile(r"(?<![^\W\d_])(?:[a-zA-Z]|[kcdm]m)$|\d$")  # "m²", "10³": no note
_OWN = re.compile(rf"[(\[]?(?P<marks>(?:[{NOTE_DIGITS}]+|\d{{1,3}})(?:, ?(?:[{NOTE_DIGITS}]+|\d{{1,3}}))*)[.)\]:]*\s")
_PLAIN = str.maketrans(NOTE_DIGITS, "0123456789")


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a page: the mark of each with its note, and with the first place in the text that bears it."""

    of_mark: Mapping[str, int]  # → offset of the note's block
    led: Mapping[str, int]  # → offset of the mark


def notes_of(blocks: Sequence[ReadingBlock]) -> Notes:
    """The notes of a page that the text refers to."""
    of_mark: dict[str, int] = {}
    led: dict[str, int] = {}
    for block in blocks:
        if block.kind is BlockKind.FOOTNOTE:
            for mark in _own_marks(block.text):
                of_mark.setdefault(mark, block.start)
        else:
            for match in _marks_in(block.text):
                led.setdefault(match[0].translate(_PLAIN), block.start + match.start())
    both = of_mark.keys() & led.keys()
    return Notes({mark: of_mark[mark] for mark in both}, {mark: led[mark] for mark in both})


def noted(block: ReadingBlock, notes: Notes) -> Markup:
    """The text of a block with its highlights, and its marks as links. No letter of it changes."""
    if block.kind is BlockKind.FOOTNOTE:
        spans = [(*_span(block.text), mark) for mark in _own_marks(block.text) if mark in notes.led][:1]
        made = [(start, end, f'<a class="note-mark" href="#dan-{mark}">') for start, end, mark in spans]
    else:
        made = [
            (each.start(), each.end(), _link(mark, own=notes.led[mark] == block.start + each.start()))
            for each in _marks_in(block.text)
            if (mark := each[0].translate(_PLAIN)) in notes.of_mark
        ]
    parts, at = [], 0
    for start, end, opening in made:
        parts += [_marked(block, at, start), Markup(opening), _marked(block, start, end), Markup("</a>")]  # noqa: S704  # digits
        at = end
    return Markup("").join([*parts, _marked(block, at, len(block.text))])


def note_id(block: ReadingBlock, notes: Notes) -> str:
    """The fragment of a note, empty where no mark leads to it."""
    mark = next((mark for mark, start in sorted(notes.of_mark.items()) if start == block.start), "")
    return f"chu-thich-{mark}" if mark else ""


def _link(mark: str, *, own: bool) -> str:
    named = f' id="dan-{mark}"' if own else ""
    name = _("Chú thích %(mark)s", mark=mark)
    return f'<a class="note-mark"{named} href="#chu-thich-{mark}" aria-label="{name}">'


def _marked(block: ReadingBlock, start: int, end: int) -> Markup:
    inside = [(max(low, start) - start, min(high, end) - start) for low, high in block.highlights]
    return marked(block.text[start:end], [(low, high) for low, high in inside if low < high])


def _marks_in(text: str) -> list[re.Match[str]]:
    return [each for each in _RAISED.finditer(text) if not _POWER.search(text[max(0, each.start() - 3) : each.start()])]


def _own_marks(text: str) -> list[str]:
    match = _OWN.match(text)
    return [each.strip() for each in match["marks"].translate(_PLAIN).split(",")] if match else []


def _span(text: str) -> tuple[int, int]:
    match = _OWN.match(text)
    return match.span("marks") if match else (0, 0)
