"""Vietnamese as the old encodings have it: written down here a second time, so that a slip in the tables shows."""

from __future__ import annotations

import unicodedata

# Each letter beside what Western programs show for it in an ABC font.
_ABC = [
    "à",
    "µ",
    "ả",
    "¶",
    "ã",
    "·",
    "á",
    "¸",
    "ạ",
    "¹",
    "ă",
    "¨",
    "ằ",
    "»",
    "ẳ",
    "¼",
    "ẵ",
    "½",
    "ắ",
    "¾",
    "ặ",
    "Æ",
    "â",
    "©",
    "ầ",
    "Ç",
    "ẩ",
    "È",
    "ẫ",
    "É",
    "ấ",
    "Ê",
    "ậ",
    "Ë",
    "đ",
    "®",
    "è",
    "Ì",
    "ẻ",
    "Î",
    "ẽ",
    "Ï",
    "é",
    "Ð",
    "ẹ",
    "Ñ",
    "ê",
    "ª",
    "ề",
    "Ò",
    "ể",
    "Ó",
    "ễ",
    "Ô",
    "ế",
    "Õ",
    "ệ",
    "Ö",
    "ì",
    "×",
    "ỉ",
    "Ø",
    "ĩ",
    "Ü",
    "í",
    "Ý",
    "ị",
    "Þ",
    "ò",
    "ß",
    "ỏ",
    "á",
    "õ",
    "â",
    "ó",
    "ã",
    "ọ",
    "ä",
    "ô",
    "«",
    "ồ",
    "å",
    "ổ",
    "æ",
    "ỗ",
    "ç",
    "ố",
    "è",
    "ộ",
    "é",
    "ơ",
    "¬",
    "ờ",
    "ê",
    "ở",
    "ë",
    "ỡ",
    "ì",
    "ớ",
    "í",
    "ợ",
    "î",
    "ù",
    "ï",
    "ủ",
    "ñ",
    "ũ",
    "ò",
    "ú",
    "ó",
    "ụ",
    "ô",
    "ư",
    "\xad",
    "ừ",
    "õ",
    "ử",
    "ö",
    "ữ",
    "÷",
    "ứ",
    "ø",
    "ự",
    "ù",
    "ỳ",
    "ú",
    "ỷ",
    "û",
    "ỹ",
    "ü",
    "ý",
    "ý",
    "ỵ",
    "þ",
    "Ă",
    "¡",
    "Â",
    "¢",
    "Ê",
    "£",
    "Ô",
    "¤",
    "Ơ",
    "¥",
    "Ư",
    "¦",
    "Đ",
    "§",
]
ABC = dict(zip(_ABC[::2], _ABC[1::2], strict=True))
LETTERS = "".join(letter for letter in _ABC[::2] if letter.islower())  # the 67 that are no ASCII
_TONES = {"\u0300": "ø", "\u0301": "ù", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_HATS = {"": "â", "\u0300": "à", "\u0301": "á", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
_BREVES = {"": "ê", "\u0300": "è", "\u0301": "é", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
_ONES = dict(zip("đíìỉĩịỵ", "ñíìæóòî", strict=True))


def tcvn3(text: str) -> str:
    """The text in an ABC font. It has no capitals with tones: those are small letters, in a font that shows capitals."""
    return "".join(ABC.get(letter, ABC.get(letter.lower(), letter)) for letter in unicodedata.normalize("NFC", text))


def vni(text: str) -> str:
    """The text in a VNI font."""
    return "".join(map(_vni, unicodedata.normalize("NFC", text)))


def _vni(letter: str) -> str:
    small = letter.lower()
    if small in _ONES:
        typed = _ONES[small]
    else:
        base, *marks = list(unicodedata.normalize("NFD", small))
        tone = next((mark for mark in marks if mark in _TONES), "")
        if "\u0302" in marks:
            typed = base + _HATS[tone]
        elif "\u0306" in marks:
            typed = base + _BREVES[tone]
        else:
            horned = {"o": "ô", "u": "ö"}[base] if "\u031b" in marks else base
            typed = horned + (_TONES[tone] if tone else "")
    return typed.upper() if letter.isupper() else typed
