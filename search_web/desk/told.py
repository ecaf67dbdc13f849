"""What the desk says of files that were sent."""

from __future__ import annotations

from collections.abc import Mapping

from indexer import errors
from indexer.model import Act, Need, Source, Upload, UploadState
from search_web.errors import TOLD
from search_web.speech import gettext as _
from search_web.speech import later
from search_web.speech import ngettext as _n
from search_web.words import count

STATES = {
    UploadState.QUEUED: later("đang chờ"),
    UploadState.READING: later("đang đọc"),
    UploadState.INDEXING: later("đang lập chỉ mục"),
    UploadState.RECOGNISING: later("đang nhận dạng chữ"),
    UploadState.DONE: later("xong"),
    UploadState.HELD: later("thư viện đã có"),
    UploadState.FAILED: later("lỗi"),
    UploadState.CANCELLED: later("đã hủy"),
    UploadState.OPENED: later("gói tệp, xem từng tài liệu bên dưới"),
}
COLUMNS = {  # of the table of metadata, which is written with these names in every language
    "file": "tệp",
    "title": "nhan đề",
    "kind": "loại",
    "number": "số, ký hiệu",
    "issuer": "cơ quan ban hành",
    "issued_on": "ngày ban hành",
    "year": "năm",
    "authors": "tác giả",
    "place": "nơi ban hành",
    "signer": "người ký",
    "journal": "tạp chí",
    "volume": "tập",
    "issue": "số tạp chí",
    "page_range": "trang",
    "publisher": "nhà xuất bản",
    "edition": "lần xuất bản",
    "isbn": "ISBN",
    "issn": "ISSN",
    "doi": "DOI",
    "url": "địa chỉ",
    "abstract": "tóm tắt",
    "keywords": "từ khóa",
    "language": "ngôn ngữ",
    "collection": "bộ sưu tập",
}
FIELDS = {  # of a card, as the label of a form names them
    "title": later("Nhan đề"),
    "kind": later("Loại"),
    "number": later("Số, ký hiệu"),
    "issuer": later("Cơ quan ban hành"),
    "issued_on": later("Ngày ban hành"),
    "year": later("Năm"),
    "authors": later("Tác giả"),
    "place": later("Nơi ban hành"),
    "signer": later("Người ký"),
    "journal": later("Tạp chí"),
    "volume": later("Tập"),
    "issue": later("Số tạp chí"),
    "page_range": later("Trang"),
    "publisher": later("Nhà xuất bản"),
    "edition": later("Lần xuất bản"),
    "isbn": "ISBN",
    "issn": "ISSN",
    "doi": "DOI",
    "url": later("Địa chỉ"),
    "abstract": later("Tóm tắt"),
    "keywords": later("Từ khóa"),
    "language": later("Ngôn ngữ"),
    "collections": later("Các bộ sưu tập"),
}
NEEDS = {
    Need.CARD: later("Thẻ chưa chắc"),
    Need.SAME: later("Có thể trùng"),
    Need.SCAN: later("Chữ nhận dạng khó đọc"),
    Need.REPAIR: later("Đã chuyển mã chữ"),
}
WELL = {  # what is answered when all is well
    Need.SAME: later("Không trùng, giữ cả hai"),
    Need.SCAN: later("Đã xem các trang, chữ dùng được"),
    Need.REPAIR: later("Đã xem, chữ đúng"),
}
SOURCES = {
    Source.FIRST_PAGE: later("phần đầu văn bản"),
    Source.LAST_PAGE: later("phần cuối văn bản"),
    Source.SIGNATURE: later("chữ ký"),
    Source.RUNNING_HEAD: later("đầu trang"),
    Source.PROPERTIES: later("thuộc tính của tệp"),
    Source.FILE_NAME: later("tên tệp"),
    Source.TABLE: later("bảng siêu dữ liệu"),
    Source.LIBRARIAN: later("thủ thư"),
}
ACTS = {  # of the changes of a card
    Act.CARD_CHANGED: later("sửa thẻ"),
    Act.CHANGE_UNDONE: later("hoàn tác"),
    Act.SUGGESTION_ACCEPTED: later("nhận gợi ý"),
    Act.SUGGESTION_REFUSED: later("bỏ gợi ý"),
}
_WRONG = {
    "issued_on": later("không phải ngày tháng; hãy viết như 9/2/2018 hoặc 2018-02-09"),
    "year": later("không phải năm; hãy viết bốn chữ số, như 2018"),
    "language": later("không rõ là tiếng nào; hãy viết như vi, en, ru"),
    "twice": later("tệp này đã có ở một dòng trên; hãy giữ một dòng"),
    "quotes": later("dấu ngoặc kép không khép; hãy xem lại dấu ngoặc kép của dòng"),
    "encoding": later("bảng không ở dạng UTF-8; hãy lưu lại thành “CSV UTF-8”"),
    "empty": later("bảng trống; dòng đầu phải nêu tên các cột"),
    "column": later("không có cột nào tên như vậy; hãy dùng tên cột trong bảng mẫu"),
    "column_twice": later("cột này có hai lần; hãy giữ một cột"),
    "no_file": later("thiếu cột “tệp”, là cột nêu tên tệp của từng tài liệu"),
    "cells": later("nhiều ô hơn số cột; ô có dấu phẩy phải đặt trong ngoặc kép"),
    "nameless": later("ô tên tệp còn trống"),
}


