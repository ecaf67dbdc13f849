"""The number-symbol of a document, such as 23-CT/TW or 30/2020/NĐ-CP: read alone, or found in running text.

The Party writes number-KIND/BODY, the State number/year/KIND-BODY; both are met in each other's dress, with lost or
added spaces, with parts swapped, without marks. All come out in one house form and one key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.metadata import signs
from indexer.text.normalize import fold, printable, unmarked


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A number-symbol in its parts."""

    number: str  # at least two digits, perhaps a letter: "05", "106b"
    year: str | None
    symbol: str  # "NQ/TW", "NĐ-CP", "QH14"

    @property
    def printed(self) -> str:
        """The house form: 05-NQ/TW, 543/QĐ-UBND, 30/2020/NĐ-CP."""
        if self.year is not None:
            return f"{self.number}/{self.year}/{self.symbol}"
        return f"{self.number}-{self.symbol}" if "/" in self.symbol else f"{self.number}/{self.symbol}"

    @property
    def key(self) -> str:
        """One term for the index, the same for every spelling: small letters, digits, "/" and "-".

        >>> DocumentNumber("05", None, "QĐ/TW").key, DocumentNumber("30", "2020", "NĐ-CP").key
        ('5-qd/tw', '30/2020/nd-cp')
        """
        number = self.number.lstrip("0")
        kind, _, body = _NOT_IN_KEY.sub("", fold(self.symbol)).replace("/", "-", 1).partition("-")
        if self.year is not None:
            return f"{number}/{self.year}/{kind}-{body}" if body else f"{number}/{self.year}/{kind}"
        return f"{number}-{kind}/{body}" if body else f"{number}/{kind}"


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number-symbol in running text."""

    start: int  # code points within the text, half open
    end: int
    number: DocumentNumber


_NOT_IN_KEY = re.compile("[^a-z0-9/-]")
_DASH = "-‐‑–—−_"
_LETTERS = r"[^\W\d_]"
_LONGEST_BODY_DIGITS = 2
_FOUND = re.compile(
    rf"(?<!\d)(?P<number>\d{{1,5}})(?P<suffix>{_LETTERS}??)"
    r"(?:\s?/\s?(?P<year>(?:19|20)\d\d)(?!\d))?"
    rf"(?:\s?(?P<first>[{_DASH}/])\s?|(?=[A-ZĐ][A-Za-zĐđ]{{1,3}}/[A-ZĐ]))"
    rf"(?P<left>{_LETTERS}(?:{_LETTERS}|&){{0,11}})"
    rf"(?:\s?(?P<second>[{_DASH}/])\s?(?P<right>Trung ương|{_LETTERS}(?:{_LETTERS}|&){{1,13}}"
    rf"(?:[-–]{_LETTERS}(?:{_LETTERS}|&){{1,13}}){{0,3}}))?"
    r"(?P<digits>\d{0,3})"
)
_JOINED_TO = re.compile(r"(?:so|quyet|dinh|thi|luan|dan|bao|hoach|trinh|cao|van|luat|tu)$")
_ANNOUNCED = re.compile(r"(?:\bso|nghi dinh|quyet dinh|sac lenh|chi thi|nghi quyet)\s*:?\s*$")
_MISREAD = str.maketrans("oOIl", "0011")


def find_numbers(text: str) -> list[FoundNumber]:
    """The number-symbols in running text, in order, never overlapping. Time is linear in the text.

    >>> [text[found.start : found.end] for text in ["Chỉ thị số 23-CT/TW, 2021-2025"] for found in find_numbers(text)]
    ['23-CT/TW']
    """
    found: list[FoundNumber] = []
    text = unmarked(text)
    for match in _FOUND.finditer(text):
        if not _stands_alone(text, match.start()):
            continue
        read = _read_match(match, text)
        if read is not None:
            found.append(read)
    return found


def _stands_alone(text: str, start: int) -> bool:
    """Whether what precedes the digits lets a number begin here."""
    before = text[start - 1 : start]
    if before.isalpha():
        return _JOINED_TO.search(fold(text[max(0, start - 5) : start])) is not None
    if not before or before not in "-–—−./:,_":
        return True
    earlier = text[max(0, start - 2) : start - 1]
    return not (earlier.isdigit() or (before in "-–—−_" and earlier.isalpha()))


def _read_match(match: re.Match[str], text: str) -> FoundNumber | None:
    left, right, digits = match["left"], match["right"], match["digits"]
    end = match.end()
    if text[end : end + 1].isalnum():
        return None
    if right is None:
        right_end, symbol = end, _symbol_alone(match, digits, text)
    else:
        right, right_end = _trimmed(right, match.start("right"))
        spelled_out = right == "Trung ương"
        right = "TW" if spelled_out else right
        if digits and right_end + len(digits) == end and fold(right) in _NUMBERED_BODIES:
            right, right_end = right + digits, end
        if match["first"] is None and not signs.is_known_body(right):
            return None  # only a mark that was lost
        symbol = _symbol(left, right, match["first"] or "-", match["second"], year=match["year"])
    number = _number(match["number"], match["suffix"])
    if symbol is None or number is None:
        return None
    return FoundNumber(match.start(), right_end, DocumentNumber(number, match["year"], symbol))


_NUMBERED_BODIES = frozenset({"qh", "ubtvqh", "cb", "hdnn", "pl-ubtvqh", "qhk", "ubtvqhk"})


def _trimmed(right: str, start: int) -> tuple[str, int]:
    """The body without hyphenated words that are no signs, and where it ends: TW-Hội is TW."""
    parts = right.replace("–", "-").split("-")
    kept = 1
    while kept < len(parts) and (signs.looks_like_a_sign(parts[kept]) or signs.is_known_body(parts[kept])):
        kept += 1
    body = "-".join(parts[:kept])
    return body, start + len(body)


def _symbol_alone(match: re.Match[str], digits: str, text: str) -> str | None:
    """A symbol of one part: QH14, and, after a word that announces it, CP or HĐBT."""
    sign = fold(match["left"])
    if not match["left"].isupper() and match["left"] != "TTg":
        return None
    if sign in _NUMBERED_BODIES and sign != "cb" and 0 < len(digits) <= _LONGEST_BODY_DIGITS:
        return match["left"] + digits
    if sign in signs.ALONE and match["year"] is None:
        announced = _ANNOUNCED.search(fold(text[max(0, match.start() - 16) : match.start()]))
        return signs.body_sign(match["left"]) if announced else None
    return None


def _number(digits: str, suffix: str) -> str | None:
    """The number with its letter, two digits or more; a letter that is a misread digit becomes one."""
    if suffix and suffix in "oOIl":
        digits, suffix = digits + suffix.translate(_MISREAD), ""
    bare = digits.lstrip("0")
    return f"{bare:0>2}{suffix.lower()}" if bare else None


def _symbol(left: str, right: str, first: str, second: str, *, year: str | None) -> str | None:
    """The symbol from its two parts and the marks before and between them, None if they are none."""
    kind = signs.kind_sign(left)
    if kind is None and signs.is_party_body(left) and signs.is_known_body(left) and signs.kind_sign(right):
        left, right = right, left
        kind = signs.kind_sign(left)
    if kind is not None and _is_written_well(left, right):
        if kind == "L" and right != "CTN":
            return None
        return _joined(kind, signs.body_sign(right), first, year=year)
    if kind is None and first == "/" and second != "/" and signs.writes_letters(left) and left.isupper():
        return f"{left}-{right}" if signs.looks_like_a_sign(right) else None
    if kind is None and left.isupper() and signs.is_party_body(right) and right.isupper() and second == "/":
        return f"{left}/{signs.body_sign(right)}"
    return None


def _is_written_well(left: str, right: str) -> bool:
    if signs.is_known_body(right.rstrip("0123456789")):
        return left[0].isupper() == right[0].isupper()
    return left[0].isupper() and signs.looks_like_a_sign(right)


def _joined(kind: str, body: str, first: str, *, year: str | None) -> str:
    """Kind and body with the mark that their house writes between them."""
    if year is None and (signs.is_party_body(body) or first not in ("/", " ")):
        return f"{kind}/{body}"
    return f"{kind}-{body}"


_PREFIX = re.compile(r"^(?:s[ốôo]|no)\s*[:.]?\s*(?=\d)", re.IGNORECASE)
_CENTRE = re.compile(r"trung\s+(?:ương|uong)", re.IGNORECASE)
_WHOLE = re.compile(r"(\d{1,5})(?:\s*[/\s-]\s*((?:19|20)\d\d)(?=[\s/_.-]))?(.*)", re.DOTALL)
_SEPARATOR = re.compile(rf"[{_DASH}\s/.]+")
_PART = re.compile(rf"(?:{_LETTERS}|&)+\d{{0,2}}")
_LONGEST = 60
_MOST_PARTS = 5


def read_number(text: str) -> DocumentNumber | None:
    """The number-symbol that the whole of `text` is, in any spelling; None if it is anything else.

    >>> [read_number(each).printed for each in ("số 23 - ct/tw", "36/NQ-TW", "27-TW/NQ", "05-nq/du", "23 CT TW")]
    ['23-CT/TW', '36-NQ/TW', '27-NQ/TW', '05-NQ/ĐU', '23-CT/TW']
    """
    if len(text) > _LONGEST:
        return None
    text = _PREFIX.sub("", printable(text).strip(" .,;:()[]\"'“”"))
    whole = _WHOLE.fullmatch(_CENTRE.sub("TW", text))
    if whole is None:
        return None
    digits, year, rest = whole.groups()
    marks = _SEPARATOR.findall(rest)
    parts = [part for part in _SEPARATOR.split(rest) if part]
    if not parts or len(parts) > _MOST_PARTS or not all(_PART.fullmatch(part) for part in parts):
        return None
    suffix, parts = _suffix(parts, joined=not _SEPARATOR.match(rest))
    number = _number(digits, suffix)
    symbol = _symbol_typed(_unjoined(parts), "".join(marks), year)
    return DocumentNumber(number, year, symbol) if number is not None and symbol is not None else None


def _suffix(parts: list[str], *, joined: bool) -> tuple[str, list[str]]:
    """The letter that belongs to the number, and the parts without it."""
    head, rest = parts[0], parts[1:]
    if not joined or (signs.kind_sign(head) and head.lower() != "l"):
        return "", parts
    if len(head) == 1:
        return head, rest
    return (head[0], [head[1:], *rest]) if signs.kind_sign(head[1:]) else ("", parts)


def _unjoined(parts: list[str]) -> list[str]:
    """A single part that is a kind and a listed body run together, cut in two: CTTW."""
    if len(parts) != 1:
        return parts
    only = parts[0]
    cuts = [
        at
        for at in range(2, len(only) - 1)
        if signs.kind_sign(only[:at]) and fold(only[at:]) in ("tw", "tu", "du", "vptw", "btctw", "ubkttw", "cp", "ttg")
    ]
    return [only[: cuts[0]], only[cuts[0] :]] if len(cuts) == 1 else parts


def _symbol_typed(parts: list[str], marks: str, year: str | None) -> str | None:
    """The symbol from the parts of a whole string; without any mark but spaces, both parts must be listed."""
    if not parts:
        return None
    if len(parts) == 1:
        return _symbol_typed_alone(parts[0], year)
    left, right = parts[0], "-".join(parts[1:])
    first = next((mark for mark in marks if not mark.isspace()), " ")
    if first == " " and not _is_sure(left, right):
        return None
    kind = signs.kind_sign(left)
    if kind is None and left.islower():
        left = left.upper()
    if kind is not None and (right.islower() or left.islower()) and "/" in marks:
        left, right = left.upper(), signs.body_sign(right.lower() if right.islower() else right)
    elif kind is not None and signs.is_known_body(right):
        left, right = left.upper(), signs.body_sign(right)
    elif kind is None and signs.kind_sign(right):
        left, right = signs.body_sign(left), right.upper()
    return _symbol(left, right, first, "/" if "/" in marks.lstrip(" ")[1:] else "-", year=year)


def _symbol_typed_alone(part: str, year: str | None) -> str | None:
    letters = part.rstrip("0123456789")
    if letters != part:
        return part.upper() if fold(letters) in _NUMBERED_BODIES - {"cb"} else None
    return signs.body_sign(part) if year is None and fold(part) in signs.ALONE else None


def _is_sure(left: str, right: str) -> bool:
    if fold(left) in signs.SYLLABLES or signs.kind_sign(left) is None or not signs.is_known_body(right):
        return False
    return fold(right) not in signs.SYLLABLES or fold(right) == "du"
