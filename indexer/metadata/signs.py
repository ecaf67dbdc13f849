"""The signs that number-symbols are made of: kinds of document and issuing bodies.

The signs of kinds are a closed list; those of bodies are open, and listed only to restore their capitals and to know
the Party's from the State's.
"""

from __future__ import annotations

import re

from indexer.text.normalize import fold

_KINDS = (
    *("NQ", "QĐ", "QĐi", "QyĐ", "CT", "CTr", "CTHĐ", "KL", "QC", "TT", "HD", "BC", "TB", "KH", "TTr", "CV", "BB", "ĐA"),
    *("DA", "PA", "BS", "QTr", "CL", "QH", "TC", "LKG", "TTLT", "NQLT", "HĐ", "CĐ", "BGN", "BTT", "GUQ", "GM", "GGT"),
    *("GNP", "PG", "PC", "PB", "SY", "TrS", "SL", "NĐ", "VBHN", "PL", "L", "LCT", "HP", "ĐL", "HDLN", "QCPH", "KHPH"),
)
_BODIES = (
    *("TW", "HNTW", "VPTW", "BTCTW", "BTGTW", "BTGDVTW", "UBKTTW", "BDVTW", "BNCTW", "BKTTW", "BCSTW", "HĐLLTW"),
    *("BĐNTW", "TU", "BTCTU", "BTGTU", "BTGDVTU", "UBKTTU", "VPTU", "BDVTU", "BNCTU", "HU", "QU", "ThU", "ĐU", "ĐUK"),
    *("VPĐU", "BXDĐ", "BXĐĐ", "UBKTĐU", "BTGĐU", "BTVĐU", "TTCT", "CB", "QUTW", "ĐUCA", "ĐUQH", "ĐUCP", "HVCTQG"),
    *("TCT", "TWĐTN", "CP", "TTg", "UBND", "HĐND", "CTN", "UBTVQH", "HĐBT", "HĐCP", "HĐNN", "BNV", "BTC", "BGDĐT"),
    *("BCA", "BQP", "BTP", "BYT", "BXD", "BCT", "BBT", "BKHCN", "BKHĐT", "BLĐTBXH", "BTTTT", "BTNMT", "BVHTTDL"),
    *("BGTVT", "BNNPTNT", "NHNN", "VPCP", "VPQH", "TANDTC", "VKSNDTC", "KTNN", "BHXH", "MTTW", "TLĐ", "TTCP", "UBDT"),
)
# Bodies that number letters and old decrees by their sign alone: 64-CP, 217/HĐBT, 47/SL.
ALONE = frozenset({"cp", "hdbt", "ttg", "hdcp", "sl"})
# Folded signs that are also syllables: in "5 da du" they prove nothing.
SYLLABLES = frozenset({"da", "pa", "sy", "l", "du", "hu", "thu", "cb"})

_KIND_BY_CASE = {sign.lower(): sign for sign in _KINDS}
_KIND_BY_FOLD = {fold(sign): sign for sign in reversed(_KINDS)}  # the first of two that fold alike wins
_BODY_BY_FOLD = {fold(sign): sign for sign in reversed(_BODIES)}
_PARTY = re.compile(
    r"(?!mttw)(?:[a-z]*(?:tw|tu)|[a-z]{0,5}(?:hu|qu)|thu|(?:vp|ubkt|btg|bxd|btv|bdv|btc)?du[a-z]*|ttct)"
)
_PARTY_MORE = re.compile(r"(?:tw[a-z]+|cb[a-z]{0,3}|bxdd)")
_WRITES_LETTERS = re.compile(
    r"ubnd|hdnd|vpcp|vpqh|nhnn|bhxh|tandtc|vksndtc|ktnn|mttw|tld|ttcp|b[a-z]{2,8}|tc[a-z]{1,4}|hv[a-z]{2,6}|dh[a-z]{2,6}"
    r"|s(?:gd|nv|tc|kh|xd|tn|vh|tt|yt|ct|nn|ld|tp|gt)[a-z]{0,5}"
)
_LEAST_CAPITALS = 2


def kind_sign(text: str) -> str | None:
    """The sign of a kind in its own capitals and marks, however typed; None if it is no such sign.

    >>> kind_sign("qd"), kind_sign("CTR"), kind_sign("HĐ"), kind_sign("XYZ")
    ('QĐ', 'CTr', 'HĐ', None)
    """
    return _KIND_BY_CASE.get(text.lower()) or _KIND_BY_FOLD.get(text.lower())


def is_known_body(text: str) -> bool:
    """Whether the sign, or what stands before its first hyphen, is a listed body or one of the Party."""
    return fold(text.split("-", maxsplit=1)[0]) in _BODY_BY_FOLD or is_party_body(text)


def is_party_body(text: str) -> bool:
    """Whether the body is one of the Party, so that its papers read 36-NQ/TW and not 36/NQ-TW."""
    first = fold(text.split("-", maxsplit=1)[0])
    return _PARTY.fullmatch(first) is not None or _PARTY_MORE.fullmatch(first) is not None


def body_sign(text: str) -> str:
    """The sign of a body in its own capitals and marks where it is listed; else as typed, small letters raised."""
    return "-".join(_one_body(part) for part in text.split("-"))


def _one_body(part: str) -> str:
    known = _BODY_BY_FOLD.get(fold(part))
    if known is not None and (part.isascii() or part.lower() == known.lower()):
        return known
    return part.upper() if part == part.lower() else part


def writes_letters(text: str) -> bool:
    """Whether the body is one whose official letters are numbered 1234/BODY-UNIT."""
    return _WRITES_LETTERS.fullmatch(fold(text.replace("&", ""))) is not None


def looks_like_a_sign(text: str) -> bool:
    """Whether an unlisted body is written as signs are: with two capitals or more and few small letters.

    >>> looks_like_a_sign("TTg"), looks_like_a_sign("Scan"), looks_like_a_sign("ĐUX")
    (True, False, True)
    """
    capitals = sum(each.isupper() for each in text)
    return capitals >= _LEAST_CAPITALS and sum(each.islower() for each in text) <= capitals
