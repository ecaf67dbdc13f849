"""The librarian's CSV."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from indexer.cards import decided
from indexer.errors import WrongUse
from indexer.metadata.table import COLUMNS, Given, read_table
from indexer.model import Metadata


def over(given: Given, card: Metadata) -> Metadata:
    """The card with what the row gives."""
    return decided(card, (), given.evidence)[0]


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "bang.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_full_row(tmp_path: Path, encoding: str, mark: str) -> None:
    cells = {
        "file": "a.pdf",
        "title": '"Về việc A, B; C"',
        "kind": "Chỉ thị",
        "number": "23 - ct/tw",
        "issuer": "Ban Bí thư",
        "issued_on": "9/2/2018",
        "year": "2018",
        "authors": '"Nguyễn A; Trần B"',
        "place": "Hà Nội",
        "signer": "Lê C",
        "journal": "Tạp chí X",
        "issue": "2/2018",
        "abstract": "Ngắn",
        "keywords": '"một;hai"',
        "volume": "5",
        "page_range": "12-15",
        "publisher": "Nxb. Thử",
        "edition": "Tái bản lần thứ hai",
        "isbn": "978-604-00-0000-2",
        "issn": "1234-5679",
        "doi": "10.12345/thu.1",
        "url": "https://thu.example/bai-1",
        "language": "Tiếng Anh",
        "collection": "Văn kiện",
    }
    assert tuple(cells) == COLUMNS
    path = written(tmp_path, mark.join(cells) + "\r\n" + mark.join(cells.values()) + "\r\n", encoding)
    given = read_table(path)["a.pdf"]
    assert given.collection == "Văn kiện"
    card = over(given, Metadata(title="cũ"))
    assert card == Metadata(
        title="Về việc A, B; C",
        kind="Chỉ thị",
        number="23-CT/TW",
        issuer="Ban Bí thư",
        issued_on=date(2018, 2, 9),
        year=2018,
        authors=("Nguyễn A", "Trần B"),
        place="Hà Nội",
        signer="Lê C",
        journal="Tạp chí X",
        issue="2/2018",
        abstract="Ngắn",
        keywords=("một", "hai"),
        volume="5",
        page_range="12-15",
        language="en",
        publisher="Nxb. Thử",
        edition="Tái bản lần thứ hai",
        isbn="978-604-00-0000-2",
        issn="1234-5679",
        doi="10.12345/thu.1",
        url="https://thu.example/bai-1",
    )


def test_vietnamese_columns_and_empty_cells(tmp_path: Path) -> None:
    path = written(tmp_path, "Tên tệp,Nhan đề,Tác giả,Ngày ban hành\na.pdf,,Trần B,2020-03-05\n\n,,,\nb.pdf\n")
    table = read_table(path)
    card = Metadata(title="giữ", authors=("Cũ",))
    assert over(table["a.pdf"], card) == Metadata(
        title="giữ", authors=("Trần B",), issued_on=date(2020, 3, 5), year=2020
    )
    assert over(table["b.pdf"], card) == card


def test_a_number_that_is_not_read_stays_as_typed(tmp_path: Path) -> None:
    path = written(tmp_path, "file,number\na.pdf,Không số\n")
    assert over(read_table(path)["a.pdf"], Metadata()).number == "Không số"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ["empty"]),
        ("title\nx\n", ["row 1", "column file"]),
        ("file,colour\na.pdf,red\n", ["row 1", "'colour'", "title"]),
        ("file,title,nhan đề\na,b,c\n", ["row 1", "twice"]),
        ("file,issued_on\na.pdf,31/2/2020\n", ["row 2", "issued_on", "'31/2/2020'", "2018-02-09"]),
        ("file,year\nok.pdf,2018\na.pdf,20x8\n", ["row 3", "year", "'20x8'", "2018"]),
        ("file,year\na.pdf,20188\n", ["row 2", "year"]),
        ("file,title\n,x\n", ["row 2", "column file"]),
        ("file,title\na.pdf,x\na.pdf,y\n", ["row 3", "'a.pdf'", "row 2"]),
        ("file,title\na.pdf,x,y\n", ["row 2", "quotation marks"]),
        ('file,title\na.pdf,"x\n', ["quotation marks"]),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, told: list[str]) -> None:
    with pytest.raises(WrongUse) as caught:
        read_table(written(tmp_path, text))
    assert all(part in str(caught.value) for part in told)


def test_other_encodings_and_missing_files_are_told(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="UTF-8"):
        read_table(written(tmp_path, "file,title\na,Đảng\n", "utf-16"))
    with pytest.raises(WrongUse, match="cannot read"):
        read_table(tmp_path / "none.csv")
