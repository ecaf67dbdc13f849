"""What underthesea has learnt of words: its tokens and its trained model. The only importer of underthesea."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from indexer.text.segment.field import GOES_ON, Look, Piece, WordField
from indexer.text.segment.weights import read_weights

_MODEL = "ws_crf_vlsp2013_20230727"
_LOOK = ["T[0].lower", "T[0].isdigit", "T[0].istitle"]
_OVER_A_SPACE = re.compile(r"Th\s[Ss]")  # the one token with a space: its "Th.S" leaves open which sign the dot is
_LONGEST, _MOST = 40, 50_000  # signs of a stretch without spaces that is remembered, and how many are


class Trained:
    """Underthesea's tokens, and the words that it makes of them."""

    def __init__(self) -> None:
        from underthesea.pipeline.text_normalize.character_normalize import normalize_characters_in_text
        from underthesea.pipeline.word_tokenize import regex_tokenize

        self._folder = folder = Path(regex_tokenize.__file__).with_name("models") / _MODEL
        words: set[str] = pickle.loads((folder / "dictionary.bin").read_bytes())  # noqa: S301  # a part of the package
        self._field = WordField(read_weights(folder / "models.bin"), words, _looker())
        self._normalized: Callable[[str], str] = normalize_characters_in_text
        self._tokens: re.Pattern[str] = regex_tokenize.patterns
        self._stretches: dict[str, tuple[Piece, ...]] = {}

    def starts(self, pieces: Sequence[Piece]) -> list[bool]:
        """For each piece, whether a word begins with it."""
        if (starts := self._field.starts(pieces)) is None:
            return self._told(pieces)
        return starts

    def _told(self, pieces: Sequence[Piece]) -> list[bool]:
        """The same as underthesea itself tells it, which takes much longer."""
        labels = self._tagger.predict([[piece.text] for piece in pieces])
        return [True, *(label != GOES_ON for label in labels[1:])]

    @cached_property
    def _tagger(self) -> Any:
        from underthesea.models.fast_crf_sequence_tagger import FastCRFSequenceTagger

        tagger = FastCRFSequenceTagger()
        tagger.load(str(self._folder))
        return tagger

    def pieces(self, text: str) -> list[Piece]:
        """The tokens of a text. No token but one reaches over a space: so each stretch between spaces is cut once."""
        text = self._normalized(text)
        stretches = text.split()
        if not stretches or _OVER_A_SPACE.search(text):
            return list(self._cut(text))
        last = stretches.pop()
        found: list[Piece] = []
        remembered = self._stretches
        for stretch in stretches:
            found += remembered.get(stretch) or self._stretch(stretch)
        found += self._cut(text[text.rindex(last) :])  # some tokens are others at the end of the text
        return found

    def _stretch(self, stretch: str) -> tuple[Piece, ...]:
        made = tuple(self._cut(stretch + " "))
        if len(stretch) <= _LONGEST:
            if len(self._stretches) >= _MOST:
                self._stretches.clear()
            self._stretches[stretch] = made
        return made

    def _cut(self, text: str) -> Iterable[Piece]:
        return (self._field.piece(found[0]) for found in self._tokens.finditer(text))


def _looker() -> Callable[[str], Look]:
    """What underthesea itself sees of a token: its rules are not quite those of Python's strings."""
    from underthesea_core import CRFFeaturizer

    featurizer = CRFFeaturizer(_LOOK, set())

    def look(token: str) -> Look:
        lower, digit, title = (said.partition("=")[2] for said in featurizer.process([[[token]]])[0][0])
        return Look(lower, digit == "True", title == "True")

    return look
