"""The form of running text that references are looked for in."""

from __future__ import annotations

import re

_OPEN = re.compile(r"(?<!q)(?:o[áàảãạéèẻẽẹ]|u[ýỳỷỹỵ])(?!\w)")
_NEW_SCHOOL = ["oá", "oà", "oả", "oã", "oạ", "oé", "oè", "oẻ", "oẽ", "oẹ", "uý", "uỳ", "uỷ", "uỹ", "uỵ"]
_OLD_SCHOOL = ["óa", "òa", "ỏa", "õa", "ọa", "óe", "òe", "ỏe", "õe", "ọe", "úy", "ùy", "ủy", "ũy", "ụy"]
_MOVED = dict(zip(_NEW_SCHOOL, _OLD_SCHOOL, strict=True))


def lowered(text: str) -> str:
    """The text in small letters with tone marks in one place, each character in its place.

    >>> lowered("ĐẢNG UỶ toàn quốc khoá X")
    'đảng ủy toàn quốc khóa x'
    """
    return _OPEN.sub(lambda match: _MOVED[match[0]], text.replace("İ", "I").lower())
