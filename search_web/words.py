"""Vietnamese words of the interface: one for each thing, everywhere. Pure functions, no HTML."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from indexer.model import Document, Filter, Kinship, Likeness, Notice, Reading, ReadingPage, Role, SearchPage, Sort
from indexer.text.language import LANGUAGES
from search_web import other_lines, years

PRODUCT = "Tra Cứu"
FACET_NAMES = {
    "kind": "Loại",
    "issuer": "Cơ quan ban hành",
    "author": "Tác giả",
    "year": "Năm",
    "collection": "Bộ sưu tập",
}
SORT_NAMES = {
    Sort.RELEVANCE: "phù hợp nhất",
    Sort.NEWEST: "mới nhất",
    Sort.OLDEST: "cũ nhất",
    Sort.TITLE: "tên",
}
ROLE_NAMES = {Role.READER: "Bạn đọc", Role.LIBRARIAN: "Thủ thư", Role.ADMIN: "Người quản trị"}
EXAMPLES = ("gia tri thang du la gi", "“dân là gốc”", "23-CT/TW", "quy luật sản xuất giá trị thặng dư")
_MEGABYTE = 1_000_000
_MOST_REPEATED = 120  # code points of a line in a sentence
_WHOLE_PERCENT = 0.1  # from here on, tenths of a percent say nothing
_WHOLE_MS = 10  # from here on, tenths of a millisecond say nothing


def count(number: int) -> str:
    """A whole number as printed in Vietnamese.

    >>> count(1234567)
    '1.234.567'
    """
    return f"{number:,}".replace(",", ".")


def milliseconds(number: float) -> str:
    """A time in milliseconds.

    >>> milliseconds(1.94), milliseconds(1234.5)
    ('1,9\\xa0ms', '1.234\\xa0ms')
    """
    text = count(round(number)) if number >= _WHOLE_MS else f"{number:.1f}".replace(".", ",")
    return f"{text}\N{NO-BREAK SPACE}ms"


def day(issued_on: date) -> str:
    """A date as in tables: 09/02/2018."""
    return f"{issued_on:%d/%m}/{issued_on.year:04}"


def moment(at: datetime) -> str:
    """A moment as the machine's clock shows it: 09/02/2018 14:05."""
    return f"{at.astimezone():%d/%m/%Y %H:%M}"


def page_name(number: int, label: str | None, *, paged: bool) -> str:
    """What a page is called: by what is printed on it, wherever something is.

    >>> page_name(25, "23", paged=True), page_name(5, None, paged=True), page_name(3, None, paged=False)
    ('tr.\\xa023', 'trang thứ 5 của tệp', 'phần 3')
    """
    if label is not None:
        return f"tr.\N{NO-BREAK SPACE}{label}"
    return f"trang thứ {number} của tệp" if paged else f"phần {number}"


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


def card(document: Document) -> list[tuple[str, str]]:
    """The catalogue card: names of what is known, and what is known."""
    held = document.metadata
    rows = [
        ("Loại", held.kind),
        ("Số, ký hiệu", held.number),
        ("Cơ quan ban hành", held.issuer),
        ("Ngày ban hành", day(held.issued_on) if held.issued_on else ""),
        ("Người ký", held.signer),
        ("Tác giả", ", ".join(held.authors)),
        ("Tạp chí", held.journal),
        ("Số tạp chí", held.issue),
        ("Tập", held.volume),
        ("Trang", held.page_range),
        ("Nhà xuất bản", held.publisher.removeprefix("Nxb. ")),
        ("Lần xuất bản", held.edition),
        ("Năm", "" if held.issued_on or not held.year else str(held.year)),
        ("Nơi xuất bản" if held.authors else "Nơi ban hành", held.place),
        ("ISBN", held.isbn),
        ("ISSN", held.issn),
        ("DOI", held.doi),
        ("Ngôn ngữ", LANGUAGES.get(held.language, "").removeprefix("Tiếng ")),
        ("Từ khóa", ", ".join(held.keywords)),
        ("Bộ sưu tập", ", ".join(document.collections)),
        ("Chờ OCR", f"{count(document.waiting)} trang" if document.waiting else ""),
        ("Số trang của tệp" if document.paged else "Số phần", count(document.pages) if document.pages else ""),
    ]
    return [(name, value) for name, value in rows if value]


