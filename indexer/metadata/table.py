"""The librarian's table of metadata: a CSV file, one row for each document, that goes over what was read."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.cards import Value, as_text
from indexer.errors import WrongUse
from indexer.metadata.dates import read_date
from indexer.metadata.numbers import read_number
from indexer.model import Evidence, Source
from indexer.text.language import LANGUAGES, read_language
from indexer.text.normalize import fold, printable

_NAMES = {
    "file": "tệp|tên tệp|tệp tin|tập tin|tên tập tin|tên file|filename",
    "title": "nhan đề|tiêu đề|tên tài liệu|tên văn bản|trích yếu",
    "kind": "loại|thể loại|loại văn bản|loại tài liệu",
    "number": "số|số hiệu|số ký hiệu|số, ký hiệu",
    "issuer": "cơ quan ban hành|đơn vị ban hành",
    "issued_on": "ngày ban hành|ngày|ngày tháng",
    "year": "năm|năm ban hành|năm xuất bản",
    "authors": "tác giả|author",
    "place": "nơi ban hành|nơi xuất bản|địa danh",
    "signer": "người ký",
    "journal": "tạp chí|tên tạp chí",
    "issue": "số tạp chí|kỳ|số báo",
    "abstract": "tóm tắt",
    "keywords": "từ khóa|từ khoá|keyword",
    "volume": "tập|quyển",
    "page_range": "trang|số trang|pages",
    "publisher": "nhà xuất bản|nxb",
    "edition": "lần xuất bản|lần in|tái bản",
    "isbn": "mã isbn|chỉ số isbn",
    "issn": "mã issn|chỉ số issn",
    "doi": "mã doi|chỉ số doi",
    "url": "địa chỉ|đường dẫn|liên kết",
    "language": "ngôn ngữ|tiếng|lang",
    "collection": "bộ sưu tập|sưu tập",
}
COLUMNS = tuple(_NAMES)
_BY_NAME = {fold(name): column for column, names in _NAMES.items() for name in (column, *names.split("|"))}
_FIRST_YEAR, _LAST_YEAR = 1000, 2999
_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Given:
    """One row of the table. An empty cell gives nothing; a date gives its year too, unless the row gives one."""

    row: int  # line of the file, from 1
    evidence: tuple[Evidence, ...] = ()
    collection: str = ""


def read_table(path: Path) -> dict[str, Given]:
    """The rows by the name of their file, as it is written in the table.

    Commas, semicolons or tabs between cells, as in the first line; UTF-8, with or without a byte order mark.
    Raises: WrongUse: names the row, column and value, and what is expected.
    """
    rows = _rows(path)
    first = next(rows, None)
    if first is None:
        raise WrongUse(f"{path} is empty: its first line must name the columns ({', '.join(COLUMNS)})")
    columns = _columns(path, first[1])
    table: dict[str, Given] = {}
    for number, cells in rows:
        name, given = _given(path, number, columns, cells)
        if name in table:
            raise WrongUse(f"{path}, row {number}, column file: {name!r} is already in row {table[name].row}")
        table[name] = given
    return table


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, each with the line it ends on."""
    text = _text(path)
    head = text.lstrip().partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(_DELIMITERS, key=head.count), strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise WrongUse(f"{path}, row {reader.line_num}: {error}: check its quotation marks") from error


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise WrongUse(f"{path} is not UTF-8 (byte {error.start + 1}): save it as CSV UTF-8") from error
    except OSError as error:
        raise WrongUse(f"cannot read the table {path}: {error.strerror or error}") from error


def _columns(path: Path, names: list[str]) -> list[str]:
    columns: list[str] = []
    for name in names:
        key = fold(" ".join(printable(name).replace("_", " ").split()))
        column = _BY_NAME.get(key) or _BY_NAME.get(key.replace(" ", "_"))
        if column is None:
            raise WrongUse(f"{path}, row 1: unknown column {name.strip()!r}: the columns are {', '.join(COLUMNS)}")
        if column in columns:
            raise WrongUse(f"{path}, row 1: column {name.strip()!r} stands twice for {column}: keep one")
        columns.append(column)
    if "file" not in columns:
        raise WrongUse(f"{path}, row 1: there is no column file: it must name each document's file")
    return columns


def _given(path: Path, row: int, columns: list[str], cells: list[str]) -> tuple[str, Given]:
    if any(cell.strip() for cell in cells[len(columns) :]):
        raise WrongUse(
            f"{path}, row {row}: {len(cells)} cells for {len(columns)} columns: put a cell that holds a comma or "
            'semicolon between quotation marks (")'
        )
    texts = {column: printable(cell) for column, cell in zip(columns, cells, strict=False)}
    name, collection = texts.pop("file", ""), texts.pop("collection", "")
    if not name:
        raise WrongUse(f"{path}, row {row}, column file: it is empty: name the document's file")
    values = {column: as_text(_value(f"{path}, row {row}", column, text)) for column, text in texts.items() if text}
    if "issued_on" in values:
        values.setdefault("year", values["issued_on"][:4])
    told = f"{path.name}, row {row}"
    evidence = (Evidence(column, value, Source.TABLE, line=told) for column, value in values.items())
    return name, Given(row, tuple(evidence), collection)


def _value(where: str, column: str, text: str) -> Value:
    if column == "issued_on":
        issued_on = read_date(text)
        if issued_on is None:
            raise WrongUse(f"{where}, column issued_on: {text!r} is no date: write it as 2018-02-09 or 9/2/2018")
        return issued_on
    if column == "year":
        if not re.fullmatch("[0-9]{4}", text) or not _FIRST_YEAR <= int(text) <= _LAST_YEAR:
            raise WrongUse(f"{where}, column year: {text!r} is no year: write four figures, as 2018")
        return int(text)
    if column == "language":
        if not (language := read_language(text)):
            raise WrongUse(f"{where}, column language: {text!r} is not known: write one of {', '.join(LANGUAGES)}")
        return language
    if column in ("authors", "keywords"):
        return tuple(part for each in text.split(";") if (part := each.strip()))
    number = read_number(text) if column == "number" else None
    return number.printed if number is not None else text
