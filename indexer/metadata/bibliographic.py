"""The catalogue card of a paper, course text, web page or note, from what it prints on its first pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from indexer.cards import Value, as_text
from indexer.metadata.bylines import read_date_line
from indexer.metadata.candidates import Candidates, Place
from indexer.metadata.dates import dates_in
from indexer.metadata.file_name import spells
from indexer.metadata.front import Front, read_front
from indexer.metadata.garbled import is_garbled
from indexer.metadata.imprint import imprint_values
from indexer.metadata.journal import Paper, read_paper
from indexer.metadata.names import is_title_case_name, without_titles
from indexer.model import Block, BlockKind, Extraction, Page, Source
from indexer.text.normalize import matching

_COURSE = re.compile(r"\b(?:giáo trình|bài giảng|tài liệu học tập|tài liệu bồi dưỡng)\b")
_COURSE_PAGES = 20
_COURSE_CHARACTERS = 40_000  # where there are no pages
_QUESTION = re.compile(r"(?:câu(?: hỏi)?|hỏi) ?\d{0,3} ?[.:)]")
_LEAST_QUESTIONS = 4
_NO_BOOKS = frozenset({"text/html", "text/plain", "text/markdown"})
_ADDRESS = re.compile(r"https?://[^\s\"'<>]+")
_ADDRESS_LINES = 8
_LEAST_SAID = 8  # letters
_CUT_OFF = ("...", "…")
_SITE = re.compile(r"^(?:tạp chí|báo|cổng thông tin|trang (?:tin|thông tin))\b| \| ")  # the name of what it appeared in
_FRONT_PAGES = 4
_IMPRINT_PAGES = 2  # at the end of a book
_DATED_WITH_HOUR = {"text/html": False, "text/plain": True}  # whether the line of the day must tell the hour as well
_LONGEST_SENTENCE = 160
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s")


@dataclass(slots=True)
class _Reading:
    """A file being read, and what was found in it."""

    extraction: Extraction
    lines: list[tuple[str, int]]  # of its front, with the pages
    found: Candidates

    def add(
        self,
        name: str,
        value: Value,
        *,
        printed: str = "",
        source: Source = Source.FIRST_PAGE,
        page: int | None = None,
        sure: bool = True,
    ) -> None:
        """Offer a value; of one that stands in the front, the line that holds it is looked up."""
        if source is Source.FIRST_PAGE and page is None:
            line, page = self._line_of(printed or as_text(value))
            printed = printed or line
        self.found.add(name, value, Place(source, printed, page), sure=sure)

    def _line_of(self, text: str) -> tuple[str, int | None]:
        wanted = _letters(text.partition(";")[0])
        for line, page in self.lines:
            held = _letters(line)
            if held and (wanted in held or held in wanted[: len(held)]):
                return line, page
        return "", None


def read_bibliographic(extraction: Extraction, filename: str) -> Candidates:
    """What a file that is no Party or State document says of itself."""
    blocks = _first_blocks(extraction.pages)
    front, paper = read_front(blocks), read_paper(blocks, extraction.properties.journal)
    lines = [(block.text, page.number) for page in extraction.pages[:_FRONT_PAGES] for block in page.blocks]
    reading = _Reading(extraction, lines, Candidates())
    title = _say_title(reading, front, blocks, filename)
    issued_on = _say_date(reading, blocks)
    reading.add("kind", _kind(extraction, title, front, paper, dated=issued_on is not None), printed=title)
    _say_authors(reading, front)
    _say_imprint(reading, front, paper)
    _say_paper(reading, paper)
    _say_year(reading, front, paper, issued_on)
    return reading.found


def _say_title(reading: _Reading, front: Front, blocks: Sequence[Block], filename: str) -> str:
    """The likeliest title, empty if there is none."""
    extraction, said = reading.extraction, reading.extraction.properties.title.partition(" | ")[0]
    unreadable = is_garbled(front.title) or (not front.title and any(is_garbled(block.text) for block in blocks))
    printed = "" if unreadable else front.title
    title = _better_set(Front() if unreadable else front, said)
    if title:
        own = bool(printed)
        told = front.marked or front.course or front.dated or bool(front.authors)
        told = (told or _is_said_twice(title, reading, filename)) if own else _is_web(extraction)
        sure = told and not _SITE.search(_key(title)) and not title.endswith(_CUT_OFF)
        source = Source.FIRST_PAGE if own else Source.PROPERTIES
        reading.add("title", title, printed=" ".join(front.lines) if own else "", source=source, sure=sure)
        return title
    sentence = "" if unreadable else _first_sentence(extraction.pages)
    reading.add("title", sentence, sure=False)
    return sentence


def _is_said_twice(title: str, reading: _Reading, filename: str) -> bool:
    """Whether a line is called the title by the file's properties, its name or its address as well."""
    said = _letters(reading.extraction.properties.title)
    addresses = (found[0] for line, _ in reading.lines[:_ADDRESS_LINES] for found in [_ADDRESS.search(line)] if found)
    names = (filename, reading.extraction.properties.url, *addresses)
    return (len(_letters(title)) > _LEAST_SAID and _letters(title) in said) or any(
        spells(name, title) for name in names
    )


