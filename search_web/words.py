"""Words of the interface: one for each thing, everywhere. Pure functions, no HTML; they speak the language at hand."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from indexer.model import Document, Filter, Kinship, Likeness, Notice, Reading, ReadingPage, Role, SearchPage, Sort
from indexer.text.language import LANGUAGES
from search_web import other_lines, years
from search_web.speech import SOURCE, decimal, later, spoken, whole
from search_web.speech import gettext as _
from search_web.speech import ngettext as _n

PRODUCT = "Tra Cứu"
FACET_NAMES = {
    "kind": later("Loại"),
    "issuer": later("Cơ quan ban hành"),
    "author": later("Tác giả"),
    "year": later("Năm"),
    "collection": later("Bộ sưu tập"),
}
SORT_NAMES = {
    Sort.RELEVANCE: later("phù hợp nhất"),
    Sort.NEWEST: later("mới nhất"),
    Sort.OLDEST: later("cũ nhất"),
    Sort.TITLE: later("tên"),
}
ROLE_NAMES = {Role.READER: later("Bạn đọc"), Role.LIBRARIAN: later("Thủ thư"), Role.ADMIN: later("Người quản trị")}
EXAMPLES = ("gia tri thang du la gi", "“dân là gốc”", "23-CT/TW", "quy luật sản xuất giá trị thặng dư")
_MEGABYTE = 1_000_000
_MOST_REPEATED = 120  # code points of a line in a sentence
_WHOLE_PERCENT = 0.1  # from here on, tenths of a percent say nothing
_WHOLE_MS = 10  # from here on, tenths of a millisecond say nothing


_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
count = whole  # as templates call it


def milliseconds(number: float) -> str:
    """A time in milliseconds.

    >>> milliseconds(1.94), milliseconds(1234.5)
    ('1,9\\xa0ms', '1.234\\xa0ms')
    """
    text = count(round(number)) if number >= _WHOLE_MS else decimal(f"{number:.1f}")
    return f"{text}\N{NO-BREAK SPACE}ms"


def day(issued_on: date) -> str:
    """A date as in tables: 09/02/2018, or 9 Feb 2018, which no reader takes for September."""
    if spoken() == SOURCE:
        return f"{issued_on:%d/%m}/{issued_on.year:04}"
    return f"{issued_on.day} {_MONTHS[issued_on.month - 1]} {issued_on.year}"


def moment(at: datetime) -> str:
    """A moment as the machine's clock shows it: 09/02/2018 14:05, or 9 Feb 2018 14:05."""
    here = at.astimezone()
    return f"{day(here)} {here:%H:%M}"


def page_name(number: int, label: str | None, *, paged: bool) -> str:
    """What a page is called: by what is printed on it, wherever something is.

    >>> page_name(25, "23", paged=True), page_name(5, None, paged=True), page_name(3, None, paged=False)
    ('tr.\\xa023', 'trang thứ 5 của tệp', 'phần 3')
    """
    if label is not None:
        return _("tr.\N{NO-BREAK SPACE}%(label)s", label=label)
    return _("trang thứ %(number)s của tệp", number=number) if paged else _("phần %(number)s", number=number)


def title(document: Document) -> str:
    """The title, or what stands for it on an incomplete card."""
    return document.metadata.title or document.metadata.number or document.filename


def label(document: Document) -> str:
    """Kind and number, in one line."""
    return " · ".join(part for part in (document.metadata.kind, document.metadata.number) if part)


def byline(document: Document) -> str:
    """Who it is by, where it appeared and when, in one line."""
    card = document.metadata
    by = ", ".join(card.authors) or card.issuer
    when = day(card.issued_on) if card.issued_on else str(card.year or "")
    return "\N{NO-BREAK SPACE}· ".join(
        part for part in (by, ", ".join(filter(None, (card.journal, card.issue))), when) if part
    )


def heading(document: Document, path: str) -> str:
    """The headings above a passage, without one that only repeats the title."""
    known = _letters(document.metadata.title)
    return " › ".join(part for part in path.split(" › ") if _letters(part) != known)


@lru_cache(maxsize=1024)  # a result asks for a title and its headings with each passage
def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def card(document: Document) -> list[tuple[str, str, bool]]:
    """The catalogue card: names of what is known, what is known, and whether that is in the document's own words."""
    held = document.metadata
    issued = day(held.issued_on) if held.issued_on else ""
    language = _(LANGUAGES[held.language]).removeprefix("Tiếng ") if held.language in LANGUAGES else ""
    rows = [
        (_("Loại"), held.kind, True),
        (_("Số, ký hiệu"), held.number, True),
        (_("Cơ quan ban hành"), held.issuer, True),
        (_("Ngày ban hành"), issued, False),
        (_("Người ký"), held.signer, True),
        (_("Tác giả"), ", ".join(held.authors), True),
        (_("Tạp chí"), held.journal, True),
        (_("Số tạp chí"), held.issue, True),
        (_("Tập"), held.volume, True),
        (_("Trang"), held.page_range, True),
        (_("Nhà xuất bản"), held.publisher.removeprefix("Nxb. "), True),
        (_("Lần xuất bản"), held.edition, True),
        (_("Năm"), "" if issued or not held.year else str(held.year), False),
        (_("Nơi xuất bản") if held.authors else _("Nơi ban hành"), held.place, True),
        ("ISBN", held.isbn, False),
        ("ISSN", held.issn, False),
        ("DOI", held.doi, False),
        (_("Ngôn ngữ"), language, False),
        (_("Từ khóa"), ", ".join(held.keywords), True),
        (_("Bộ sưu tập"), ", ".join(document.collections), True),
        (_("Chờ OCR"), _n("%(n)s trang", document.waiting) if document.waiting else "", False),
        (
            _("Số trang của tệp") if document.paged else _("Số phần"),
            count(document.pages) if document.pages else "",
            False,
        ),
    ]
    return [row for row in rows if row[1]]


