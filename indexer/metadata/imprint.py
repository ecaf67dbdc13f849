"""Who published a book or paper, where and when, as its front says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.metadata.capitals import organisation_case, raised
from indexer.metadata.dates import first_date
from indexer.metadata.forms import compared
from indexer.metadata.identifiers import dois, isbns, issns
from indexer.metadata.issuer import bodies_in, is_body_line

PLACE_YEAR = re.compile(r"^(?P<place>\D{2,40}?)\s*[,–-]\s*(?:năm\s+)?(?P<year>(?:19|20)\d\d)$")
_YEAR_NOTE = re.compile(r"\bnăm (?:học )?(?P<year>(?:19|20)\d\d)(?:\s?[-–]\s?(?:19|20)\d\d)?\W*$", re.IGNORECASE)
_OF_THE_TEXT = re.compile(  # not "công tác năm 2022", nor "ngày … tháng … năm 2023"
    r"(?:(?:^|[.(]\s*|tháng \d{1,2}[/,.-]?\s*)năm (?:19|20)\d\d|\bnăm học (?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?)$",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"^(?P<body>[^.,;:]{4,100}?) (?:phát hành|ấn hành|xuất bản)\b")
_AUTHORS_BOARD = re.compile(r"hội đồng biên soạn|ban biên soạn")
_DATED = re.compile(r"\bngày \d", re.IGNORECASE)  # a bare date may be that of a visit to the page
_LONGEST_NOTE = 150
_NOTES = 4  # lines under a title
_PUBLISHER = re.compile(r"^(?:nhà xuất bản|nxb\.?)\s+(?P<name>[^\d:;()]{2,60}?)[\s.*,]*$")
_EDITION = re.compile(
    r"^[(*\s]*(?P<edition>(?:tái bản|xuất bản|in) lần thứ \w+(?: \w+)?(?:[,;]? ?(?:có )?(?:sửa chữa|bổ sung)[^()]{0,40})?"
    r"|tái bản(?:,? có)? (?:sửa chữa|bổ sung)[^()]{0,40})[)*.\s]*$"
)
_VOLUME = re.compile(r"^(?:tập|quyển) (?P<volume>\d{1,3}|[ivxlc]{1,6})$")
_PUBLISHERS = (
    "Chính trị quốc gia Sự thật|Chính trị quốc gia|Sự thật|Lý luận chính trị|Đại học Quốc gia Hà Nội|Đại học Sư phạm|Lao động"
    "|Giáo dục Việt Nam|Giáo dục|Khoa học xã hội|Khoa học và Kỹ thuật|Thống kê|Tư pháp|Công an nhân dân|Quân đội nhân dân"
    "|Thông tin và Truyền thông|Hồng Đức|Thế giới|Trẻ|Kim Đồng|Văn học|Tri thức|Tổng hợp Thành phố Hồ Chí Minh|Hà Nội"
    "|Đại học Quốc gia Thành phố Hồ Chí Minh|Tài chính|Xây dựng|Y học|Nông nghiệp|Văn hóa dân tộc|Từ điển Bách khoa|Thanh niên"
)


def _publisher_key(name: str) -> str:
    return " ".join(re.findall(r"\w+", compared(name)))


_PUBLISHER_OF_KEY = {_publisher_key(name): name for name in _PUBLISHERS.split("|")}


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a front says of its publication."""

    issuer: str = ""
    place: str = ""
    year: int | None = None
    is_its_year: bool = True  # of the text itself; else one that the text may only be about


def read_imprint(before: Sequence[str], after: Sequence[str]) -> Imprint:
    """The imprint from the lines above a title and those under it."""
    issuer = _published_by(after) or _body_above(before)
    for line in (*before, *after):
        match = PLACE_YEAR.match(line)
        if match and match["place"][:1].isupper() and not match["place"].endswith((":", ".")):
            return Imprint(issuer, organisation_case(match["place"]), int(match["year"]))
    year, is_its_year = _noted_year(after[:_NOTES])
    return Imprint(issuer, "", year, is_its_year)


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


def _noted_year(notes: Sequence[str]) -> tuple[int | None, bool]:
    """The year of a day in a short note under the title, or that such a note ends with, and whether it is the text's."""
    for line in notes:
        if len(line) > _LONGEST_NOTE or PLACE_YEAR.match(line):
            continue
        match = _YEAR_NOTE.search(line.rstrip(" )."))
        if match:
            return int(match["year"]), _OF_THE_TEXT.search(line, 0, match.end("year")) is not None
        day = first_date(line) if _DATED.search(line) else None
        if day is not None:
            return day.year, True
    return None, True


def imprint_values(line: str, *, book: bool, first: bool) -> Iterator[tuple[str, str, bool]]:
    """What a line of an imprint says, field by field, and whether it is sure.

    Args:
        book: only of books are publisher, edition and volume read; papers name those of other works.
        first: the line stands on the first page, where a DOI or ISSN is the paper's own.
    """
    if len(line) > _LONGEST_IMPRINT:
        return
    yield from (("isbn", number, proven) for number, proven in isbns(line) if book)
    if first:
        yield from (("issn", number, proven) for number, proven in issns(line))
        yield from (("doi", number, True) for number in dois(line))
    if not book:
        return
    key = compared(line.strip())
    if match := _PUBLISHER.match(key):
        printed = line.strip()[match.start("name") : match.end("name")]
        yield "publisher", f"Nxb. {_PUBLISHER_OF_KEY.get(_publisher_key(printed)) or organisation_case(printed)}", True
    if match := _EDITION.match(key):
        yield "edition", raised(line.strip()[match.start("edition") : match.end("edition")].lower()), True
    if match := _VOLUME.match(key):
        yield "volume", match["volume"].upper(), True


_LONGEST_IMPRINT = 300
