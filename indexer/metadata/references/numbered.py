"""References by number: with a symbol, or, as later mentions are, by kind and number alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from indexer.metadata.numbers import DocumentNumber, FoundNumber, find_numbers
from indexer.metadata.references.after import After, read_after
from indexer.metadata.references.before import read_before
from indexer.metadata.references.kind import KIND_WORDS, SIGN_OF_KIND, before_number, kind_by_sign, kind_in
from indexer.metadata.references.pinpoint import pinpoint_before
from indexer.metadata.references.text import lowered
from indexer.metadata.signs import kind_sign
from indexer.model import Certainty, Reference
from indexer.text.normalize import fold

_LISTED = re.compile(r"(?:\s?[,;]|\s?[,;]?\s(?:và|hoặc|cùng))\s(?:các\s)?(?:số\s)?")
_BARE = re.compile(
    rf"(?<!\w)(?P<kind>{KIND_WORDS})\s(?P<announced>số\s?:?\s?)?(?P<number>\d{{1,4}})(?:/(?P<year>(?:19|20)\d\d))?"
    r"(?!\w|\s?[/%°-]|[.,:]\d|\s?[–—]\s?\d)"
)
_GOES_ON = re.compile(
    r"\s*(?:[()\].,;:”\"]|$|\n)|\s(?:của|về|và|là|đã|được|do|ra đời|ngày|khóa|năm (?:19|20)|nêu|có|cũng|tiếp tục|khẳng định"
    r"|xác định|yêu cầu|chỉ rõ|chỉ ra|trong|với|vào|theo|đến|mở|đặt|nhấn mạnh|quy định|để|–)(?!\w)"
)
_CENTRE = re.compile(r"bộ chính trị|ban bí thư|(?:ban chấp hành|bch) (?:trung ương|tw)|trung ương|hội nghị")
_OTHERS = re.compile(r"liên (?:hợp|hiệp) quốc|bảo an")  # they number resolutions too
_LOOK_BACK_FOR_OTHERS = 200  # code points
_LOOK_AHEAD_FOR_OTHERS = 80
_OFTEN_COUNTED = frozenset(
    {
        "Báo cáo",
        "Kế hoạch",
        "Thông báo",
        "Chương trình",
        "Dự án",
        "Đề án",
        "Công văn",
        "Phương án",
        "Chiến lược",
        "Quy hoạch",
    }
)
_MAY_BE_BARE = frozenset(SIGN_OF_KIND) - {"Lệnh", "Hiến pháp", "Pháp lệnh", "Lời kêu gọi", "Thông cáo"}
_NUMBERED_BY_YEAR = frozenset({"Nghị định", "Thông tư", "Thông tư liên tịch", "Quyết định"})
_LONGEST_ADDRESS = 120  # code points of it before the number
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def find_numbered(text: str, small: str) -> Iterator[Reference]:
    """References by number and symbol, in order; a kind or date that a list shares is given to each.

    Args:
        small: the text in small letters, see `lowered`.
    """
    group: list[Reference] = []
    for found in find_numbers(text):
        if _in_address(text, found.start):
            continue
        reference, alone = _read(found, text, small)
        if group and _LISTED.fullmatch(small, group[-1].end, reference.start) and _one_sign(group[-1], reference):
            reference = reference if not alone or not group[-1].kind else replace(reference, kind=group[-1].kind)
            group.append(reference)
        else:
            yield from _shared(group)
            group = [reference]
    yield from _shared(group)


def _in_address(text: str, start: int) -> bool:
    """Whether the number stands within the address of a page or a mailbox."""
    before = text[max(0, start - _LONGEST_ADDRESS) : start].rsplit(" ", maxsplit=1)[-1]
    return "://" in before or "www." in before or "@" in before


def _read(found: FoundNumber, text: str, small: str) -> tuple[Reference, bool]:
    """One reference, and whether its kind stands nowhere but in its sign."""
    number = found.number
    before = before_number(text, small, found.start, number)
    start = before.start if before else _with_number_word(small, found.start)
    after = read_after(text, small, found.end)
    if before and before.issuer and not after.issuer:
        after.issuer = before.issuer
    if after.issued_on is None and before:
        _read_sentence_before(text, small, start, after)
    reference = Reference(
        start=start,
        end=after.end,
        text=text[start : after.end],
        key=number.key,
        certainty=Certainty.FULL if after.issued_on or after.term or number.year else Certainty.NUMBER,
        kind=before.kind if before else kind_by_sign(number),
        number=f"{number.number}/{number.year}" if number.year else number.number,
        symbol=number.symbol,
        issued_on=after.issued_on,
        year=after.year or (int(number.year) if number.year else None),
        issuer=after.issuer,
        term=after.term,
        pinpoint=pinpoint_before(text, small, start),
    )
    return reference, before is None


def _read_sentence_before(text: str, small: str, start: int, after: After) -> None:
    """Date and issuer that stand before: "Ngày 9/10/2014, Bộ Chính trị ban hành Nghị quyết ..."."""
    sentence = read_before(text, small, start)
    if sentence is not None:
        after.issued_on, after.year = sentence.issued_on, sentence.issued_on.year
        after.issuer = after.issuer or sentence.issuer


def _with_number_word(small: str, start: int) -> int:
    return start - len("số ") if small.endswith("số ", 0, start) else start


def _one_sign(first: Reference, second: Reference) -> bool:
    """Whether two numbers are of one kind by their signs."""
    signs = [kind_sign(re.split("[/-]", each.symbol)[0]) for each in (first, second)]
    return signs[0] == signs[1]


def _shared(group: list[Reference]) -> Iterator[Reference]:
    """The references of a list; the date, issuer and term behind the last belong to all that have none of any."""
    if not group:
        return
    last = group[-1]
    for each in group:
        if each is not last and each.issued_on is None and not each.issuer and each.term is None and each.year is None:
            certainty = last.certainty if last.issued_on or last.term else each.certainty
            yield replace(
                each, issued_on=last.issued_on, year=last.year, issuer=last.issuer, term=last.term, certainty=certainty
            )
        else:
            yield each


def find_bare(text: str, small: str) -> Iterator[Reference]:
    """References by kind and number without a symbol: Chỉ thị số 100, Nghị quyết 57, Nghị định 30/2020."""
    for match in _BARE.finditer(small):
        kind = kind_in(match["kind"])
        if not _is_bare_number(match, kind, text, small):
            continue
        number, year = match["number"].lstrip("0"), match["year"]
        after = read_after(text, small, match.end())
        if after.issued_on is None:
            _read_sentence_before(text, small, match.start(), after)
        symbol = _symbol(kind, after.issuer, year)
        yield Reference(
            start=match.start(),
            end=after.end,
            text=text[match.start() : after.end],
            key=_key(number, year, symbol),
            certainty=_certainty(symbol, after, year),
            kind=kind,
            number=f"{number:0>2}/{year}" if year else f"{number:0>2}",
            symbol=symbol if _has_body(symbol) else "",
            issued_on=after.issued_on,
            year=after.year or (int(year) if year else None),
            issuer=after.issuer,
            term=after.term,
            pinpoint=pinpoint_before(text, small, match.start()),
        )


def _symbol(kind: str, issuer: str, year: str | None) -> str:
    """The symbol that follows from the issuer: only the Government issues decrees, and the Centre writes TW."""
    sign = SIGN_OF_KIND[kind]
    if kind == "Nghị định" and year:
        return f"{sign}-CP"
    return f"{sign}/TW" if _CENTRE.match(lowered(issuer)) else sign


def _key(number: str, year: str | None, symbol: str) -> str:
    if _has_body(symbol):
        return DocumentNumber(number, year, symbol).key
    return f"{number}/{year}/{fold(symbol)}" if year else f"{number}-{fold(symbol)}"


def _has_body(symbol: str) -> bool:
    return "/" in symbol or "-" in symbol


def _certainty(symbol: str, after: After, year: str | None) -> Certainty:
    if not _has_body(symbol):
        return Certainty.BARE
    return Certainty.FULL if after.issued_on or after.term or year else Certainty.NUMBER


def _is_bare_number(match: re.Match[str], kind: str, text: str, small: str) -> bool:
    """Whether a number behind a kind is that of a document, and no count, year or part of a list."""
    number = match["number"]
    if kind not in _MAY_BE_BARE or not number.strip("0"):
        return False
    if _OTHERS.search(small, max(0, match.start() - _LOOK_BACK_FOR_OTHERS), match.end() + _LOOK_AHEAD_FOR_OTHERS):
        return False
    if match["year"]:
        return kind in _NUMBERED_BY_YEAR
    if match["announced"]:
        return True
    if kind in _OFTEN_COUNTED or not text[match.start()].isupper():
        return False
    if _FIRST_YEAR <= int(number) <= _LAST_YEAR:
        return False
    return _GOES_ON.match(small, match.end()) is not None
