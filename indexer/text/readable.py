"""Whether a text is Vietnamese that can be read, by the spelling of its syllables."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.text.legacy.spelling import is_spelled

_JOINT = re.compile(r"[-–/]")
_EDGES = "".join(map(chr, range(33, 48))) + ":;<=>?@[]^_`{|}~“”‘’«»…–—"
_ENGLISH = frozenset(
    ("the", "of", "and", "to", "in", "is", "that", "for", "are", "with", "as", "was", "by", "be", "on", "this")
)
_LEAST_WORDS = 20  # fewer do not show what they are
_LEAST_SHARE = 0.6  # of them that are syllables; names and foreign words are not, as are a quarter in some papers
_LEAST_ENGLISH = 0.1  # of them that hold English together
_BETTER = 0.2  # of share; what recognition makes of drawings holds chance syllables
_MORE = 2.0  # syllables: a written caption on a page that is a picture


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a text is spelt."""

    words: int
    syllables: int  # of them, spelt as Vietnamese
    english: int  # of them, words that no English text is without

    @property
    def share(self) -> float:
        """Of its words that are syllables; 0 without words."""
        return self.syllables / self.words if self.words else 0.0


def spelling(text: str) -> Spelling:
    """How the text is spelt.

    >>> spelling("Lý luận gắn với thực tiễn, Lš luËn g¾n víi thùc tiÔn").share
    0.5
    """
    parts = [part.strip(_EDGES) for token in text.split() for part in _JOINT.split(token)]
    words = [part for part in parts if sum(map(str.isalpha, part)) > 1]
    return Spelling(len(words), sum(map(is_spelled, words)), sum(word.lower() in _ENGLISH for word in words))


def is_readable(text: str) -> bool:
    """Whether a page of this text can be read as it is: Vietnamese, English, or too little to tell."""
    found = spelling(text)
    if found.words < _LEAST_WORDS or found.share >= _LEAST_SHARE:
        return True
    return found.english >= _LEAST_ENGLISH * found.words


def reads_better(text: str, other: str) -> bool:
    """Whether the text is Vietnamese better spelt than the other, or as well and clearly more of it."""
    one, two = spelling(text), spelling(other)
    if one.share > two.share + _BETTER:
        return one.syllables >= two.syllables
    return one.share >= min(two.share, _LEAST_SHARE) and one.syllables > _MORE * two.syllables
