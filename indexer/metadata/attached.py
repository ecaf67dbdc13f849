"""The note under a title that says by which paper it was issued, or which number and day it has in print.

"(Ban hành kèm theo Quyết định số 127-QĐ/ĐU, ngày 20-2-2018 của Đảng ủy ...)" under the title of rules that a decision
brought into force; "(Số 37-NQ/TW, ngày 9-10-2014)" where a book reprints a paper without its heading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from indexer.metadata.capitals import raised
from indexer.metadata.dates import find_dates
from indexer.metadata.forms import compared
from indexer.metadata.numbers import find_numbers

_NOTE = re.compile(
    r"^[(\[*_\s]*(?:được )?(?:ban hành )?kèm theo \w+ \w+\b|^[(\[]\s*(?:nghị quyết|chỉ thị|quy định|kết luận)?\s*số\b"
)
_ISSUER = re.compile(r"\bcủa\s+(?P<body>[^()]{4,120}?)\s*[).,;*_]*$")
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Attached:
    """What such a note says."""

    number: str
    issued_on: date | None
    issuer: str
    block: int


def read_attached(line: str, block: int) -> Attached | None:
    """The note, None if the line is none.

    >>> read_attached("(Ban hành kèm theo Quyết định số 12-QĐ/ĐU, ngày 20-2-2018 của Đảng ủy Trường A)", 3)
    Attached(number='12-QĐ/ĐU', issued_on=datetime.date(2018, 2, 20), issuer='Đảng ủy Trường A', block=3)
    """
    if len(line) > _LONGEST or not _NOTE.match(compared(line)):
        return None
    numbers = find_numbers(line)
    if len(numbers) != 1:
        return None
    days = {day for _, _, day in find_dates(line)}
    issuer = _ISSUER.search(line)
    return Attached(
        numbers[0].number.printed,
        days.pop() if len(days) == 1 else None,
        raised(issuer["body"]) if issuer else "",
        block,
    )