def _say_date(reading: _Reading, blocks: Sequence[Block]) -> date | None:
    """The day on which a web page appeared."""
    media_type, said = reading.extraction.media_type, reading.extraction.properties.issued_on
    reading.add("issued_on", said, source=Source.PROPERTIES, sure=_is_web(reading.extraction))
    if said is None and media_type in _DATED_WITH_HOUR:
        printed = read_date_line([block.text for block in blocks], with_hour=_DATED_WITH_HOUR[media_type])
        line = next((text for text, _ in reading.lines if printed and printed in dates_in(text)), "")
        reading.add("issued_on", printed, printed=line)
        return printed
    return said


def _say_year(reading: _Reading, front: Front, paper: Paper, issued_on: date | None) -> None:
    """The year of the issue, else of the imprint, else of the day."""
    said = reading.extraction.properties.year
    if paper.year:
        reading.add("year", paper.year, printed=paper.journal_line, source=_where_journal(reading, paper))
    elif front.imprint.year:
        reading.add("year", front.imprint.year, sure=front.imprint.is_its_year)
    elif said:
        reading.add("year", said, source=Source.PROPERTIES, sure=_is_web(reading.extraction))
    elif issued_on:
        reading.add("year", issued_on.year)


def _where_journal(reading: _Reading, paper: Paper) -> Source:
    head = reading.extraction.properties.journal
    return Source.RUNNING_HEAD if head and paper.journal_line == head else Source.FIRST_PAGE


def _say_authors(reading: _Reading, front: Front) -> None:
    said = reading.extraction.properties.authors
    if authors := tuple(name for name in front.authors if not is_garbled(name)):
        reading.add("authors", authors)
    elif said:
        reading.add("authors", said, source=Source.PROPERTIES, sure=_is_web(reading.extraction))
    elif signed := _signed(reading.extraction):
        reading.add("authors", signed, printed=signed[0], source=Source.SIGNATURE)


def _say_imprint(reading: _Reading, front: Front, paper: Paper) -> None:
    book = reading.extraction.media_type not in _NO_BOOKS and not (paper.journal or paper.abstract)
    reading.add("issuer", _legible(front.imprint.issuer))
    reading.add("place", _legible(front.imprint.place))
    pages = reading.extraction.pages
    for at, page in enumerate(pages):
        if _FRONT_PAGES <= at < len(pages) - _IMPRINT_PAGES:
            continue
        source = Source.FIRST_PAGE if at < _FRONT_PAGES else Source.LAST_PAGE
        for block in page.blocks:
            for name, value, proven in imprint_values(block.text, book=book, first=at == 0):
                sure = proven and (name != "issn" or _is_paper(paper))  # else it may be of the site
                reading.add(name, value, printed=block.text, source=source, page=page.number, sure=sure)


def _say_paper(reading: _Reading, paper: Paper) -> None:
    source = _where_journal(reading, paper)
    for name, value in (
        ("journal", paper.journal),
        ("volume", paper.volume),
        ("issue", paper.issue),
        ("page_range", paper.page_range or (_labelled(reading.extraction.pages) if paper.journal else "")),
    ):
        reading.add(name, value, printed=paper.journal_line, source=source)
    said = reading.extraction.properties
    for field, printed, own in (
        ("abstract", paper.abstract, said.abstract),
        ("keywords", paper.keywords, said.keywords),
    ):
        reading.add(field, printed or own, source=Source.FIRST_PAGE if printed else Source.PROPERTIES)
    reading.add("url", said.url, source=Source.PROPERTIES)


