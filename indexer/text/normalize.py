"""One form for each letter, space and syllable.

`printable` makes the text that is kept, shown and cited: as printed, in one encoding. `matching` makes of one token
the form that is compared: lower case, one place for the tone mark. Both are idempotent.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from indexer.model import NOTE_DIGITS

_LOOK_ALIKES = str.maketrans(
    {
        "ƣ": "ư",  # Latin gha, in files made with old font tables
        "Ƣ": "Ư",
        "ð": "đ",  # Icelandic eth
        "Ð": "Đ",
        "Ɖ": "Đ",  # African d
        "ɖ": "đ",
        "\u0340": "\u0300",  # tone marks that Unicode has retired
        "\u0341": "\u0301",
        "\u2011": "-",  # a hyphen that only differs in where lines break
        "\u2010": "-",
        "\u00a0": " ",
        "\u202f": " ",
        "\u3000": " ",
    }
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_SPACES = re.compile(r"\s+")


def printable(text: str) -> str:
    """The text as kept and shown: NFC, on one line, single spaces, nothing invisible, look-alike letters repaired.

    >>> printable("Nh\\u01a3ng  ðảng\\u00ad viên\\n\\u200b ")
    'Nhưng đảng viên'
    """
    text = unicodedata.normalize("NFC", text.translate(_LOOK_ALIKES))
    text = _INVISIBLE.sub("", _CONTROL.sub(" ", text))
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text).strip())


_RAISE = str.maketrans("0123456789", NOTE_DIGITS)
_UNMARK = str.maketrans(dict.fromkeys(NOTE_DIGITS, " "))


def raised(mark: str) -> str:
    """The mark of a note as it is written in the text.

    >>> raised("12"), raised("*")
    ('¹²', '*')
    """
    return mark.translate(_RAISE)


def unmarked(text: str) -> str:
    """The text with a space for each raised digit, so that offsets hold in both.

    >>> unmarked("37-NQ/TW¹")
    '37-NQ/TW '
    """
    return text.translate(_UNMARK)


_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_VOWELS = frozenset("aăâeêioôơuưy")
_SHAPED = frozenset("ăâêôơư")
_LONGEST_SYLLABLE = 7  # letters in "nghiêng"


@lru_cache(maxsize=1 << 16)
def matching(token: str) -> str:
    """The token in the form that is compared.

    The tone mark moves to one place whatever school typed it, and even where the typist slipped; anything that is no
    Vietnamese syllable is only lower-cased.

    >>> [matching(word) for word in ("HOÀ", "uỷ", "khoá", "thuý", "qúy", "tòan", "Đảng", "23")]
    ['hòa', 'ủy', 'khóa', 'thúy', 'quý', 'toàn', 'đảng', '23']
    """
    lowered = unicodedata.normalize("NFC", token.lower())
    if lowered.isascii():
        return lowered
    letters, tone = _without_tone(lowered)
    if tone is None or len(letters) > _LONGEST_SYLLABLE:
        return lowered
    place = _tone_place(letters)
    if place is None:
        return lowered
    return unicodedata.normalize("NFC", letters[: place + 1] + tone + letters[place + 1 :])


def _without_tone(text: str) -> tuple[str, str | None]:
    """The text without its one tone mark, and the mark; None if there is not exactly one."""
    kept: list[str] = []
    tones: list[str] = []
    for character in unicodedata.normalize("NFD", text):
        (tones if character in _TONES else kept).append(character)
    return unicodedata.normalize("NFC", "".join(kept)), tones[0] if len(tones) == 1 else None


def _tone_place(letters: str) -> int | None:
    """Index of the letter that carries the tone, None if the letters are no syllable of one vowel group."""
    start = next((at for at, letter in enumerate(letters) if letter in _VOWELS), len(letters))
    glide = letters[:start] == "q" and letters[start : start + 1] == "u"
    glide = glide or (letters[:start] == "g" and letters[start : start + 1] == "i")
    if glide and letters[start + 1 : start + 2] in _VOWELS:
        start += 1
    end = start
    while end < len(letters) and letters[end] in _VOWELS:
        end += 1
    group, closed = letters[start:end], end < len(letters)
    if not group or any(letter in _VOWELS or not letter.isalpha() for letter in letters[end:]):
        return None
    return start + _place_in_group(group, closed=closed)


def _place_in_group(group: str, *, closed: bool) -> int:
    shaped = [at for at, letter in enumerate(group) if letter in _SHAPED]
    if shaped:
        return shaped[-1]
    if len(group) == 1:
        return 0
    if closed:
        return len(group) - 1
    if len(group) == 2:  # noqa: PLR2004  # two vowels: the first, in every open rhyme
        return 0
    return 1


_PLAIN_D = str.maketrans("đĐ", "dD")


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """The text without marks, in lower case, `đ` as `d`. Folding twice changes nothing.

    >>> fold("Đường lối Đổi mới")
    'duong loi doi moi'
    """
    if text.isascii():
        return text.lower()
    stripped = "".join(each for each in unicodedata.normalize("NFD", text) if not unicodedata.combining(each))
    return unicodedata.normalize("NFC", stripped.translate(_PLAIN_D).lower())
