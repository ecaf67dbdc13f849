"""Text files in the encodings of three decades, told apart by the syllables that they make."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.errors import DamagedFile
from indexer.extract.decode import decoded
from indexer.extract.repairing import repairing
from indexer.text.legacy.tables import TCVN3, TCVN_CAPITALS, VISCII
from tests.extract.reading import read, texts
from tests.text.old_letters import LETTERS, tcvn3, vni

_LINES = (
    "Chương trình hành động của Đảng bộ Trường Chính trị Mẫu",
    "Mỗi giảng viên phải giữ gìn kỷ luật, nghiên cứu sâu lý luận và tổng kết thực tiễn ở cơ sở.",
    "Số 05-NQ/ĐU, ngày 12 tháng 3 năm 1998: “học đi đôi với hành”.",
)
_TEXT = "\n".join(_LINES)


def _by(table: dict[str, str], text: str) -> bytes:
    typed = {letter: sign for sign, letter in table.items()}
    return "".join(typed.get(letter, letter) for letter in text).encode("latin-1")


_PLAIN = _TEXT.replace("“", '"').replace("”", '"')
_ENCODED = {
    "TCVN3": tcvn3(_TEXT).encode("cp1252"),
    "VNI": vni(_TEXT).encode("cp1252"),
    "VISCII": _by(VISCII, _PLAIN),
    "TCVN 5712": _by(TCVN3 | TCVN_CAPITALS, f"{_PLAIN}\nẢNH HƯỞNG"),
}


@pytest.mark.parametrize("name", _ENCODED)
def test_an_old_encoding_is_known_by_its_syllables(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(_ENCODED[name])
    found = read(path)
    expected = {"TCVN3": _TEXT, "VNI": _TEXT, "VISCII": _PLAIN, "TCVN 5712": f"{_PLAIN}\nẢNH HƯỞNG"}[name]
    assert texts(found) == expected.split("\n")
    assert [(each.page, each.what, each.where) for each in found.repairs] == [(None, f"{name} → Unicode", "file")]


def test_windows_1258_with_its_combining_marks() -> None:
    raw = "Chương tri\u0300nh ha\u0300nh đô\u0323ng cu\u0309a Đa\u0309ng bô\u0323 Trươ\u0300ng".encode("cp1258")
    assert decoded(raw) == "Chương trình hành động của Đảng bộ Trường"


@pytest.mark.parametrize("letter", [*LETTERS, *LETTERS.upper()])
@pytest.mark.parametrize("name", ["VISCII", "TCVN 5712", "Windows-1258"])
def test_every_letter_in_every_encoding(name: str, letter: str) -> None:
    around = _PLAIN.upper() if letter.isupper() else _PLAIN
    text = f"{around}\n{'B' if letter.isupper() else 'b'}{letter}"
    if name == "Windows-1258":
        raw = unicodedata.normalize("NFC", text).translate(_APART).encode("cp1258")
    else:
        raw = _by(VISCII if name == "VISCII" else TCVN3 | TCVN_CAPITALS, text)
    assert decoded(raw) == text


def _apart(letter: str) -> str:
    """The letter with its tone as a mark after it."""
    tones = [mark for mark in unicodedata.normalize("NFD", letter) if mark in "\u0300\u0301\u0303\u0309\u0323"]
    rest = "".join(mark for mark in unicodedata.normalize("NFD", letter) if mark not in tones)
    return unicodedata.normalize("NFC", rest) + "".join(tones)


_APART = {ord(letter): _apart(letter) for letter in [*LETTERS, *LETTERS.upper()]}


def test_old_letters_that_were_saved_as_unicode(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\n".join(map(tcvn3, _LINES)), "utf-8")
    found = read(path)
    assert texts(found) == list(_LINES)
    assert [each.what for each in found.repairs] == ["TCVN3 → Unicode"]


def test_a_lost_horn_is_found_again(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        tcvn3("Người cán bộ được đào tạo như trước, tư tưởng vững vàng; đường lối đúng").replace("\xad", "")
    )
    found = read(path)
    assert texts(found) == ["Người cán bộ được đào tạo như trước, tư tưởng vững vàng; đường lối đúng"]
    assert [each.what for each in found.repairs] == ["TCVN3 → Unicode", "lost ư → ư"]


def test_typographic_signs_alone_are_western() -> None:
    assert decoded(b"He said \x93yes\x94 \x96 and left; see \xa73.") == "He said “yes” – and left; see §3."


@pytest.mark.parametrize(
    "raw",
    [
        "Les années passées à Genève où l'été déjà".encode("latin-1"),
        "Über die Größe der Grüße".encode("latin-1"),
        "Đường lối đổi mới".encode()[:-1] + b"\xff" + "Đường lối đổi mới".encode(),
    ],
)
def test_what_is_in_no_encoding_is_refused(raw: bytes) -> None:
    with repairing() as repairer, pytest.raises(DamagedFile, match="UTF-8"):
        decoded(raw)
    assert repairer.repairs == ()


@pytest.mark.parametrize("encoding", ["windows-1252", "iso-8859-1", "x-user-defined", "utf-8", ""])
@pytest.mark.parametrize("spelled", [tcvn3, vni])
def test_pages_for_old_fonts(encoding: str, spelled: Callable[[str], str], tmp_path: Path) -> None:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}">' if encoding else ""
    title, text = spelled("Nâng cao chất lượng sinh hoạt chi bộ"), spelled(" ".join(_LINES) * 5)
    page = (
        f"<html><head>{head}<title>{title}</title></head><body><h1>{title}</h1><p><font>{text}</font></p></body></html>"
    )
    path = tmp_path / "a.html"
    path.write_bytes(page.encode("utf-8" if encoding == "utf-8" else "cp1252"))
    found = read(path)
    assert texts(found) == ["Nâng cao chất lượng sinh hoạt chi bộ", " ".join(_LINES) * 5]
    assert found.properties.title == "Nâng cao chất lượng sinh hoạt chi bộ"


def test_entities_of_old_letters(tmp_path: Path) -> None:
    """Only the parser knows the letters, and the soft hyphen, which was ư, is gone by then."""
    text = "".join(f"&#{ord(letter)};" if letter > "\x7f" else letter for letter in tcvn3(_LINES[1]))
    path = tmp_path / "a.html"
    path.write_text(f"<html><body><h1>A</h1><p>{text}</p></body></html>", "ascii")
    found = read(path)
    assert texts(found)[1] == _LINES[1]
    assert {each.what for each in found.repairs} >= {"TCVN3 → Unicode"}
