"""Word segmentation, behind one protocol. The only importer of underthesea."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

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
    """Words as underthesea's conditional random field sees them: about 30,000 syllables a second on one core."""

    def __init__(self) -> None:
        from importlib.metadata import version

        from underthesea import word_tokenize

        self.name = f"underthesea {version('underthesea')}"
        self._word_tokenize = word_tokenize

    def starts(self, text: str, tokens: Sequence[Token]) -> list[bool]:
        """For each token, whether a word begins with it."""
        if len(tokens) < 2:  # noqa: PLR2004  # one syllable is one word
            return [True] * len(tokens)
        if len(tokens) > _LONGEST:
            return self._starts_by_pieces(text, tokens)
        words: list[str] = self._word_tokenize(text, use_token_normalize=False)
        return _aligned(text, tokens, words)

    def _starts_by_pieces(self, text: str, tokens: Sequence[Token]) -> list[bool]:
        """A text without paragraphs, cut: its whole length at once would take gigabytes."""
        flags: list[bool] = []
        for low in range(0, len(tokens), _LONGEST):
            piece = tokens[low : low + _LONGEST]
            start = piece[0].start
            moved = [token._replace(start=token.start - start, end=token.end - start) for token in piece]
            flags.extend(self.starts(text[start : piece[-1].end], moved))
        return flags


def _aligned(text: str, tokens: Sequence[Token], words: Sequence[str]) -> list[bool]:
    """Starts of words, found by counting the characters that are no spaces: a segmenter moves only spaces."""
    begins, seen = set(), 0
    for word in words:
        begins.add(seen)
        seen += len(word) - word.count(" ")
    flags, seen, at = [], 0, 0
    for token in tokens:
        seen += sum(1 for character in text[at : token.start] if not character.isspace())
        # A token inside a word does not begin one; a token of which a part begins a word does.
        flags.append(any(place in begins for place in range(seen, seen + token.end - token.start)))
        seen += token.end - token.start
        at = token.end
    flags[0] = True
    return flags