def _labelled(pages: Sequence[Page]) -> str:
    """The printed pages of a file all of whose pages print one, each the next."""
    labels = [int(page.label) for page in pages if page.label and page.label.isdecimal()]
    if len(labels) == len(pages) and labels == list(range(labels[0], labels[0] + len(labels))) and labels[0] > 1:
        return f"{labels[0]}-{labels[-1]}" if len(labels) > 1 else str(labels[0])
    return ""


def _is_web(extraction: Extraction) -> bool:
    return extraction.media_type == "text/html"


def _first_blocks(pages: Sequence[Page]) -> list[Block]:
    """The blocks of the first pages, up to where there is enough to read."""
    blocks: list[Block] = []
    for page in pages[:_FRONT_PAGES]:
        blocks.extend(page.blocks)
        if len(blocks) > 3 and any(len(block.text) > _LONGEST_SENTENCE for block in page.blocks):  # noqa: PLR2004
            break
    return [block for block in blocks if block.kind not in (BlockKind.FOOTNOTE, BlockKind.CONTENTS)]


def _first_sentence(pages: Sequence[Page]) -> str:
    for page in pages:
        for block in page.blocks:
            if (
                block.kind is not BlockKind.CONTENTS
                and sum(each.isalpha() for each in block.text) > len(block.text) / 2
            ):
                whole = block.kind is BlockKind.HEADING
                return _cut(block.text if whole else _SENTENCE_END.split(block.text, maxsplit=1)[0])
    return ""


def _cut(sentence: str) -> str:
    if len(sentence) <= _LONGEST_SENTENCE:
        return sentence.rstrip(" .")
    return sentence[:_LONGEST_SENTENCE].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def _signed(extraction: Extraction) -> tuple[str, ...]:
    """The name that a web page ends with."""
    if extraction.media_type != "text/html":
        return ()
    last = [block.text for page in extraction.pages[-1:] for block in page.blocks[-3:]]
    names = (without_titles(text.strip(" ()./*")) for text in reversed(last))
    return tuple(name for name in names if is_title_case_name(name))[:1]


def _better_set(front: Front, said: str) -> str:
    """The printed title; as the file's properties give it, where the page prints the same in other capitals."""
    printed, whole = _letters(front.title), _letters(said)
    if printed and whole in (printed, printed + _letters(front.subtitle)):
        return said
    return front.title or said


def _letters(text: str) -> str:
    """The letters and digits alone, in the form that is compared."""
    return "".join(matching(word) for word in re.findall(r"\w+", text))


def _legible(text: str) -> str:
    return "" if is_garbled(text) else text


def _kind(extraction: Extraction, title: str, front: Front, paper: Paper, *, dated: bool) -> str:
    media_type = extraction.media_type
    if _is_paper(paper):
        return "Bài báo khoa học"
    if media_type != "text/html" and (front.course or (_COURSE.search(_key(title)) and _is_long(extraction))):
        return "Giáo trình"
    if _questions(extraction.pages) >= _LEAST_QUESTIONS:
        return "Hỏi – đáp"
    if media_type == "text/markdown" or _key(title).startswith("ghi chép "):
        return "Ghi chép"
    is_essay = media_type == "text/html" or (media_type == "text/plain" and (dated or bool(front.authors)))
    return "Bài viết" if is_essay else ""


def _is_paper(paper: Paper) -> bool:
    return bool(paper.journal or (paper.abstract and paper.keywords))


def _is_long(extraction: Extraction) -> bool:
    if extraction.paged:
        return len(extraction.pages) >= _COURSE_PAGES
    return sum(len(block.text) for page in extraction.pages for block in page.blocks) >= _COURSE_CHARACTERS


def _questions(pages: Sequence[Page]) -> int:
    return sum(_QUESTION.match(_key(block.text[:20])) is not None for page in pages for block in page.blocks)


def _key(text: str) -> str:
    return " ".join(matching(word) for word in re.findall(r"\w+|[^\w\s]+", text)).replace(" .", ".").replace(" :", ":")
