"""The order of Vietnamese words: letters a ă â b … d đ e ê …, then the five tones."""

from __future__ import annotations

import unicodedata

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER = {letter: chr(0x100 + at) for at, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}  # huyền hỏi ngã sắc nặng
_LOWEST, _BETWEEN = " ", "!"  # a title ends before it goes on with another word


def collation_key(text: str) -> str:
    """A string whose code points sort as the text should; signs are passed over, digits come before letters.

    >>> sorted(["Ưu tú", "Đảng", "Dân", "Ân", "Anh", "hòa", "Hoà!"], key=collation_key)
    ['Anh', 'Ân', 'Dân', 'Đảng', 'hòa', 'Hoà!', 'Ưu tú']
    """
    letters: list[str] = []
    tones: list[str] = []
    for word in _words(text):
        letters.append("".join(_LETTER.get(letter, letter) for letter, _ in word))
        tones.append("".join(tone for _, tone in word) or "0")
    return f"{_BETWEEN.join(letters)}{_LOWEST}{_LOWEST.join(tones)}"


def _words(text: str) -> list[list[tuple[str, str]]]:
    """Words as letters without tone, each with the tone it carried."""
    words: list[list[tuple[str, str]]] = []
    for word in text.lower().split():
        letters: list[tuple[str, str]] = []
        for character in unicodedata.normalize("NFC", word):
            plain, tone = _parted(character)
            if plain.isalnum():
                letters.append((plain, tone))
        if letters:
            words.append(letters)
    return words


def _parted(character: str) -> tuple[str, str]:
    marks = unicodedata.normalize("NFD", character)
    tone = "".join(_TONES[mark] for mark in marks if mark in _TONES)
    return unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES)), tone
