"""Roman numerals, as pages before a text are numbered, and the other numbers of lists."""

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


_PARTS = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def roman(value: int) -> str:
    """The numeral in small letters, from 1."""
    text = ""
    for size, letters in _PARTS:
        text += letters * (value // size)
        value %= size
    return text


def numeral(value: int, form: str) -> str:
    """A number as a list shows it.

    Args:
        value: from 1.
        form: what the first of its list looks like: "1", "i", "I", "a" or "A"; any other is "1".

    >>> [numeral(4, form) for form in ("1", "i", "I", "a", "A")], numeral(28, "a")
    (['4', 'iv', 'IV', 'd', 'D'], 'bb')
    """
    if form in ("i", "I"):
        return roman(value) if form == "i" else roman(value).upper()
    if form in ("a", "A"):
        letter = chr(ord(form) + (value - 1) % 26)
        return letter * ((value - 1) // 26 + 1)
    return str(value)