_KINSHIPS = {
    Kinship.SAME: later("Có thể trùng với"),
    Kinship.PART: later("Phần lớn có trong"),
    Kinship.WHOLE: later("Có cả phần lớn của"),
    Kinship.EDITION: later("Có thể là bản khác của"),
}


def kinship(likeness: Likeness) -> str:
    """What the document at hand is to another one, in words that its title follows."""
    return _(_KINSHIPS[likeness.kinship])


def share(likeness: Likeness) -> str:
    """The share of text that two documents have in common: 98 %."""
    return f"{likeness.share * 100:.0f}\N{NO-BREAK SPACE}%"


def percent(share: float) -> str:
    """A share of one in percent, to the tenth where it is small.

    >>> percent(0.5), percent(0.0123), percent(0)
    ('50\\xa0%', '1,2\\xa0%', '0\\xa0%')
    """
    text = f"{share * 100:.0f}" if share >= _WHOLE_PERCENT or not share else decimal(f"{share * 100:.1f}")
    return f"{text}\N{NO-BREAK SPACE}%"


def recognition(page: ReadingPage) -> str:
    """What to know of a page whose text was recognised, or is to be; empty for any other."""
    if page.waits:
        return _("Trang này chờ OCR: chữ trên ảnh chưa được nhận dạng, nên chưa tìm được.")
    if page.confidence is None:
        return ""
    if not page.blocks:
        return _("Không nhận dạng được chữ nào trên ảnh của trang này. Hãy xem bản gốc.")
    if page.doubtful:
        return _(
            "Chữ nhận dạng từ ảnh quét, độ tin cậy %(confidence)s/100: có thể sai. Hãy đối chiếu với bản gốc trước khi trích dẫn.",
            confidence=page.confidence,
        )
    return _("Chữ nhận dạng từ ảnh quét, độ tin cậy %(confidence)s/100.", confidence=page.confidence)


def shortened(line: str) -> str:
    """A line as it is repeated in sentences.

    >>> shortened("lý luận chính trị " * 100)[-12:]
    'rị lý luận …'
    """
    return line if len(line) <= _MOST_REPEATED else line[:_MOST_REPEATED].rsplit(maxsplit=1)[0] + " …"


def filter_value(chosen: Filter) -> str:
    """The value of a filter as readers write it."""
    return years.shown(chosen.value) if chosen.facet == "year" else chosen.value


def mostly_bare(line: str) -> bool:
    """Whether fewer of the line's syllables carry marks than not: correct Vietnamese has some without.

    >>> mostly_bare("tự phê bình ở chi bộ"), mostly_bare("tự phe binh o chi bo")
    (False, True)
    """
    syllables = [each for each in line.split() if any(map(str.isalpha, each))]
    marked = sum(other_lines.without_accents(each) != each for each in syllables)
    return marked < len(syllables) - marked


_TOLD = {
    Reading.MIXED: later("Tiếng gõ không dấu được tìm ở mọi dấu"),
    Reading.ABBREVIATION: later("Tìm cả dạng viết tắt và viết đủ: %(detail)s"),
    Reading.UNEXPANDED: later("Chỉ tìm đúng dạng đã gõ, không tìm: %(detail)s"),
    Reading.QUESTION: later("Từ để hỏi, đoạn không bắt buộc phải có: %(detail)s"),
    Reading.TYPING: later("Đọc như chữ gõ Telex hoặc VNI: %(detail)s"),
    Reading.TELLING: later(
        "Dòng tìm rất dài: tìm theo %(detail)s tiếng ít gặp nhất của nó, lấy những đoạn có ít nhất một phần tám số tiếng ấy"
    ),
}


def notice(told: Notice, page: SearchPage) -> str:
    """How the line was read, in one sentence."""
    match told.reading:
        case Reading.FOLDED:
            return _("Tìm không dấu: %(line)s", line=shortened(page.query))
        case Reading.SHARE:
            share = f"{page.share * 100:.0f}\N{NO-BREAK SPACE}%"
            return _("Dòng tìm dài: lấy những đoạn có ít nhất %(share)s số tiếng", share=share)
        case Reading.PLAIN if told.detail:
            return _("Không đọc được cú pháp (từ ký tự thứ %(place)s), đã tìm như từ thường", place=told.detail)
        case Reading.PLAIN:
            return _("Không đọc được cú pháp, đã tìm như từ thường")
        case Reading.NUMBER if told.detail:
            return _("Đọc như số, ký hiệu văn bản: %(detail)s", detail=told.detail)
        case Reading.NUMBER:
            return _("Đọc như số, ký hiệu văn bản")
    return _(_TOLD[told.reading], detail=told.detail)


def size(number: int) -> str:
    """A file's size.

    >>> size(900), size(2_400_000)
    ('1\\xa0kB', '2,4\\xa0MB')
    """
    if number < _MEGABYTE:
        return f"{count(max(1, round(number / 1000)))}\N{NO-BREAK SPACE}kB"
    return decimal(f"{number / _MEGABYTE:.1f}\N{NO-BREAK SPACE}MB")
