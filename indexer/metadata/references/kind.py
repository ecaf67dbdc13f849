"""The kind of a document that a reference names: by the word before the number, else by its sign."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.metadata.kinds import PRINTED
from indexer.metadata.numbers import DocumentNumber
from indexer.metadata.references.bodies import body_end
from indexer.metadata.references.text import lowered
from indexer.metadata.signs import is_party_body, kind_sign

_BY_WORDS = {lowered(kind): kind for kind in PRINTED}
KIND_WORDS = "|".join(sorted((words.replace(" ", r"\s{0,2}") for words in _BY_WORDS), key=len, reverse=True))
_BY_LETTERS = {words.replace(" ", ""): kind for words, kind in _BY_WORDS.items()}
_NUMBER_WORD = r"(?:s[ốôó]|no)\s?[:.]?\s?"
_BEFORE = re.compile(
    rf"(?<!\w)(?P<kind>{KIND_WORDS})(?P<more>\s(?:làm việc|phối hợp|công tác))?\s{{0,2}}[(\[“\"]?(?:{_NUMBER_WORD})?$"
)
_KIND = re.compile(rf"(?<!\w)(?:{KIND_WORDS})(?!\w)")
_LAW = re.compile(r"(?<!\w)(?:bộ luật|luật|pháp lệnh|nghị quyết|hiến pháp)(?!\w)")
_SIGN_BEFORE = re.compile(rf"(?<!\w)(?P<sign>[A-ZĐ][A-Za-zĐđ]{{1,3}})\s(?:{_NUMBER_WORD})?$", re.IGNORECASE)
_OF_BODY = re.compile(r"(?:\scủa)?\s")
_BEFORE_NUMBER = re.compile(rf"[\s,]{{0,2}}[(\[]?(?:{_NUMBER_WORD})?$")
_LOOK_BACK = 48  # code points in which a kind stands right before its number
_LOOK_FAR = 130  # the same, with a body or the name of a law between
_BREAKS = re.compile(r"[.;:()\n]")
_KIND_OF_SIGN = {
    "NQ": "Nghị quyết",
    "CT": "Chỉ thị",
    "KL": "Kết luận",
    "QC": "Quy chế",
    "HD": "Hướng dẫn",
    "BC": "Báo cáo",
    "TB": "Thông báo",
    "KH": "Kế hoạch",
    "CTr": "Chương trình",
    "CTHĐ": "Chương trình hành động",
    "TTr": "Tờ trình",
    "CV": "Công văn",
    "BB": "Biên bản",
    "ĐA": "Đề án",
    "PA": "Phương án",
    "DA": "Dự án",
    "QTr": "Quy trình",
    "QĐi": "Quy định",
    "QyĐ": "Quy định",
    "NĐ": "Nghị định",
    "VBHN": "Văn bản hợp nhất",
    "PL": "Pháp lệnh",
    "TTLT": "Thông tư liên tịch",
    "CĐ": "Công điện",
    "NQLT": "Nghị quyết liên tịch",
    "L": "Lệnh",
    "LCT": "Luật",
    "SL": "Sắc lệnh",
    "QĐ": "Quyết định",
    "HP": "Hiến pháp",
    "LKG": "Lời kêu gọi",
    "TC": "Thông cáo",
}
SIGN_OF_KIND = {
    **{kind: sign for sign, kind in _KIND_OF_SIGN.items() if sign not in ("QĐi", "QyĐ", "LCT")},
    "Quy định": "QĐ",
    "Thông báo kết luận": "TB",
    "Chương trình hành động": "CTr",
    "Thông tư": "TT",
    "Thông tri": "TT",
}


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a number and belongs to the reference."""

    kind: str
    start: int  # where the reference begins
    issuer: str = ""


def kind_in(words: str) -> str:
    """The kind of these words in small letters, also with lost spaces."""
    return _BY_LETTERS["".join(words.split())]


def before_number(text: str, small: str, start: int, number: DocumentNumber) -> Before | None:
    """The kind that stands before the number at `start`; None if none does."""
    near = small[max(0, start - _LOOK_BACK) : start]
    match = _BEFORE.search(near)
    if match:
        return Before(kind_in(match["kind"]), start - len(near) + match.start())
    sign = _SIGN_BEFORE.search(near)
    if sign and (kind := _kind_of_sign_before(text[start - len(near) + sign.start("sign") :], sign["sign"])):
        return Before(kind, start - len(near) + sign.start())
    return _before_far(text, small, start, number)


def _kind_of_sign_before(printed: str, sign: str) -> str:
    """The kind of a sign that stands for its word: QĐ 1147-QĐ/TW, NQ số 18-NQ/TW."""
    return _KIND_OF_SIGN.get(kind_sign(sign) or "", "") if printed[: len(sign)].isupper() or "r" in sign else ""


def _before_far(text: str, small: str, start: int, number: DocumentNumber) -> Before | None:
    """The kind with its body or, of a law, its name before the number: Nghị quyết của Bộ Chính trị số 37-NQ/TW."""
    low = max(0, start - _LOOK_FAR)
    is_law = number.symbol.startswith(("QH", "UBTVQH"))
    kinds = list((_LAW if is_law else _KIND).finditer(small, low, start))
    if not kinds:
        return None
    last = kinds[-1]
    kind, begins = kind_in(last[0]), last.end()
    of_body = _OF_BODY.match(small, begins, start)
    if of_body:
        end = body_end(text, small, of_body.end())
        if of_body.end() < end <= start and _BEFORE_NUMBER.fullmatch(small, end, start):
            return Before(kind, last.start(), text[of_body.end() : end])
    if (
        is_law
        and (rest := _BEFORE_NUMBER.search(small, begins, start))
        and not _BREAKS.search(small, begins, rest.start())
    ):
        return Before(kind, last.start())
    return None


def kind_by_sign(number: DocumentNumber) -> str:
    """The kind that a symbol tells of; empty where it stands for several, as QĐ of the Party and QH do."""
    kind, _, body = number.symbol.replace("/", "-", 1).partition("-")
    party = "/" in number.symbol and is_party_body(body)
    if kind == "TT":
        return "Thông tri" if party else "Thông tư"
    if kind == "QĐ" and party:
        return ""
    return _KIND_OF_SIGN.get(kind, "")
