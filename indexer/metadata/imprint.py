"""Who published a book or paper, where and when, as its front says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.metadata.capitals import organisation_case
from indexer.metadata.dates import first_date
from indexer.metadata.forms import compared
from indexer.metadata.issuer import bodies_in, is_body_line

PLACE_YEAR = re.compile(r"^(?P<place>\D{2,40}?)\s*[,–-]\s*(?:năm\s+)?(?P<year>(?:19|20)\d\d)$")
_YEAR_NOTE = re.compile(r"\bnăm (?:học )?(?P<year>(?:19|20)\d\d)(?:\s?[-–]\s?(?:19|20)\d\d)?\W*$", re.IGNORECASE)
_PUBLISHED = re.compile(r"^(?P<body>[^.,;:]{4,100}?) (?:phát hành|ấn hành|xuất bản)\b")
_AUTHORS_BOARD = re.compile(r"hội đồng biên soạn|ban biên soạn")
_DATED = re.compile(r"\bngày \d", re.IGNORECASE)  # a bare date may be that of a visit to the page
_LONGEST_NOTE = 150
_NOTES = 4  # lines under a title


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a front says of its publication."""

    issuer: str = ""
    place: str = ""
    year: int | None = None


def read_imprint(before: Sequence[str], after: Sequence[str]) -> Imprint:
    """The imprint from the lines above a title and those under it."""
    issuer = _published_by(after) or _body_above(before)
    for line in (*before, *after):
        match = PLACE_YEAR.match(line)
        if match and match["place"][:1].isupper() and not match["place"].endswith((":", ".")):
            return Imprint(issuer, organisation_case(match["place"]), int(match["year"]))
    return Imprint(issuer, "", _noted_year(after[:_NOTES]))


def _published_by(after: Sequence[str]) -> str:
    for line in after[:_NOTES]:
        match = _PUBLISHED.match(line)
        if match and bodies_in([match["body"]]):
            return organisation_case(match["body"])
    return ""


def _body_above(before: Sequence[str]) -> str:
    """The body that heads the page; the others under it are its parts."""
    names = bodies_in([line for line in before if is_body_line(line)])
    if not names or _AUTHORS_BOARD.match(compared(names[0])):
        return ""
    return organisation_case(names[0])


def _noted_year(notes: Sequence[str]) -> int | None:
    """The year of a day in a short note under the title, or that such a note ends with."""
    for line in notes:
        if len(line) > _LONGEST_NOTE or PLACE_YEAR.match(line):
            continue
        match = _YEAR_NOTE.search(line.rstrip(" )."))
        if match:
            return int(match["year"])
        day = first_date(line) if _DATED.search(line) else None
        if day is not None:
            return day.year
    return None
