"""Roman numerals, as pages before a text are numbered."""

from __future__ import annotations

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def roman_value(text: str) -> int:
    """The value of a roman numeral, 0 if it is none.

    >>> [roman_value(text) for text in ("xii", "IV", "iiii", "civil")]
    [12, 4, 0, 0]
    """
    digits = [_ROMAN.get(letter, 0) for letter in text.lower()]
    if not digits or 0 in digits:
        return 0
    value = sum(-one if one < after else one for one, after in zip(digits, [*digits[1:], 0], strict=True))
    return value if roman(value) == text.lower() else 0


def roman(value: int) -> str:
    """The numeral in small letters, 1..399."""
    parts = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    text = ""
    for size, letters in parts:
        while value >= size:
            text += letters
            value -= size
    return text
