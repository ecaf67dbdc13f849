"""What a manuscript says of the source of a quotation: a parenthesis behind it, or a note."""

from __future__ import annotations

import re

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NOTE = re.compile(
    r"^[^\S\n]*(?:\[\^?(\w{1,4})\]:?|([⁰¹²³⁴⁵⁶⁷⁸⁹]+)|(\d{1,3})[.)])[^\S\n]*(\S[^\n]*(?:\n(?!\s*\n)[^\n]*)*)",
    re.MULTILINE,
)
_AFTER = re.compile(
    r"[”\"»’.,;\s]{0,4}(?:\[\^?(?P<mark>\d{1,3})\]|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|\[(?P<listed>\d{1,3})\s*[,;]\s*(?P<where>[^\]\n]{1,80})\]|\((?P<said>(?:[^()]|\([^()]{0,100}\)){1,300})\))"
)
_PAGES = re.compile(r"\b(?:tr|trang|p|pp)\s*\.?\s*(\d{1,4})(?:\s*[-–]\s*(\d{1,4}))?", re.IGNORECASE)


def notes_of(text: str) -> dict[str, str]:
    """Notes and entries of a list of works, by their number; one that stands twice is left out."""
    found: dict[str, str] = {}
    twice = set()
    for match in _NOTE.finditer(text):
        name = (match[1] or match[2] or match[3]).translate(_RAISED)
        (twice.add(name) if name in found else found.__setitem__(name, match[4].strip()))
    return {name: note for name, note in found.items() if name not in twice}


def claim_after(text: str, end: int, notes: dict[str, str]) -> str:
    """What is said right behind a quotation that ends here.

    >>> claim_after("“Học đi đôi với hành” (Sổ tay, tr.5).", 20, {})
    'Sổ tay, tr.5'
    >>> claim_after("“Học đi đôi với hành” [5, tr.7].", 20, {"5": "Sổ tay giảng viên"})
    'Sổ tay giảng viên, tr.7'
    """
    match = _AFTER.match(text, end)
    if match is None:
        return ""
    if match["said"]:
        said = match["said"].strip()
        return notes.get(said, "") if said.isdecimal() else said
    if match["listed"]:
        return f"{notes.get(match['listed'], '')}, {match['where']}".strip(", ")
    return notes.get((match["mark"] or match["raised"]).translate(_RAISED), "")


def pages_claimed(claim: str) -> tuple[int, int] | None:
    """The pages that a claim names, if it names one range.

    >>> pages_claimed("Nxb. Mẫu, 2020, tr.25-27"), pages_claimed("2020")
    ((25, 27), None)
    """
    found = _PAGES.findall(claim)
    if len(found) != 1:
        return None
    low, high = found[0]
    return int(low), int(high or low)
