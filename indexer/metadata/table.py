"""The librarian's table of metadata: a CSV file, one row for each document, that goes over what was read."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.cards import Value, as_text
from indexer.errors import BadTable, WrongUse
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
_EXPECTED = {
    "issued_on": "it is no date: write it as 2018-02-09 or 9/2/2018",
    "year": "it is no year: write four figures, as 2018",
    "language": f"it is not known: write one of {', '.join(LANGUAGES)}",
}


@dataclass(frozen=True, slots=True)
class Given:
    """One row of the table. An empty cell gives nothing; a date gives its year too, unless the row gives one."""

    row: int  # line of the file, from 1
    evidence: tuple[Evidence, ...] = ()
    collection: str = ""


def read_table(path: Path) -> dict[str, Given]:
    """The rows by the name of their file, as it is written in the table.

    Commas, semicolons or tabs between cells, as in the first line; UTF-8, with or without a byte order mark.
    Raises: BadTable: names the row, column and value, and what is expected. WrongUse: the file cannot be read.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise WrongUse(f"cannot read the table {path}: {error.strerror or error}") from error
    table, wrong = parse_table(raw, str(path))
    if wrong:
        raise wrong[0]
    return table


def parse_table(raw: bytes, name: str) -> tuple[dict[str, Given], list[BadTable]]:
    """The rows by the name of their file, without those that cannot be used; and all that is wrong, in order.

    Args:
        name: of the table, for messages and as the source of its values.
    """
    table: dict[str, Given] = {}
    wrong: list[BadTable] = []
    try:
        rows = _rows(name, _text(name, raw))
        first = next(rows, None)
        columns = _columns(name, first[1] if first else [])
        for number, cells in rows:
            found, given, problems = _given(name, number, columns, cells)
            if found in table:
                before = f"it is already in row {table[found].row}"
                problems.append(BadTable(name, "twice", before, row=number, column="file", value=found))
            wrong += problems
            if not problems:
                table[found] = given
    except BadTable as error:
        wrong.append(error)
    return table, wrong


def cell(column: str, text: str) -> str:
    """What somebody wrote for a field of a card, as it is kept. Raises: BadTable: it is no value of this field."""
    text = printable(text).strip()
    value = _value(column, text) if text else None
    if text and value is None:
        raise BadTable("form", column, _EXPECTED[column], column=column, value=text)
    return as_text(value)


def _rows(name: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, each with the line it ends on."""
    head = text.lstrip().partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(_DELIMITERS, key=head.count), strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise BadTable(name, "quotes", f"{error}: check its quotation marks", row=reader.line_num) from error


def _text(name: str, raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        where = f"it is not UTF-8 (byte {error.start + 1}): save it as CSV UTF-8"
        raise BadTable(name, "encoding", where) from error


def _columns(name: str, titles: list[str]) -> list[str]:
    if not titles:
        raise BadTable(name, "empty", f"it is empty: it must begin with a line of columns ({', '.join(COLUMNS)})")
    columns: list[str] = []
    for title in titles:
        key = fold(" ".join(printable(title).replace("_", " ").split()))
        column = _BY_NAME.get(key) or _BY_NAME.get(key.replace(" ", "_"))
        if column is None:
            known = f"unknown column: the columns are {', '.join(COLUMNS)}"
            raise BadTable(name, "column", known, row=1, value=title.strip())
        if column in columns:
            twice = f"it stands twice for {column}: keep one"
            raise BadTable(name, "column_twice", twice, row=1, column=column, value=title.strip())
        columns.append(column)
    if "file" not in columns:
        raise BadTable(name, "no_file", "there is no column file: it must name each document's file", row=1)
    return columns


def _given(name: str, row: int, columns: list[str], cells: list[str]) -> tuple[str, Given, list[BadTable]]:
    """The file that a row is of, what it gives, and what of it cannot be used."""
    wrong: list[BadTable] = []
    if any(cell.strip() for cell in cells[len(columns) :]):
        parted = 'put a cell that holds a comma or semicolon between quotation marks (")'
        counted = f"{len(cells)} cells for {len(columns)} columns: {parted}"
        wrong.append(BadTable(name, "cells", counted, row=row))
    texts = {column: printable(cell) for column, cell in zip(columns, cells, strict=False)}
    file, collection = texts.pop("file", ""), texts.pop("collection", "")
    if not file:
        wrong.append(BadTable(name, "nameless", "it is empty: name the document's file", row=row, column="file"))
    values: dict[str, str] = {}
    for column, text in texts.items():
        value = _value(column, text) if text else None
        if value is not None:
            values[column] = as_text(value)
        elif text:
            wrong.append(BadTable(name, column, _EXPECTED[column], row=row, column=column, value=text))
    if "issued_on" in values:
        values.setdefault("year", values["issued_on"][:4])
    told = f"{Path(name).name}, row {row}"
    evidence = (Evidence(column, value, Source.TABLE, line=told) for column, value in values.items())
    return file, Given(row, tuple(evidence), collection), wrong


def _value(column: str, text: str) -> Value:
    """The value of a cell; None if it is none of its column."""
    if column == "issued_on":
        return read_date(text)
    if column == "year":
        is_year = re.fullmatch("[0-9]{4}", text) and _FIRST_YEAR <= int(text) <= _LAST_YEAR
        return int(text) if is_year else None
    if column == "language":
        return read_language(text) or None
    if column in ("authors", "keywords"):
        return tuple(part for each in text.split(";") if (part := each.strip()))
    number = read_number(text) if column == "number" else None
    return number.printed if number is not None else text
