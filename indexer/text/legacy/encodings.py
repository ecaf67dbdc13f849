"""The two encodings of fonts, each as a function from letters as read to letters as meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from indexer.text.legacy.spelling import is_spelled
from indexer.text.legacy.tables import TCVN3, VNI_LETTERS, VNI_MARKS, composed

# A word as read: letters, and whatever signs stand for letters in the old fonts.
WORD = re.compile("[^\\s\x00\x01\x03-\x1f!-@\\[-`{-\x7f\x85\x91-\x97\xa0\u2010-\u2026\u2030-\u203a\uf020-\uf0a0]+")
SIGN = re.compile("[\xa1-\xac\xae-\xff\uf0a1-\uf0ff]")  # what the old fonts have instead of letters
LOST = re.compile("[\xad\u2212\ue000-\uefff]")  # what programs make of the byte 0xAD, the letter ư
_UNKNOWN = re.compile("[\x02\xad\u2212\ue000-\ufaff]")  # the same within a word
_SYMBOL = re.compile("[\uf0a1-\uf0ff]")  # a byte as a font of signs has it
_LETTER = re.compile(r"[^\W\d_]")
_FORMULA = re.compile("[A-Za-z][×÷·±¬°¹²³][A-Za-z]?")  # "m×n" would be "mìn"
_CUT = re.compile("(?<![A-Za-z\xa1-\xff-])([bcdghklmnprstvx®§]{0,3})-([A-Za-z\xa1-\xff]*)(?![\\d-])", re.IGNORECASE)
_ONSETS_ALONE = frozenset(("nh", "th"))  # "nh-", "bÝ th-"; "c-" or "d-" are rather points of a list
_PAIRS = re.compile(
    "(?:.{0,6}(?:thÆng d|d©n c|gi¸o s|luËt s)-)"
    "|(?:.{0,6}\\bt- (?:t-ëng|b¶n|liÖu|nh©n|duy|c¸ch|thÕ|ph¸p|vÊn|h÷u|lÖnh|s¶n))",
    re.IGNORECASE,
)
_STANDS_ALONE = frozenset("§£¥¦©¢¨¶")  # beside no letter it is what it looks like


@dataclass(frozen=True, slots=True)
class Encoding:
    """An old encoding."""

    name: str
    letters: Callable[[str], list[str]]  # each letter as read → as meant: one, or combining marks

    def text(self, read: str) -> str:
        """The text as meant."""
        return composed("".join(self.letters(read)))


def _vni(read: str) -> list[str]:
    found: list[str] = []
    base = ""
    for letter in _bytes(read):
        mark = VNI_MARKS.get(base, {}).get(letter)
        found.append(VNI_LETTERS.get(letter, letter) if mark is None else mark)
        base = letter if mark is None else ""
    return found


def _tcvn3(read: str) -> list[str]:
    read = _rejoined(_bytes(read))
    if _UNKNOWN.search(read):
        read = WORD.sub(lambda word: _with_horn(word[0], read[word.end() : word.end() + 2].strip()[:1]), read)
    found = [TCVN3.get(letter, letter) for letter in read]
    for word in WORD.finditer(read):
        if len(word[0]) == 1 and word[0] in _STANDS_ALONE:
            found[word.start()] = word[0]
        elif _in_capitals(word[0]):
            found[word.start() : word.end()] = [each.upper() for each in found[word.start() : word.end()]]
    if sum(map(str.isupper, read)) > 3 and not re.search("[a-z]", read):  # noqa: PLR2004  # "HÖ THèNG" beside "HÖ"
        return [each.upper() for each in found]
    return found


def _rejoined(read: str) -> str:
    """The text with 0xAD where a font that is said to be Western shows a hyphen for it: "tr-êng", "nh- vËy"."""
    return _CUT.sub(_joined, read) if "-" in read else read


def _joined(cut: re.Match[str]) -> str:
    onset, rest = cut[1], cut[2]
    if not rest and onset.lower() not in _ONSETS_ALONE and not _PAIRS.match(cut.string, max(cut.start() - 6, 0)):
        return cut[0]
    joined = f"{onset}\xad{rest}"
    return joined if is_spelled("".join(TCVN3.get(each, each) for each in joined).lower()) else cut[0]


def _with_horn(word: str, after: str) -> str:
    """The word with ư where a program lost the byte 0xAD; a minus and a hyphen at the end of a line stay what they are."""
    if "\u2212" in word and after.isdigit():
        return word
    horned = _UNKNOWN.sub("\xad", word)
    return horned if is_spelled("".join(TCVN3.get(each, each) for each in horned).lower()) else word


def _in_capitals(word: str) -> bool:
    """Whether a word was typed in capitals: its letters of one byte are, and only the others have none."""
    return sum(map(str.isupper, filter(str.isascii, word))) + ("\xa1" <= word[0] <= "\xa7") > 1 and not re.search(
        "[a-z]", word
    )


def _bytes(read: str) -> str:
    return _SYMBOL.sub(lambda sign: chr(ord(sign[0]) - 0xF000), read)


TCVN, VNI = Encoding("TCVN3", _tcvn3), Encoding("VNI", _vni)
ENCODINGS = (TCVN, VNI)

_TCVN_FONT = re.compile(r"^\.?vn(?=[a-z])(?!i)", re.IGNORECASE)
_VNI_FONT = re.compile(r"^vni(?![a-z])", re.IGNORECASE)
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_STYLE = re.compile(r"[\s,_-]*(?:bold|italic|oblique|regular|normal|mt|psmt)+$", re.IGNORECASE)


def plain_name(font: str) -> str:
    """The name of a font without the mark of a subset.

    >>> plain_name("AAAAAB+.VnTime")
    '.VnTime'
    """
    return _SUBSET.sub("", font.strip())


def promised(font: str) -> Encoding | None:
    """The encoding that the name of a font promises; what is set in the font may be Unicode all the same.

    >>> [encoding and encoding.name for encoding in map(promised, (".VnTimeH", "VNI-Times", "Times New Roman"))]
    ['TCVN3', 'VNI', None]
    """
    if _VNI_FONT.match(font):
        return VNI
    return TCVN if _TCVN_FONT.match(font) else None


def shows_capitals(font: str) -> bool:
    """Whether the font shows small letters as capitals.

    >>> [shows_capitals(name) for name in (".VnTimeH", ".VnTimeH-Bold", ".VnTimeHBold", ".VnTime", "VNI-TimesH")]
    [True, True, True, False, False]
    """
    return promised(font) is TCVN and _STYLE.sub("", font).endswith("H")


def words(read: str, encoding: Encoding) -> list[str]:
    """The words of a text as read that hold a sign of the old fonts and a letter beside it."""
    return [
        word
        for word in WORD.findall(_rejoined(read) if encoding is TCVN else read)
        if SIGN.search(word) and (len(word) > 1 or _LETTER.match(word)) and not _FORMULA.fullmatch(word)
    ]
