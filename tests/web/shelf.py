"""Documents of a library by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from indexer.model import (
    Block,
    BlockKind,
    Document,
    Metadata,
    Page,
    Status,
)
from tests.web.by_hand import FakeLibrary

P, H, T, F = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.TABLE, BlockKind.FOOTNOTE


def a_document(
    document_id: str,
    card: Metadata,
    *,
    pages: int = 1,
    paged: bool = True,
    filename: str = "tep.pdf",
    media_type: str = "application/pdf",
    collections: tuple[str, ...] = (),
    status: Status = Status.INDEXED,
    changed_at: datetime = datetime(2025, 3, 4, 9, 30, tzinfo=UTC),
) -> Document:
    return Document(
        id=document_id,
        metadata=card,
        filename=filename,
        media_type=media_type,
        sha256="0" * 64,
        size=2_412_345,
        added_at=datetime(2025, 3, 4, 9, 30, tzinfo=UTC),
        changed_at=changed_at,
        status=status,
        problem="",
        pages=pages,
        paged=paged,
        collections=collections,
    )


def a_page(number: int, label: str | None, *blocks: tuple[BlockKind, str] | tuple[BlockKind, str, int]) -> Page:
    return Page(number, label, tuple(Block(each[1], each[0], each[2] if len(each) == 3 else 0) for each in blocks))


def textbook(library: FakeLibrary) -> None:
    """A textbook whose printed numbers run two behind the file's."""
    card = Metadata(
        title="Giáo trình Kinh tế chính trị dùng cho lớp bồi dưỡng lý luận",
        kind="Giáo trình",
        authors=("Nguyễn Thị Minh Hạnh", "Trần Quốc Đạt"),
        year=2021,
        place="Bình An",
        keywords=("giá trị thặng dư", "hàng hóa", "tư bản"),
    )
    pages = (
        a_page(1, None, (H, "Lời nói đầu", 1), (P, "Cuốn sách được biên soạn cho người học lần đầu.")),
        a_page(2, "ii", (P, "Các tác giả cảm ơn bạn đọc đã góp ý cho bản in trước.")),
        a_page(
            3,
            "1",
            (H, "Chương I. Hàng hóa và tiền tệ", 1),
            (H, "1. Hàng hóa", 2),
            (
                P,
                "Hàng hóa là sản phẩm của lao động, thỏa mãn nhu cầu nào đó của con người thông qua trao đổi, mua bán.",
            ),
            (P, "Hai thuộc tính của hàng hóa là giá trị sử dụng và giá trị; cả hai cùng tồn tại trong một hàng hóa."),
        ),
        a_page(
            4,
            "2",
            (H, "Chương II. Giá trị thặng dư", 1),
            (H, "1. Giá trị thặng dư là gì", 2),
            (
                P,
                (
                    "Giá trị thặng dư là phần giá trị mới dôi ra ngoài giá trị sức lao động, do người công nhân làm thuê tạo ra "
                    "và bị nhà tư bản chiếm không. Muốn hiểu phần dôi ra ấy từ đâu mà có, phải phân biệt giá trị của sức lao "
                    "động với giá trị mà việc sử dụng sức lao động tạo ra trong quá trình sản xuất."
                ),
            ),
            (
                P,
                (
                    "Ngày lao động của người công nhân gồm hai phần: thời gian lao động tất yếu, bù lại giá trị sức lao động, "
                    "và thời gian lao động thặng dư, tạo ra giá trị thặng dư cho nhà tư bản."
                ),
            ),
            (T, "Phương pháp | Cách làm | Giới hạn"),
            (T, "Giá trị thặng dư tuyệt đối | Kéo dài ngày lao động | Thể lực, sự phản kháng của công nhân"),
            (T, "Giá trị thặng dư tương đối | Rút ngắn thời gian lao động tất yếu | Trình độ kỹ thuật"),
            (F, "1 Trong giáo trình này, “sức lao động” và “năng lực lao động” được dùng cùng nghĩa."),
        ),
        a_page(
            5,
            "3",
            (H, "2. Tỷ suất giá trị thặng dư", 2),
            (
                P,
                (
                    "Tỷ suất giá trị thặng dư là tỷ lệ phần trăm giữa giá trị thặng dư và tư bản khả biến; nó nói lên mức độ "
                    "bóc lột của nhà tư bản đối với công nhân làm thuê."
                ),
            ),
            (P, "Khối lượng giá trị thặng dư phụ thuộc cả vào tỷ suất ấy và vào tổng tư bản khả biến được sử dụng."),
        ),
        a_page(6, "4", (P, "Câu hỏi ôn tập: vì sao nói sức lao động là hàng hóa đặc biệt?")),
    )
    document = a_document(
        "0textbook", card, pages=6, filename="Giáo trình KTCT (bản in 2021).pdf", collections=("Giáo trình",)
    )
    library.put(document, *pages)


