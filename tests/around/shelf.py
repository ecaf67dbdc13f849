"""A small library of our own, with years, to look around in."""

from __future__ import annotations

from pathlib import Path

from indexer.library import Library
from indexer.model import Outcome
from indexer.settings import Settings

_SELF_STUDY = """Tự học là gốc của mọi sự học. Người học lý luận chính trị phải tự đọc, tự ghi chép và tự liên hệ với thực tiễn.
Nhóm tự học của lớp gặp nhau mỗi tuần một buổi ở thư viện. Mỗi người đọc trước một chương giáo trình, ghi lại ba câu hỏi,
rồi cùng nhau tìm câu trả lời trong tác phẩm kinh điển. Giảng viên chỉ góp ý khi cả nhóm đã cãi nhau xong.
Thư viện dành cho nhóm tự học một phòng đọc nhỏ, có tủ sách kinh điển và một bảng viết. Cuối tháng, mỗi nhóm nộp một bản ghi
chép chung. Bản ghi chép hay được đọc trước lớp, bản còn sơ sài được trả lại để viết thêm.
"""
TEXTS = {
    "van-dong.txt": """Công tác dân vận bắt đầu từ việc lắng nghe. Cán bộ phải gần dân, hiểu dân và học dân. Lấy dân làm gốc.
Muốn vận động nhân dân hiến đất làm đường, cán bộ dân vận phải đến từng nhà, nghe bà con nói trước rồi mới nói.
Tổ dân vận của thôn có năm người, người nào cũng là con em trong thôn. Họ làm dân vận bằng việc làm, không bằng loa.
""",
    "to-dan-van.txt": """Kinh nghiệm của một tổ dân vận. Tổ dân vận họp với bà con sau vụ gặt, khi ai cũng rảnh tay.
Cán bộ dân vận ghi lại ý kiến của từng nhà và trả lời từng ý kiến ở buổi họp sau. Bà con tin vì lời hứa nào cũng được làm.
Vận động nhân dân là việc lâu dài: năm đầu chỉ ba nhà hiến đất, năm sau cả thôn cùng làm đường.
""",
    "thang-du.txt": """Giá trị thặng dư là phần giá trị mới do sức lao động tạo ra ngoài giá trị của chính nó. Nhà tư bản chiếm
phần ấy mà không trả công. Muốn tăng giá trị thặng dư, nhà tư bản kéo dài ngày lao động hoặc nâng cao năng suất lao động.
Sức lao động là hàng hóa đặc biệt. Lý luận giá trị thặng dư cho thấy nguồn gốc của lợi nhuận, và lý luận ấy vẫn còn mới.
""",
    "tu-hoc.txt": _SELF_STUDY,
    "tu-hoc-in-lai.txt": _SELF_STUDY.replace("mỗi tuần một buổi", "hai tuần một buổi"),
    "nhom-doc.txt": """Nhóm đọc sách của thư viện. Nhóm đọc tác phẩm kinh điển mỗi tháng một chương, ghi chép vào sổ chung của nhóm.
Thủ thư chuẩn bị phòng đọc và chọn tủ sách kinh điển. Ai chưa đọc thì ngồi nghe. Bản ghi chép của nhóm được giữ ở thư viện.
""",
}
_YEARS = {
    "van-dong.txt": 2015,
    "to-dan-van.txt": 2018,
    "thang-du.txt": 2018,
    "tu-hoc.txt": 2020,
    "tu-hoc-in-lai.txt": 2021,
    "nhom-doc.txt": 2020,
}


def made(root: Path) -> Library:
    """A library that holds the texts."""
    files = root / "files"
    files.mkdir()
    for name, text in TEXTS.items():
        (files / name).write_text(text, "utf-8")
    table = root / "table.csv"
    rows = [f"{name},{name.removesuffix('.txt')},{year}" for name, year in _YEARS.items()]
    table.write_text("\n".join(["file,title,year", *rows]), "utf-8")
    library = Library(Settings(home=root / "home", jobs=1))
    reports = library.add([files], metadata=table)
    assert [each.outcome for each in reports] == [Outcome.ADDED] * len(TEXTS), reports
    return library


def id_of(library: Library, name: str) -> str:
    """The id of the document of this title."""
    return next(
        hit.document.id for hit in library.search("", limit=99).documents if hit.document.metadata.title == name
    )
