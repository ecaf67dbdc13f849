"""Cards of every kind, as records must carry them."""

from __future__ import annotations

from datetime import date

from indexer.model import Document, Metadata
from tests.cite.works import CONGRESS, held

WORKS: dict[str, Document] = {
    "book": CONGRESS,
    "paper": held(
        "000000002",
        title="Giá trị & <thặng dư>: hôm nay",
        kind="Bài báo khoa học",
        authors=("Nguyễn Văn Mẫu (chủ biên)", "C.Mác", "Trần Thị Thử"),
        journal="Tạp chí Lý luận mẫu",
        volume="12",
        issue="5",
        page_range="45-48",
        issued_on=date(2021, 5, 3),
        year=2021,
        doi="10.1234/mau.5",
        issn="1234-5679",
        abstract="Tóm tắt có dấu chấm cuối.",
        keywords=("giá trị", "dân vận"),
    ),
    "directive": held(
        "000000003",
        title="Chỉ thị về học tập lý luận",
        kind="Chỉ thị",
        number="23-CT/ĐU",
        issuer="Ban Thường vụ Đảng ủy",
        issued_on=date(2018, 2, 9),
        year=2018,
        place="Bình An",
        signer="Lê Thị Ký",
    ),
    "foreign": held(
        "000000004",
        title="The commodity",
        authors=("Adam Model",),
        issuer="Viện Mẫu",
        publisher="Model Press",
        place="London",
        year=1999,
        edition="2nd ed.",
        isbn="978-604-00-0000-2",
        url="https://mau.example/bai-1",
        language="en",
    ),
    "bare": held("000000005", title="Chỉ có tên"),
}


def card_of(values: dict[str, str]) -> Metadata:
    """The card that values of a record make."""
    from indexer.cards import with_value

    card = Metadata()
    for name, value in values.items():
        card = with_value(card, name, value)
    return card