def directive(library: FakeLibrary) -> None:
    card = Metadata(
        title="Chỉ thị về đổi mới, nâng cao chất lượng học tập lý luận chính trị trong Đảng bộ",
        kind="Chỉ thị",
        number="23-CT/ĐU",
        issuer="Đảng ủy Trường Chính trị tỉnh Bình An",
        issued_on=date(2018, 2, 9),
        signer="Lê Văn Thành",
        place="Bình An",
    )
    text = (
        "Việc học tập lý luận chính trị phải gắn với công việc hằng ngày của từng chi bộ; người dạy nêu vấn đề từ thực "
        "tiễn, người học trả lời bằng việc làm, tránh đọc chép và tránh chạy theo bằng cấp."
    )
    blocks = ((P, text), (P, "Các chi bộ báo cáo kết quả học tập lý luận chính trị trước ngày 15 tháng 12 hằng năm."))
    library.put(
        a_document("0directve", card, pages=2, filename="23-ct-du.pdf", collections=("Văn kiện Đảng bộ",)),
        a_page(1, "1", *blocks),
        a_page(2, None, (P, "Chỉ thị này được phổ biến đến từng đảng viên.")),
    )


def article(library: FakeLibrary, original: Path) -> None:
    card = Metadata(
        title="Vận dụng lý luận giá trị thặng dư khi phân tích doanh nghiệp vừa và nhỏ",
        kind="Bài báo khoa học",
        authors=("Phạm Thu Trang",),
        journal="Tạp chí Nghiên cứu lý luận Bình An",
        issue="số 4",
        year=2019,
    )
    document = a_document(
        "00article",
        card,
        pages=2,
        paged=False,
        filename='bài "báo"\r\n.html',
        media_type="text/html",
        collections=("Bài nghiên cứu",),
    )
    library.put(
        document,
        a_page(
            1, None, (H, "Đặt vấn đề", 1), (P, "Bài viết bàn về phần giá trị thặng dư do đổi mới quản lý mang lại.")
        ),
        a_page(2, None, (P, "Kết luận: nguồn gốc của phần dôi ra vẫn là lao động, kể cả lao động quản lý.")),
        original=original,
    )


def reports(library: FakeLibrary) -> None:
    """Fourteen yearly reports: more than one page of a result, more years than a facet shows."""
    for year in range(2010, 2024):
        card = Metadata(
            title=f"Báo cáo tổng kết công tác giảng dạy lý luận chính trị năm {year}",
            kind="Báo cáo",
            number=f"{year - 2000}-BC/TCT",
            issuer="Trường Chính trị tỉnh Bình An",
            issued_on=date(year, 12, 20),
        )
        text = (
            f"Trong năm {year}, nhà trường mở {year - 1995} lớp lý luận chính trị cho {(year - 1990) * 71} học viên; chất "
            "lượng giảng dạy được người học đánh giá qua phiếu kín sau từng phần học."
        )
        library.put(
            a_document(f"report{year}"[:9] + str(year)[-1], card, collections=("Báo cáo",)),
            a_page(1, "1", (P, text)),
        )
