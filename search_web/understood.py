"""How a line was read, as the page of results tells it: sentences, the place of a fault, and ways to read otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.model import Notice, Reading, SearchPage
from search_web import links, words
from search_web.speech import gettext as _
from search_web.speech import later

_AROUND = 60  # code points of a line shown on either side of a fault
PROBLEMS = {  # of the grammar, see indexer.query.parse
    "a quotation mark is opened and never closed": later("dấu ngoặc kép mở ở đây mà không đóng"),
    "a parenthesis is opened and never closed": later("dấu ngoặc đơn mở mà đến đây vẫn chưa đóng"),
    "a parenthesis is closed that was never opened": later("dấu ngoặc đơn đóng ở đây mà chưa mở"),
    "parentheses are nested too deeply": later("dấu ngoặc đơn lồng nhau quá sâu"),
    "a word is wanted here": later("ở đây cần một từ"),
    "a year is wanted, as in năm:2015 or năm:2010..2020": later("ở đây cần năm, như năm:2015 hay năm:2010..2020"),
    "the first year is after the second": later("năm đầu ở sau năm cuối"),
    "a field takes words or a phrase, no star among them": later(
        "trong trường chỉ viết từ hay cụm từ, không có dấu sao"
    ),
    "a field wants a word or a phrase after its colon": later("sau dấu hai chấm cần một từ hay một cụm từ"),
    "these words are too many, or too far apart": later("quá nhiều từ, hoặc cách nhau quá xa"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A line about the place where it cannot be read; `at` is what stands there, empty at the end."""

    before: str
    at: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """One thing to tell of how the line was read."""

    sentence: str
    fault: Fault | None = None
    way: tuple[str, str] | None = None  # words and query string of a link that reads the line otherwise


def told(page: SearchPage, query: str) -> list[Told]:
    """What is worth telling, in order."""
    shown = [each for each in page.notices if each.reading is not Reading.MIXED or words.mostly_bare(page.query)]
    return [_told(each, page, query) for each in shown]


def _told(notice: Notice, page: SearchPage, query: str) -> Told:
    sentence = words.notice(notice, page)
    match notice.reading:
        case Reading.PLAIN if notice.detail.isdecimal():
            problem = PROBLEMS.get(notice.problem, "")
            said = f"{sentence}: {_(problem)}" if problem else sentence
            return Told(said, fault_at(page.query, int(notice.detail) - 1))
        case Reading.ABBREVIATION:
            return Told(sentence, way=(_("Chỉ tìm dạng đã gõ"), links.with_abbreviations(query, on=False)))
        case Reading.UNEXPANDED:
            return Told(sentence, way=(_("Tìm cả dạng kia"), links.with_abbreviations(query, on=True)))
    return Told(sentence)


def fault_at(line: str, place: int) -> Fault:
    """The line about a place.

    >>> fault_at("đảng (lý luận", 5)
    Fault(before='đảng ', at='(', after='lý luận')
    """
    start, end = max(0, place - _AROUND), place + 1 + _AROUND
    before = ("… " if start else "") + line[start:place]
    return Fault(before, line[place : place + 1], line[place + 1 : end] + (" …" if end < len(line) else ""))
