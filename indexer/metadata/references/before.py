"""A sentence that tells first when and by whom: Ngày 9/10/2014, Bộ Chính trị ban hành Nghị quyết số ..."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from indexer.metadata.dates import find_dates
from indexer.metadata.references.bodies import body_end

_ISSUED = re.compile(r"(?:đã\s)?(?:ký\s)?(?:ban hành|ra|có|thông qua)\s(?:bản\s)?$")
_TO_BODY = re.compile(r"[\s,]{1,3}")
_TERM = re.compile(r"(?:\s\(?khóa\s\w{1,5}\)?)?\s")
_LOOK_BACK = 150  # code points


@dataclass(frozen=True, slots=True)
class Sentence:
    """Date and issuer from before a reference."""

    issued_on: date
    issuer: str


def read_before(text: str, small: str, start: int) -> Sentence | None:
    """What the sentence says before a reference that begins at `start`; None if it is not of this form."""
    low = max(0, start - _LOOK_BACK)
    issued = _ISSUED.search(small, low, start)
    if issued is None:
        return None
    dates = list(find_dates(text[low : issued.start()]))
    if not dates:
        return None
    _, end, day = dates[-1]
    to_body = _TO_BODY.match(small, low + end)
    if to_body is None:
        return None
    body = body_end(text, small, to_body.end())
    if body == to_body.end() or not _TERM.fullmatch(small, body, issued.start()):
        return None
    return Sentence(day, text[to_body.end() : body])
