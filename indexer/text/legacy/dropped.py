"""The letter ư where a program took its byte, 0xAD, for a hyphen that is not shown: "đợc" for "được".

Only the bare letter is lost. A text in which some words show the loss and no bare ư is left has lost all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from indexer.text.legacy.spelling import is_spelled

_WORD = re.compile(r"[^\W\d_]+")
_OPEN = re.compile("[ơờớởỡợ]", re.IGNORECASE)
_PLACE = re.compile("^(?:ngh|ng|nh|th|tr|ch|gh|gi|kh|ph|[bcdđghklmnrstvx])?", re.IGNORECASE)
_LEAST_WORDS = 3  # different ones that show the loss
# Syllables that are over a thousand times rarer than the one with ư, counted in 65 million characters of prose.
_RARE = {"ngời": "người", "dới": "dưới", "nhng": "nhưng"}
_ALONE = {"nh": "như", "th": "thư"}
_PAIRS = re.compile(
    r"\b(?:(t)(?=\s(?:tưởng|tởng|bản|liệu|nhân|duy|cách|thế|pháp|vấn|hữu|lệnh|sản)\b)"
    r"|(?<=thặng\s)(d)|(?<=dân\s)(c)|(?<=giáo\s)(s)|(?<=luật\s)(s))\b",
    re.IGNORECASE,
)


def has_lost_horns(texts: Iterable[str]) -> bool:
    """Whether the texts, of one font or file, have lost every bare ư.

    >>> has_lost_horns(["Nhà nớc đợc tổ chức theo đờng lối của Đảng"])
    True
    """
    shown: set[str] = set()
    for text in texts:
        if "ư" in text or "Ư" in text:
            return False
        for word in _WORD.findall(text) if _OPEN.search(text) else ():
            if has_lost_horn(word):
                shown.add(word.lower())
    return len(shown) >= _LEAST_WORDS


def with_horns(text: str) -> str:
    """The text with each ư of which the rest of its word leaves no doubt.

    >>> with_horns("Những ngời đợc bầu nh trớc, t tởng và thặng d")
    'Những người được bầu như trước, tư tưởng và thặng dư'
    """
    text = _WORD.sub(lambda word: _certain(word[0]), text)
    return _PAIRS.sub(lambda found: found[0] + ("Ư" if found[0].isupper() and len(found[0]) > 1 else "ư"), text)


def has_lost_horn(word: str) -> bool:
    """Whether the word is no syllable, and is one with ư: "đợc"."""
    return bool(_OPEN.search(word)) and not is_spelled(word) and _certain(word) != word


def _certain(word: str) -> str:
    lower = word.lower()
    better = _RARE.get(lower) or _ALONE.get(lower) or (None if is_spelled(lower) else _horned(lower))
    if better is None:
        return word
    if word.isupper() and len(word) > 1:
        return better.upper()
    return better.capitalize() if word[0].isupper() else better


def _horned(word: str) -> str | None:
    """The word with ư before its vowels, if that makes a syllable."""
    place = _PLACE.match(word)
    at = place.end() if place else 0
    horned = f"{word[:at]}ư{word[at:]}"
    return horned if len(word) > at and is_spelled(horned) else None
