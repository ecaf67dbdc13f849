"""The front of a paper, book or page: its title, and the people under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.metadata.bylines import CREDIT, SCHOOL, read_authors, read_date_line
from indexer.metadata.capitals import is_capitals, raised, sentence_case
from indexer.metadata.forms import compared
from indexer.metadata.imprint import PLACE_YEAR, Imprint, read_imprint
from indexer.metadata.issuer import is_body_line
from indexer.metadata.journal import JOURNAL_LINE
from indexer.metadata.names import read_names
from indexer.model import Block, BlockKind
from indexer.text.normalize import unmarked

_OPENING = 30  # blocks
_LONGEST_TITLE = 300
_LONGEST_LINE = 250
_LEAST_LETTERS = 4
_BODY = re.compile(
    r"(?:tóm tắt|abstract|từ khóa|keywords|đặt vấn đề|mở đầu|lời nói đầu|lời giới thiệu|lời mở đầu|mục lục|lời tựa|lời nhà xuất bản"
    r"|phần mở đầu|chương \w{1,4}\b|phần \w{1,5}\b|bài \d|câu (?:hỏi )?\d|[ivx]{1,4}\s?[-.–)]|\d{1,2}\s?[-.–)]\s)",
)
_BOOK = re.compile(
    r"^(?:giáo trình|tập bài giảng|bài giảng|tài liệu học tập|tài liệu bồi dưỡng|tài liệu tham khảo|đề cương bài giảng|tài liệu)\b"
)
_NOT_TITLE = re.compile(
    r"^(?:https?:|www\.|doi\b|issn|email|e-mail|trang \d|\d+$|ngày \d[^,]{,30}$|thứ (?:hai|ba|tư|năm|sáu|bảy)\b|chủ nhật\b|hotline|nguồn|ảnh|\(|\[|[•▪●–*-]\s|người phỏng vấn"
    r"|\d{1,2}(?:\.\d{1,2})*[.)]?\s"  # of an article, a question
    r"|đảng cộng sản việt nam$|cộng hòa xã hội chủ nghĩa việt nam|việt nam dân chủ cộng hòa|độc lập\s?[-–—])"
)
_DATED = re.compile(r"^(?:[^,]{2,40}, ?)?\(?ngày[\s\d.…_]*tháng[\s\d.…_]*năm[\s\d.…_]*\)?$")  # filled in or not
_POINT = re.compile(r"^[a-zđ][.)]\s")
_NUMBER_OF_THINGS = re.compile(r"^\d{1,2}\s+[a-zà-ỹđ]")  # "30 năm đổi mới"
_CHAPTER = re.compile(r"^(?:chương|phần|bài|mục) (?:\d+|[ivx]+)\b")
_COURSE = re.compile(r"^(?:giáo trình|tập bài giảng|bài giảng|đề cương bài giảng|tài liệu học tập)\b")
_SHORT = 6  # words


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before the text proper."""

    title: str = ""
    subtitle: str = ""  # the line under the title, where it may belong to it
    marked: bool = False  # the title is set as one: a heading, or in capitals
    dated: bool = False  # a day with its hour stands beside it, as at the headline of a newspaper
    lines: tuple[str, ...] = ()  # of the title, as printed
    authors: tuple[str, ...] = ()
    course: bool = False  # it calls itself a course text
    imprint: Imprint = field(default_factory=Imprint)


def read_front(blocks: Sequence[Block]) -> Front:
    """Title, authors and imprint from the first blocks of a file."""
    opening = _opening(blocks)
    start, end = _title_span(opening)
    before, title, after = (
        [block.text for block in part] for part in (opening[:start], opening[start:end], opening[end:])
    )
    course = _is_course([*title, *after[:2]])
    imprint = read_imprint(before if course else [], after)
    return Front(
        title=_title(title, after),
        subtitle=after[0] if after else "",
        marked=any(block.kind is BlockKind.HEADING or is_capitals(block.text) for block in opening[start:end]),
        dated=read_date_line([*before[-1:], *after[:1]], with_hour=True) is not None,
        lines=tuple(title),
        authors=read_authors(before, after),
        course=course,
        imprint=imprint,
    )


