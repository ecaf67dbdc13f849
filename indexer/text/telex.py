"""Raw Telex and VNI typing → the syllable that was meant: what a keyboard writes while its Vietnamese is off.

Telex: `aa ee oo dd` and `w` for the marks of letters, `s f r x j` for tones. VNI: `6 7 8 9` and `1` to `5`. Keys may
stand behind their letter, behind the vowels or at the end.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import product

from indexer.text.normalize import fold
from indexer.text.syllables import TONES, is_syllable, toned, toneless

_TELEX_TONES = dict(zip("sfrxj", TONES[1:], strict=True))
_VNI_TONES = dict(zip("12345", TONES[1:], strict=True))
_TELEX_MARKS = {"â": "a", "ê": "e", "ô": "o", "ă": "w", "ơ": "w", "ư": "w", "đ": "d"}
_VNI_MARKS = {"â": "6", "ê": "6", "ô": "6", "ă": "8", "ơ": "7", "ư": "7", "đ": "9"}
_CODA = re.compile(r"(?:ch|nh|ng|[cmnpt])$")
_VOWEL = re.compile("[aeiouyw]")
_LONGEST = 12  # keys of a syllable


def decoded(token: str) -> str | None:
    """The syllable that the keys of a token write, in the form that is compared; None if they write none.

    >>> [decoded(each) for each in ("luaanj", "lua65n", "trij", "ddangr", "d9a3ng", "nuwowcs", "nuocws", "dan", "23")]
    ['luận', 'luận', 'trị', 'đảng', 'đảng', 'nước', 'nước', None, None]
    """
    keys = token.lower()
    if not keys.isascii() or not keys.isalnum() or len(keys) > _LONGEST:
        return None
    if keys.isalpha():
        return _read(keys, _TELEX_TONES, _written(telex=True))
    return _read(keys, _VNI_TONES, _written(telex=False))


def _read(keys: str, tones: dict[str, str], written: dict[str, str]) -> str | None:
    """The syllable of these keys. Behind the first vowel, each key of a tone is one."""
    vowel = _VOWEL.search(keys)
    if vowel is None:
        return None
    head, tail = keys[: vowel.end()], keys[vowel.end() :]
    typed = [key for key in tail if key in tones]
    bare = head + "".join(key for key in tail if key not in tones)
    syllable = written.get(bare)
    if syllable is None or len(typed) > 1 or (not typed and syllable == bare):
        return None
    found = toned(syllable, tones[typed[0]] if typed else "")
    return found if is_syllable(found) else None


@cache
def _written(*, telex: bool) -> dict[str, str]:
    """Keys without those of tones → the syllable without its tone. What is written without a key comes last."""
    marks = _TELEX_MARKS if telex else _VNI_MARKS
    syllables = {onset + rhyme: onset for onset, rhyme, _ in toneless() if not rhyme.startswith("oo")}
    found: dict[str, str] = {}
    for syllable, onset in syllables.items():
        if fold(syllable) != syllable:
            for keys in _ways(syllable, onset, marks):
                found.setdefault(keys, syllable)
    for syllable in syllables:
        if fold(syllable) == syllable:
            found.setdefault(syllable, syllable)
    return found


def _ways(syllable: str, onset: str, marks: dict[str, str]) -> Iterator[str]:
    """Every way to write a syllable: each key behind its letter, behind the vowels, or at the end."""
    coda = _CODA.search(syllable[len(onset) :])
    vowels_end = len(syllable) - (len(coda.group()) if coda else 0)
    marked = [at for at, letter in enumerate(syllable) if letter in marks]
    joined = "ươ" in syllable  # one key may mark both
    places = [sorted({at + 1, vowels_end, len(syllable)}) for at in marked]
    for chosen in product(*places):
        yield _typed(syllable, [(place, marks[syllable[at]]) for place, at in zip(chosen, marked, strict=True)])
        if joined:
            horn = syllable.index("ươ")
            kept = [(place, at) for place, at in zip(chosen, marked, strict=True) if at != horn]
            yield _typed(syllable, [(place, marks[syllable[at]]) for place, at in kept])
    if "ư" in syllable and marks["ư"] == "w":  # w alone writes ư
        at = syllable.index("ư")
        rest = [(place + 1, marks[syllable[place]]) for place in marked if place != at]
        yield _typed(syllable, rest, instead=at)


def _typed(syllable: str, keys: list[tuple[int, str]], instead: int = -1) -> str:
    bare = [_bare(letter) for letter in syllable]
    if instead >= 0:
        bare[instead] = "w"
    pieces = []
    for at in range(len(bare) + 1):
        pieces += [key for place, key in keys if place == at]
        pieces += bare[at : at + 1]
    return "".join(pieces)


def _bare(letter: str) -> str:
    return unicodedata.normalize("NFD", letter.replace("đ", "d"))[0]
