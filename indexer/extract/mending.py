"""Letters that recognition takes for others, where Vietnamese spelling shows it.

In geometric sans-serifs `a` is a circle with a stem, and tesseract often reads `o`. A doubtful word that is no syllable, and
is one with an `a` there, had the `a`: on a page that shows this several times, and not in names alone. Such a page also has it
in some frequent words whose form with `o` hardly exists. A dagger within a word is a `t`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from indexer.extract.recognition import ReadLine, ReadWord, Recognition
from indexer.text.legacy.spelling import is_spelled

_CIRCLES = {  # as read → as printed; the plain letters are tried first
    "o": "a", "ơ": "a", "œ": "a", "q": "a", "d": "a", "ò": "à", "ó": "á", "õ": "ã", "ö": "ã", "ọ": "ạ", "ỏ": "ả",
}  # fmt: skip
_FREQUENT = {
    twin: word
    for word in ("và", "là", "các", "xã", "quan", "giai", "phát", "tháng", "vai", "nhà", "đã")
    for twin in (word.translate(str.maketrans("aàáã", "oòóõ")), word.translate(str.maketrans("a", "ơ")))
    if twin != word
}
_LETTERS = re.compile(r"[^\W\d_]+")
_DAGGER = re.compile(r"t?†(?=[^\W\d_])|(?<=[^\W\d_])t?†(?!\W*\d)")
_SURE = 96  # confidence from which a word is left alone
_SHOWN = 3  # words of a page that show its letters


def mended(page: Recognition) -> Recognition:
    """The page with what spelling tells for certain."""
    changed = [word for line in page.lines for word in line.words if _mended(word, {}) != _DAGGER.sub("t", word.text)]
    if sum(word.text[:1].islower() for word in changed) < _SHOWN:  # names and foreign words alone show nothing
        return _without_daggers(page)
    frequent = _FREQUENT
    lines = (
        ReadLine(line.y, line.size, tuple(replace(word, text=_mended(word, frequent)) for word in line.words))
        for line in page.lines
    )
    return replace(page, lines=tuple(lines))


def _without_daggers(page: Recognition) -> Recognition:
    lines = (
        replace(line, words=tuple(replace(word, text=_DAGGER.sub("t", word.text)) for word in line.words))
        for line in page.lines
    )
    return replace(page, lines=tuple(lines))


def _mended(word: ReadWord, frequent: dict[str, str]) -> str:
    text = _DAGGER.sub("t", word.text)
    found = _LETTERS.search(text)
    if word.confidence >= _SURE or found is None:
        return text
    letters = found[0]
    if len(letters) < len(text.strip(".,:;?!“”‘’\"'()[]")):  # letters and signs mixed: no syllable was read
        return text
    return text[: found.start()] + _syllable(letters, frequent) + text[found.end() :]


def _syllable(letters: str, frequent: dict[str, str]) -> str:
    """The syllable that was printed, where that is certain.

    >>> [_syllable(each, {}) for each in ("củo", "nhou", "hóo", "Quœn", "đồng", "one")]
    ['của', 'nhau', 'hóa', 'Quan', 'đồng', 'one']
    """
    if is_spelled(letters):
        twin = frequent.get(letters.lower())
        return letters if twin is None else letters[0] + twin[1:]
    for read, printed in _CIRCLES.items():
        for at in range(1, len(letters)):
            if letters[at] == read:
                tried = letters[:at] + printed + letters[at + 1 :]
                if is_spelled(tried):
                    return tried
    return letters