def field(name: str) -> str:
    """A field of a card as the label of a form names it.

    >>> field("number"), field("isbn")
    ('Số, ký hiệu', 'ISBN')
    """
    return _(FIELDS[name])


def inside(name: str) -> str:
    """A field of a card, inside a sentence.

    >>> inside("number"), inside("isbn")
    ('số, ký hiệu', 'ISBN')
    """
    words = field(name)
    return words if words.isupper() else words[0].lower() + words[1:]


def state(upload: Upload) -> str:
    """How a file stands, in a few words."""
    if upload.state is UploadState.READING and upload.at_page:
        page, pages = upload.at_page
        return _("đang đọc trang %(page)s/%(pages)s", page=count(page), pages=count(pages))
    if upload.state is UploadState.RECOGNISING:
        return _n("đang nhận dạng chữ, còn %(n)s trang", upload.waiting)
    if upload.state is UploadState.FAILED:
        return _("lỗi: %(problem)s", problem=problem(upload.problem_kind))
    if upload.state is UploadState.HELD and upload.trashed:
        return _("thư viện đã có, trong thùng rác")
    if upload.state is UploadState.DONE and upload.suggestions:
        return _n("xong, %(n)s chỗ cần xem trên thẻ", upload.suggestions)
    return _(STATES[upload.state])


def problem(kind: str) -> str:
    """Why a file failed and what to do, by the name of the error's class."""
    told = next((told for known, told in TOLD.items() if known.__name__ == kind), TOLD[errors.ExtractionError])
    return f"{_(told.sentence)} {_(told.what_to_do)}"


def tally(counts: Mapping[UploadState, int]) -> str:
    """How many files are in which state, in one line.

    >>> tally({UploadState.DONE: 3, UploadState.FAILED: 1})
    '3 xong · 1 lỗi'
    """
    return " · ".join(
        f"{count(counts[each])} {_(words).partition(',')[0]}" for each, words in STATES.items() if counts.get(each)
    )


def bad_cell(error: errors.BadTable) -> str:
    """What is wrong in a table, and where.

    >>> bad_cell(errors.BadTable("b.csv", "year", "", row=3, column="year", value="20x8"))
    'Dòng 3, cột “năm”: “20x8” không phải năm; hãy viết bốn chữ số, như 2018.'
    """
    where = [_("dòng %(row)s", row=error.row)] if error.row else []
    if error.column and error.row:
        where.append(_("cột “%(column)s”", column=COLUMNS[error.column]))
    elif error.column:  # of a form
        where.append(_("bảng, cột “%(column)s”", column=inside(error.column)))
    elif not error.row:
        where.append(_("bảng"))
    wrong = _(_WRONG[error.why])
    said = f"“{error.value}” {wrong}" if error.value else wrong
    told = f"{', '.join(where)}: {said}."
    return told[0].upper() + told[1:]
