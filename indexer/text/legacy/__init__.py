"""Text in the old Vietnamese encodings TCVN3 and VNI, repaired run by run.

A run is text in one font. The name of the font promises an encoding, the syllables of the run prove or disprove it:
fonts named `.Vn…` may hold Unicode, and any font may stand in for one of them. Text that is no old Vietnamese is given
back as it came.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from indexer.model import Repair
from indexer.text.legacy.encodings import (
    LOST,
    SIGN,
    WORD,
    Encoding,
    plain_name,
    promised,
    shows_capitals,
)
from indexer.text.legacy.evidence import LEAST_IN_ALL, SUSPECT, UNICODE, Evidence, meant
from indexer.text.legacy.tables import composed

CAPITALS = "small letters of a font of capitals → capitals"
HORNS = "lost ư → ư"
_SIGN_CODES, _SUSPECT_CODES = (
    frozenset(code for code in range(0xA1, 0xF900) if sign.match(chr(code))) for sign in (SIGN, SUSPECT)
)
_LEAST_BESIDE = 2  # words, in a document that has shown the encoding elsewhere


class Repairer:
    """Repairs the runs of one document, and keeps a record of it."""

    def __init__(self) -> None:
        self._evidence: defaultdict[str, Evidence] = defaultdict(Evidence)
        self._shown: set[Encoding] = set()
        self._heard: set[tuple[str, str]] = set()  # font and run
        self._done: Counter[tuple[int | None, str, str]] = Counter()

    def learn(self, runs: Iterable[str], font: str = "") -> None:
        """Take in runs of a font before any is repaired: each is then judged by what all have shown."""
        font = plain_name(font)
        evidence = self._evidence[font]
        named = promised(font) is not None
        telling = [run for run in runs if may_be_legacy(run, font) or (named and UNICODE.search(run))]
        self._heard.update((font, run) for run in telling)
        evidence.take(telling)
        self._shown.update(evidence.shown(None))

    def text(self, run: str, font: str = "", *, page: int | None = None, where: str = "") -> str:
        """The run as meant.

        Args:
            font: as the file names it; empty where it is not known.
            page: where the run stands, for the record; None for what stands on no page.
            where: what to name in the record in place of the font.
        """
        letters = self.letters(run, font, page=page, where=where)
        if letters is None:
            return run
        return composed("".join(letters))

    def letters(self, run: str, font: str = "", *, page: int | None = None, where: str = "") -> list[str] | None:
        """What each letter of the run means: a letter, or combining marks for the letter before. None: nothing changes."""
        font = plain_name(font)
        capitals = shows_capitals(font)
        encoding = self._encoding(run, font) if may_be_legacy(run, font) else None
        if encoding is None:
            if not capitals or self._evidence[font].unicode or SIGN.search(run) or UNICODE.search(run):
                return None
            letters = list(run)
        else:
            letters = encoding.letters(run)
        if capitals:
            letters = [each.upper() if len(each.upper()) == len(each) else each for each in letters]
        count = _words_changed(run, letters)
        if not count and letters == list(run):
            return None
        what = f"{encoding.name} → Unicode" if encoding else CAPITALS
        self.note(what, where or font or "text", page=page, syllables=max(count, 1))
        return letters

    def _encoding(self, run: str, font: str) -> Encoding | None:
        evidence = self._evidence[font]
        if (font, run) not in self._heard:
            self.learn([run], font)
        shown = evidence.shown(promised(font), _LEAST_BESIDE if self._shown else LEAST_IN_ALL)
        return meant(run, shown, evidence, promised(font))

    def note(self, what: str, where: str, *, page: int | None = None, syllables: int) -> None:
        """Keep a repair in the record."""
        self._done[page, what, where] += syllables

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """What was repaired, page by page."""
        order = sorted(self._done.items(), key=lambda each: (each[0][0] or 0, *each[0][1:]))
        return tuple(Repair(page, what, where, count) for (page, what, where), count in order)


def may_be_legacy(run: str, font: str = "") -> bool:
    """Whether a look at the run is worth while: cheap, and never wrong in saying no."""
    if promised(plain_name(font)):
        return bool(SIGN.search(run) or LOST.search(run))
    return bool(SUSPECT.search(run))


def promises(font: str) -> bool:
    """Whether the name of the font promises an old encoding."""
    return promised(plain_name(font)) is not None


def may_hold_legacy(font: str, codes: Collection[int]) -> bool:
    """The same, by the name of a font and the code points that are set in it."""
    if _SUSPECT_CODES.isdisjoint(codes):
        name = plain_name(font)
        return promised(name) is not None and (shows_capitals(name) or not _SIGN_CODES.isdisjoint(codes))
    return True


def _words_changed(run: str, letters: list[str]) -> int:
    if len(run) != len(letters):
        return 0
    return sum(
        run[found.start() : found.end()] != "".join(letters[found.start() : found.end()])
        for found in WORD.finditer(run)
    )


__all__ = ["CAPITALS", "HORNS", "Repairer", "may_be_legacy", "may_hold_legacy", "promises"]
