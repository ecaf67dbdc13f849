"""A library with documents that are not for everybody, and the same library without them."""

from __future__ import annotations

import shutil
from pathlib import Path

from indexer.library import Library
from indexer.model import Outcome, Role, Visibility
from indexer.settings import Settings
from tests.accounts.cheap import cheap
from tests.around.shelf import TEXTS

PASSWORD = "đọc sách mỗi ngày"  # noqa: S105  # of nobody
PEOPLE = {"ban-doc": Role.READER, "thu-thu": Role.LIBRARIAN, "quan-tri": Role.ADMIN}

_DIRECTIVE = """ĐẢNG BỘ TỈNH MẪU
TRƯỜNG CHÍNH TRỊ MẪU
*
Số 21-CT/ĐU

Đầm Sen, ngày 12 tháng 3 năm 2019

CHỈ THỊ
về nền nếp tự học

Thực hiện Chỉ thị số 99-CT/ĐU, ngày 4-5-2018 của Đảng ủy Trường, các lớp lập nhóm tự học và ghi chép chung.
Đảng ủy yêu cầu thư viện mở cửa thêm buổi tối để nhóm tự học có chỗ ngồi.
"""
_OF_STAFF = """ĐẢNG BỘ TỈNH MẪU
TRƯỜNG CHÍNH TRỊ MẪU
*
Số 99-CT/ĐU

Đầm Sen, ngày 4 tháng 5 năm 2018

CHỈ THỊ
về việc chuẩn bị nhân sự

Đồng chí Kiều Oanh Vũ chủ trì tổ thẩm tra hồ sơ nhân sự. Hồ sơ thẩm tra chỉ lưu ở ngăn tủ sắt số bảy.
Căn cứ Chỉ thị số 21-CT/ĐU, ngày 12-3-2019 và Quyết định số 77-QĐ/ĐU, ngày 1-2-2017 của Đảng ủy Trường.
"""
_ANSWERS = """Hỏi – đáp nội bộ về thẩm tra hồ sơ

Câu 1. Ai giữ chìa khóa ngăn tủ sắt?
Trả lời: Đồng chí Kiều Oanh Vũ giữ chìa khóa ngăn tủ sắt và giao lại cho văn thư vào chiều thứ sáu.

Câu 2. Nhóm tự học họp ở đâu?
Trả lời: Nhóm tự học họp ở phòng đọc nhỏ của thư viện, mỗi tuần một buổi.
"""
PUBLIC = TEXTS | {"chi-thi-21.txt": _DIRECTIVE}
SECRET = {
    "chi-thi-99.txt": _OF_STAFF,
    "hoi-dap.txt": _ANSWERS,
    "tu-hoc-ban-mat.txt": TEXTS["tu-hoc.txt"].replace("phòng đọc nhỏ", "ngăn tủ sắt"),
}
FOR_CLASS = {"de-thi.txt": "Đề kiểm tra lớp học. Nêu quan niệm khoanh vùng giá trị thặng dư và công tác dân vận.\n"}
SECRETS, CLASS, OPEN = "Nội bộ", "Lớp học", "Sách mở"


def made(root: Path) -> Library:
    """The library: most documents for everybody, one for those who are signed in, and some for librarians."""
    library = Library(Settings(home=root / "home", jobs=1))
    library.visibilities.change(SECRETS, Visibility.LIBRARIANS, "test")
    library.visibilities.change(CLASS, Visibility.SIGNED_IN, "test")
    for name, texts, collections in (
        ("mo", PUBLIC, (OPEN,)),
        ("kin", SECRET, (OPEN, SECRETS)),  # the most hidden counts
        ("lop", FOR_CLASS, (CLASS,)),
    ):
        folder = root / name
        folder.mkdir()
        for file, text in texts.items():
            (folder / file).write_text(text, "utf-8")
        for collection in collections:
            reports = library.add([folder], collection=collection)
            assert all(each.outcome is not Outcome.FAILED for each in reports), reports
    for who, role in PEOPLE.items():
        cheap(library.accounts).add(who, role, PASSWORD, "test")
    return library


def without(root: Path, hidden: dict[str, str]) -> Library:
    """The library of `root`, from which these documents are gone, and whose index was made anew."""
    shutil.copytree(root / "home", root / "without")
    library = Library(Settings(home=root / "without", jobs=1))
    cheap(library.accounts)
    for name in hidden:
        library.remove(id_of(library, name))
    library.reindex()
    for collection in (SECRETS, CLASS):
        library.visibilities.change(collection, Visibility.PUBLIC, "test")
    return library


def id_of(library: Library, name: str) -> str:
    """The id of the document of a file of this name."""
    return next(each.id for each in library.listed(99) if each.filename == name)
