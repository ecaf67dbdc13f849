"""Whether a printed word is spelled as a Vietnamese syllable."""

from __future__ import annotations

from functools import lru_cache

from indexer.text.normalize import matching
from indexer.text.syllables import is_syllable


@lru_cache(maxsize=1 << 16)
def is_spelled(word: str) -> bool:
    """Whether the word (NFC) is a syllable: all small, all capital, or with one capital at its start.

    Onset `p` (`pin`) is left out: only loanwords have it, and chance would make too many.

    >>> [is_spelled(word) for word in ("QUYẾT", "Đảng", "hoà", "đợc", "mat", "ĐảNG", "tr×nh", "23", "på")]
    [True, True, True, False, False, False, False, False, False]
    """
    small = word.lower()
    if not small or not (word == small or word[1:] == small[1:] or word.isupper()):
        return False
    return (small[0] != "p" or small[1:2] == "h") and is_syllable(matching(small))
