"""The body that issues a document, from the capitals of its heading's left column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from indexer.metadata.capitals import is_capitals, organisation_case
from indexer.metadata.forms import compared, listed

HEADS = (
    "đảng ủy|đảng bộ|chi bộ|chi ủy|tỉnh ủy|thành ủy|huyện ủy|quận ủy|thị ủy|quân ủy|ban|bộ|ủy ban|ubnd|hđnd|hội đồng|văn phòng"
    "|trường|học viện|đại học|viện|sở|khoa|phòng|trung tâm|chính phủ|thủ tướng|quốc hội|chủ tịch|tòa án|kiểm toán|ngân hàng"
    "|đoàn|hội|công đoàn|liên đoàn|tổng|cục|vụ|chi cục|tổ|công ty|đại hội|bch|btv|đảng đoàn|mặt trận|đặc khu ủy|thanh tra"
)
_HEAD = re.compile(rf"(?:{HEADS})\b")
# Names that are not complete: the next line goes on with them.
_BARE = listed(
    "đảng ủy|chi bộ|đảng bộ|ban chấp hành|ban thường vụ|công đoàn|hội đồng|chi ủy|ban chi ủy|trường|học viện|hội|đoàn"
    "|đoàn thanh niên|ủy ban nhân dân|hội đồng nhân dân|ubnd|hđnd|đại hội|đại hội đại biểu|ban chấp hành đảng bộ"
    "|ban thường vụ đảng ủy|khoa|phòng"
)
_CONNECTIVES = listed("và|của|các|tỉnh|huyện|xã|phường|quận|khối|học|trường|ban|-|–")
# Boards that are known by the body above them: "Ban Tổ chức" of what?
_BOARDS = listed(
    "ban tổ chức|ban tuyên giáo|ban tuyên giáo và dân vận|ban dân vận|ban nội chính|ủy ban kiểm tra|văn phòng|ban kinh tế"
    "|ban đối ngoại|ban thường vụ|ban chấp hành|hội đồng lý luận|ban chính sách, chiến lược"
)
_CENTRE = re.compile(r"ban chấp hành trung ương(?: đảng)?$")
_COMMITTEE = re.compile(r"(?:tỉnh|thành|huyện|quận|thị|đảng) ủy\b|đảng bộ\b")
_ABOVE = re.compile(
    r"(?:đảng bộ|tỉnh ủy|thành ủy|huyện ủy|thị ủy|quận ủy|đảng ủy|ban chấp hành trung ương|ủy ban nhân dân|ubnd|bộ|trường|học viện|đại học)\b"
)
_OWN = re.compile(
    r"\b(?:sở|trường|học viện|đảng ủy|chi bộ|ban tổ chức|ban tuyên giáo|ban dân vận|ban nội chính|ban thường vụ|văn phòng"
    r"|ủy ban kiểm tra|trung tâm|ban chấp hành|(?<!hải )(?<!quốc )phòng|khoa(?! học))\b"
)
_NO_BODY = re.compile(
    r"(?:thượng khẩn|khẩn|hỏa tốc|tuyệt mật|tối mật|mật|dự thảo|tài liệu|lưu hành|bản sao|công báo|phụ lục)\b"
)
_LONGEST = 160


def is_body_line(text: str) -> bool:
    """Whether a line of a heading is in capitals and may name a body, or go on with its name."""
    return len(text) <= _LONGEST and is_capitals(text) and not _NO_BODY.match(compared(text))


def issuer_of(lines: Sequence[str]) -> str:
    """The issuing body from the lines of the left column, the body above it first; empty if no line names one.

    >>> issuer_of(["TỈNH ỦY A", "ĐẢNG ỦY", "TRƯỜNG CHÍNH TRỊ MẪU"]), issuer_of(["BAN CHẤP HÀNH TRUNG ƯƠNG", "BAN TỔ CHỨC"])
    ('Đảng ủy Trường Chính trị Mẫu', 'Ban Tổ chức Trung ương')
    """
    names = bodies_in(lines)
    return organisation_case(_completed(names)) if names else ""


def bodies_in(lines: Iterable[str]) -> list[str]:
    """The names of bodies in the lines, each in one piece; none if the last is no body."""
    names = _joined(part for line in lines for part in _parted(line.strip(" *,.")))
    return names if names and _HEAD.match(compared(names[-1])) else []


def _completed(names: list[str]) -> str:
    """The last name, with the body above it where it says nothing alone."""
    own = names[-1]
    if len(names) == 1 or compared(own) not in _BOARDS:
        return own
    above = names[-2]
    if _CENTRE.match(compared(above)):
        return f"{own} TRUNG ƯƠNG ĐẢNG" if compared(own) == "văn phòng" else f"{own} TRUNG ƯƠNG"
    return f"{own} {above}" if _COMMITTEE.match(compared(above)) else own


def _joined(lines: Iterable[str]) -> list[str]:
    """The names, each in one piece."""
    names: list[str] = []
    for line in lines:
        if names and _goes_on(names[-1], line):
            names[-1] = f"{names[-1]} {line}"
        else:
            names.append(line)
    return names


def _goes_on(name: str, line: str) -> bool:
    key = compared(name)
    return not _HEAD.match(compared(line)) or key in _BARE or key.split()[-1] in _CONNECTIVES


def _parted(line: str) -> list[str]:
    """A line that holds a body and the one above it, in two."""
    key = compared(line)
    if len(key) == len(line) and _ABOVE.match(key):
        for match in _OWN.finditer(key, 1):
            above = key[: match.start()].strip()
            if above and above not in _BARE and above.split()[-1] not in _CONNECTIVES:
                return [line[: match.start()].strip(), *_parted(line[match.start() :])]
    return [line]