_KINSHIPS = {
    Kinship.SAME: "Có thể trùng với",
    Kinship.PART: "Phần lớn có trong",
    Kinship.WHOLE: "Có cả phần lớn của",
    Kinship.EDITION: "Có thể là bản khác của",
}


def kinship(likeness: Likeness) -> str:
    """What the document at hand is to another one, in words that its title follows."""
    return _KINSHIPS[likeness.kinship]


def share(likeness: Likeness) -> str:
    """The share of text that two documents have in common: 98 %."""
    return f"{likeness.share * 100:.0f}\N{NO-BREAK SPACE}%"


def percent(share: float) -> str:
    """A share of one in percent, to the tenth where it is small.

    >>> percent(0.5), percent(0.0123), percent(0)
    ('50\\xa0%', '1,2\\xa0%', '0\\xa0%')
    """
    text = f"{share * 100:.0f}" if share >= _WHOLE_PERCENT or not share else f"{share * 100:.1f}".replace(".", ",")
    return f"{text}\N{NO-BREAK SPACE}%"


def recognition(page: ReadingPage) -> str:
    """What to know of a page whose text was recognised, or is to be; empty for any other."""
    if page.waits:
        return "Trang này chờ OCR: chữ trên ảnh chưa được nhận dạng, nên chưa tìm được."
    if page.confidence is None:
        return ""
    if not page.blocks:
        return "Không nhận dạng được chữ nào trên ảnh của trang này. Hãy xem bản gốc."
    sure = f"độ tin cậy {page.confidence}/100"
    if page.doubtful:
        return f"Chữ nhận dạng từ ảnh quét, {sure}: có thể sai. Hãy đối chiếu với bản gốc trước khi trích dẫn."
    return f"Chữ nhận dạng từ ảnh quét, {sure}."


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
    Reading.MIXED: "Tiếng gõ không dấu được tìm ở mọi dấu",
    Reading.ABBREVIATION: "Tìm cả dạng viết tắt và viết đủ: {detail}",
    Reading.UNEXPANDED: "Chỉ tìm đúng dạng đã gõ, không tìm: {detail}",
    Reading.QUESTION: "Từ để hỏi, đoạn không bắt buộc phải có: {detail}",
    Reading.TYPING: "Đọc như chữ gõ Telex hoặc VNI: {detail}",
    Reading.TELLING: (
        "Dòng tìm rất dài: tìm theo {detail} tiếng ít gặp nhất của nó, lấy những đoạn có ít nhất một phần tám số tiếng ấy"
    ),
}


def notice(told: Notice, page: SearchPage) -> str:
    """How the line was read, in one sentence."""
    match told.reading:
        case Reading.FOLDED:
            return f"Tìm không dấu: {shortened(page.query)}"
        case Reading.SHARE:
            share = f"{page.share * 100:.0f}\N{NO-BREAK SPACE}%"
            return f"Dòng tìm dài: lấy những đoạn có ít nhất {share} số tiếng"
        case Reading.PLAIN:
            where = f" (từ ký tự thứ {told.detail})" if told.detail else ""
            return f"Không đọc được cú pháp{where}, đã tìm như từ thường"
        case Reading.NUMBER:
            return f"Đọc như số, ký hiệu văn bản: {told.detail}" if told.detail else "Đọc như số, ký hiệu văn bản"
    return _TOLD[told.reading].format(detail=told.detail)


def size(number: int) -> str:
    """A file's size.

    >>> size(900), size(2_400_000)
    ('1\\xa0kB', '2,4\\xa0MB')
    """
    if number < _MEGABYTE:
        return f"{count(max(1, round(number / 1000)))}\N{NO-BREAK SPACE}kB"
    return f"{number / _MEGABYTE:.1f}\N{NO-BREAK SPACE}MB".replace(".", ",")
