"""From text to the terms of an index: one analyzer, for what is indexed and what is asked.

Chain: printed text → tokens (matching form) → syllables, each with its folded form · bigrams of neighbours, both
forms · words of two or more syllables · document numbers.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from hashlib import sha256

from indexer.text.normalize import fold, matching
from indexer.text.tokens import Token, folded, tokenize

ANALYZER_VERSION = 2
_PARTED = 2  # characters between two syllables: ", " or ". " or ": ", where a space, a hyphen or " – " joins
_PROBE = "Hoà bình, uỷ ban; ĐẢNG viên Qúy 23-CT/TW ƣu tú đ Đ 1.234 y tế"


def stack(tokens: Iterable[Token]) -> list[tuple[str, str]]:
    """Positions of a text, each with the syllable and its folded form."""
    return [(token.term, folded(token.term)) for token in tokens]


def bigrams(tokens: Sequence[Token]) -> list[str]:
    """Neighbouring syllables, as written and folded. A comma or a stop between two, with its space, parts them.

    >>> bigrams(tokenize("lý luận, Mác"))
    ['lý_luận', '~ly_luan']
    """
    return [
        term
        for left, right in itertools.pairwise(tokens)
        if right.start - left.end != _PARTED
        for term in (bigram(left.term, right.term), folded_bigram(left.term, right.term))
    ]


def bigram(left: str, right: str) -> str:
    """The term of two neighbouring syllables."""
    return f"{left}_{right}"


def folded_bigram(left: str, right: str) -> str:
    """The term of two neighbouring syllables, whatever their accents."""
    return f"{folded(left)}_{fold(right)}"


def compounds(tokens: Sequence[Token], lengths: bytes) -> list[str]:
    """Words of two or more syllables, given the number of syllables in each word.

    >>> compounds(tokenize("lý luận của Đảng"), bytes([2, 1, 1]))
    ['lý_luận']
    """
    words, at = [], 0
    for length in lengths:
        if length > 1:
            words.append("_".join(token.term for token in tokens[at : at + length]))
        at += length
    return words


def lengths_of_words(starts: Sequence[bool]) -> bytes:
    """Syllables in each word, from the flags of a segmenter. A word of more than 255 is cut.

    >>> list(lengths_of_words([True, False, True]))
    [2, 1]
    """
    lengths = bytearray()
    for begins in starts:
        if begins or not lengths or lengths[-1] == 255:  # noqa: PLR2004  # a byte holds no more
            lengths.append(1)
        else:
            lengths[-1] += 1
    return bytes(lengths)


def field_stack(*texts: str) -> list[tuple[str, str]]:
    """Positions of several short texts, one after the other."""
    return [position for text in texts for position in stack(tokenize(text))]


def fingerprint() -> str:
    """What changes when the same text would give other terms: stamped beside an index."""
    tokens = tokenize(_PROBE)
    probe = "|".join([*(token.term for token in tokens), *bigrams(tokens), matching("THUÝ")])
    return f"{ANALYZER_VERSION}-{sha256(probe.encode()).hexdigest()[:12]}"
