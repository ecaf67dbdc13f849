"""Ordinals of congresses, terms and sessions: in words, figures or roman numerals."""

from __future__ import annotations

from datetime import date

from indexer.text.roman import roman_value

_WORDS = (
    *("nhất", "hai|nhì", "ba", "tư|bốn", "năm", "sáu", "bảy|bẩy", "tám", "chín", "mười"),
    *("mười một", "mười hai", "mười ba", "mười bốn|mười tư", "mười lăm"),
)
_VALUES = {word: value for value, words in enumerate(_WORDS, 1) for word in words.split("|")}
_LONGEST_FIRST = "|".join(sorted(_VALUES, key=len, reverse=True))
ROMAN = r"[ivxl]{1,5}(?!\w)"
FIGURES = r"\d{1,2}(?!\w)"
NUMERAL = rf"(?:{ROMAN}|{FIGURES})"
ORDINAL = rf"(?:{ROMAN}|{FIGURES}|(?:{_LONGEST_FIRST})(?!\w))"
_MOST = 30

# The month in which each congress of the Party opened; a term runs from one to the next.
_CONGRESSES = {
    1: (1935, 3),
    2: (1951, 2),
    3: (1960, 9),
    4: (1976, 12),
    5: (1982, 3),
    6: (1986, 12),
    7: (1991, 6),
    8: (1996, 6),
    9: (2001, 4),
    10: (2006, 4),
    11: (2011, 1),
    12: (2016, 1),
    13: (2021, 1),
    14: (2026, 1),
}
_LAST_DAY = 28
_OPEN_END = date(9999, 12, 31)


def ordinal(text: str) -> int | None:
    """The value of an ordinal in small letters, the l that scans make of I read as I; None if it is none below 31.

    >>> ordinal("xlv"), ordinal("mười hai"), ordinal("4"), ordinal("45")
    (14, 12, 4, None)
    """
    text = " ".join(text.split())
    value = int(text) if text.isdecimal() else _VALUES.get(text) or roman_value(text.replace("l", "i"))
    return value if 0 < value <= _MOST else None


def days_of_term(term: int) -> tuple[date, date] | None:
    """The first and last day that a paper of this term of the Central Committee may bear; None if not known.

    Months are whole, so that neighbouring terms overlap in the month of a congress.
    >>> [str(day) for day in days_of_term(12)]
    ['2016-01-01', '2021-02-28']
    """
    if term not in _CONGRESSES:
        return None
    year, month = _CONGRESSES[term]
    if term + 1 not in _CONGRESSES:
        return date(year, month, 1), _OPEN_END
    next_year, next_month = _CONGRESSES[term + 1]
    return date(year, month, 1), date(next_year + next_month // 12, next_month % 12 + 1, _LAST_DAY)