def _opening(blocks: Sequence[Block]) -> list[Block]:
    """The blocks before the text proper begins."""
    taken: list[Block] = []
    for block in blocks[:_OPENING]:
        if taken and _BODY.match(compared(block.text)) and not _is_book(taken[-1].text):
            break
        taken.append(block)
    return taken


def _title_span(opening: Sequence[Block]) -> tuple[int, int]:
    """Where the title's lines begin and end among the blocks; equal if there is none."""
    book = next((at for at, block in enumerate(opening) if is_capitals(block.text) and _is_book(block.text)), None)
    if book is not None:
        return book, _run_end(opening, book)
    headings = [at for at, block in enumerate(opening) if block.kind is BlockKind.HEADING and _may_be_title(block.text)]
    headings = [at for at in headings if not _names_publisher(opening[at].text)] or headings
    if headings:
        best = min(headings, key=lambda at: (opening[at].level, at))
        return _run_start(opening, best), _run_end(opening, best)
    lines = [at for at, block in enumerate(opening) if block.kind is not BlockKind.TABLE and _may_be_title(block.text)]
    for at in lines:
        if not _names_publisher(opening[at].text) or at == lines[-1]:
            return at, _run_end(opening, at)
    return 0, 0


def _names_publisher(text: str) -> bool:
    """Whether a line at the head of a page names a school, a board or a site, and is no title."""
    key = compared(text)
    if SCHOOL.match(key) is None:
        return False
    return is_body_line(text) or (len(text.split()) <= _SHORT and not key.startswith("đảng "))


def _is_book(text: str) -> bool:
    return _BOOK.match(compared(text)) is not None


def _may_be_title(text: str) -> bool:
    letters = sum(each.isalpha() for each in text)
    if letters < _LEAST_LETTERS or len(text) > _LONGEST_TITLE or letters < len(text) / 2:
        return False
    key = compared(text)
    if (_NOT_TITLE.match(key) and not _NUMBER_OF_THINGS.match(key)) or CREDIT.match(key):
        return False
    if _DATED.match(key) or PLACE_YEAR.match(text) or JOURNAL_LINE.match(text) or _CHAPTER.match(key):
        return False
    if text.endswith((".", ";", ",")) and not text.endswith("..."):
        return False
    if _POINT.match(text) or (text.endswith(":") and not is_capitals(text)):
        return False
    return not read_names(text)


def _run_start(opening: Sequence[Block], start: int) -> int:
    """The first of the lines in capitals above a title in capitals, where they go on into it."""
    while start and is_capitals(opening[start].text) and opening[start - 1].text.endswith((":", ",", "–", "-")):
        above = opening[start - 1].text
        if not is_capitals(above) or len(above) > _LONGEST_LINE or read_names(above):
            break
        start -= 1
    return start


def _run_end(opening: Sequence[Block], start: int) -> int:
    """The end of the lines that make one title: set alike, and none of them anything else."""
    first = opening[start]
    end = start + 1
    while end < len(opening) and _goes_on(opening[end - 1], opening[end], first):
        end += 1
    return end


def _goes_on(before: Block, block: Block, first: Block) -> bool:
    if not _may_be_title(block.text) or len(block.text) > _LONGEST_LINE:
        return False
    if is_capitals(before.text):
        return is_capitals(block.text) and block.level == first.level
    if is_capitals(block.text):
        return False
    return block.text[0].islower() and not before.text.endswith((":", "?", "!")) and block.kind is first.kind


def _title(lines: Sequence[str], after: Sequence[str]) -> str:
    """The title; with the line under it, if that says what kind of course text it is."""
    if not lines:
        return ""
    text = " ".join(unmarked(" ".join(lines)).split()).strip(" *_")
    book = _BOOK.match(compared(text))
    if book is not None and text[1:].islower():  # typed so for an old font that shows capitals
        return sentence_case(text.upper())
    if book is not None and is_capitals(text):
        return f"{text[: book.end()].capitalize()} {raised(sentence_case(text[book.end() :].strip(' :')))}".strip()
    if book is None and after and _is_course(after[:1]) and not is_capitals(after[0]) and ":" not in after[0]:
        return f"{sentence_case(text)}: {after[0]}"
    return sentence_case(text)


def _is_course(lines: Sequence[str]) -> bool:
    """Whether one of the lines begins as the name of a course text does."""
    return any(_COURSE.match(compared(line)) and len(line) <= _LONGEST_LINE for line in lines)
