"""Word segmentation, behind one protocol."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Protocol

from indexer.text.segment.trained import Trained
from indexer.text.tokens import Token

_LONGEST = 2_000  # syllables of a stretch; no paragraph that somebody wrote is longer


class Segmenter(Protocol):
    """What tells which syllables make a word."""

    name: str  # with its version: segments of two names may differ

    def starts(self, text: str, tokens: Sequence[Token]) -> list[bool]:
        """For each token of the text, whether a word begins with it. The first is always True."""


class SyllableSegmenter:
    """Each syllable its own word: for text whose words do not matter."""

    name = "syllable 1"

    def starts(self, text: str, tokens: Sequence[Token]) -> list[bool]:  # noqa: ARG002  # the protocol's arguments
        """Every token begins a word."""
        return [True] * len(tokens)


class UndertheseaSegmenter:
    """Words as underthesea tells them."""

    def __init__(self) -> None:
        from importlib.metadata import version

        self.name = f"underthesea {version('underthesea')}"
        self._trained = Trained()

    def starts(self, text: str, tokens: Sequence[Token]) -> list[bool]:
        """For each token, whether a word begins with it."""
        if len(tokens) < 2:  # noqa: PLR2004  # one syllable is one word
            return [True] * len(tokens)
        if len(tokens) > _LONGEST:
            return self._starts_by_pieces(text, tokens)
        pieces = self._trained.pieces(text)
        begins = self._trained.starts(pieces)
        return _aligned(text, tokens, zip((piece.text for piece in pieces), begins, strict=True))

    def _starts_by_pieces(self, text: str, tokens: Sequence[Token]) -> list[bool]:
        """A text without paragraphs, cut: its whole length at once would take gigabytes."""
        flags: list[bool] = []
        for low in range(0, len(tokens), _LONGEST):
            piece = tokens[low : low + _LONGEST]
            start = piece[0].start
            moved = [token._replace(start=token.start - start, end=token.end - start) for token in piece]
            flags.extend(self.starts(text[start : piece[-1].end], moved))
        return flags


def _aligned(text: str, tokens: Sequence[Token], pieces: Iterable[tuple[str, bool]]) -> list[bool]:
    """Starts of words, found by counting the characters that are no spaces: a segmenter moves only spaces.

    Args:
        pieces: what the segmenter makes of the text, each with whether a word begins there.
    """
    places, seen = [], 0
    for piece, begins in pieces:
        if begins:
            places.append(seen)
        seen += len(piece) - piece.count(" ")
    flags, seen, at = [], 0, 0
    ahead = iter([*places, sys.maxsize])
    place = next(ahead)
    for _, start, end in tokens:
        if start - at != 1 or not text[at].isspace():
            seen += sum(1 for character in text[at:start] if not character.isspace())
        while place < seen:
            place = next(ahead)
        seen += end - start
        # A token inside a word does not begin one; a token of which a part begins a word does.
        flags.append(place < seen)
        at = end
    flags[0] = True
    return flags
