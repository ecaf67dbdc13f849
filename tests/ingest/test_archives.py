"""ZIP archives: every document in them is added as itself, and none of them reaches beyond the library."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from indexer.extract import archive as parts_of_archives
from indexer.extract.unpack import Member, members
from indexer.model import FileReport, Outcome
from tests.ingest.homes import found, opened

TEXT = "Công tác dân vận bắt đầu từ việc lắng nghe nhân dân. Cán bộ phải gần dân. "


def packed(held: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return stream.getvalue()


def written(path: Path, held: Mapping[str, bytes | str]) -> Path:
    path.write_bytes(packed(held))
    return path


def added(home: Path, *paths: Path, **settings: object) -> dict[str, FileReport]:
    with opened(home, **settings) as library:
        return {report.path.name: report for report in library.add(paths)}


def unpacked(path: Path, tmp_path: Path, megabytes: int = 100) -> list[Member]:
    return list(members(path, tmp_path / "room", megabytes))


def test_each_member_is_a_document_with_a_line_of_its_own(tmp_path: Path) -> None:
    inner = packed({"hai.txt": f"Hai. {TEXT}"})
    path = written(
        tmp_path / "kho.zip",
        {
            "một.txt": f"Một. {TEXT}",
            "thư mục/": b"",
            "thư mục/trong.zip": inner,
            "thư mục/hỏng.pdf": b"%PDF-1.7 nothing",
            "ảnh.xyz": b"no document",
            "__MACOSX/một.txt": b"aside",
            "lại.txt": f"Một. {TEXT}",
        },
    )
    home = tmp_path / "home"
    reports = added(home, path)
    outcomes = {name: report.outcome for name, report in reports.items()}
    assert outcomes == {
        "kho.zip › một.txt": Outcome.ADDED,
        "trong.zip › hai.txt": Outcome.ADDED,
        "hỏng.pdf": Outcome.FAILED,
        "kho.zip › ảnh.xyz": Outcome.SKIPPED,
        "kho.zip › lại.txt": Outcome.DUPLICATE,
    }
    assert str(reports["trong.zip › hai.txt"].path).endswith("kho.zip › thư mục/trong.zip › hai.txt")
    assert found(home, "dân vận") == ["kho.zip › một.txt", "kho.zip › thư mục/trong.zip › hai.txt"]
    assert [each.name for each in (home / "originals").glob("arriving-*")] == []


def test_archives_in_folders_are_opened_and_adding_again_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    written(tmp_path / "folder" / "kho.zip", {"a.txt": f"A. {TEXT}", "b.txt": f"B. {TEXT}"})
    home = tmp_path / "home"
    assert {each.outcome for each in added(home, tmp_path / "folder").values()} == {Outcome.ADDED}
    again = added(home, tmp_path / "folder")
    assert {each.outcome for each in again.values()} == {Outcome.DUPLICATE}
    assert len(found(home, "dân vận")) == 2


def test_a_table_names_members_by_their_own_name(tmp_path: Path) -> None:
    path = written(tmp_path / "kho.zip", {"2018/ghi chep.txt": TEXT})
    (tmp_path / "table.csv").write_text("file,title\nghi chep.txt,Ghi chép dân vận\n", "utf-8")
    with opened(tmp_path / "home") as library:
        [report] = library.add([path], metadata=tmp_path / "table.csv")
        assert library.document(str(report.document_id)).metadata.title == "Ghi chép dân vận"


def test_no_member_is_written_where_it_claims(tmp_path: Path) -> None:
    names = ["../../out.txt", "/etc/out.txt", "C:\\out.txt", "a/../../out.txt"]
    path = written(tmp_path / "slip.zip", {name: f"{name} {TEXT}" for name in names})
    home = tmp_path / "deep" / "home"
    reports = added(home, path)
    assert {each.outcome for each in reports.values()} == {Outcome.ADDED}
    assert not list(tmp_path.rglob("out.txt"))
    assert not Path("/etc/out.txt").exists()


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Chỉ thị.txt".encode(), "Chỉ thị.txt"),  # UTF-8 without the flag
        (b"Ch\xed d\xe2n.txt", "Chí dân.txt"),  # Windows-1258
        (b"chi thi.txt", "chi thi.txt"),
    ],
)
def test_names_without_the_flag_of_unicode(tmp_path: Path, raw: bytes, name: str) -> None:
    made = packed({"x" * len(raw): TEXT})
    (tmp_path / "kho.zip").write_bytes(made.replace(b"x" * len(raw), raw))
    assert [each.name for each in unpacked(tmp_path / "kho.zip", tmp_path)] == [name]


def test_bombs_passwords_and_depths_are_named_and_the_rest_is_added(tmp_path: Path) -> None:
    nested: bytes | str = f"Sâu. {TEXT}"
    for depth in range(5):
        nested = packed({f"{depth}.zip" if depth else "trong.txt": nested})
    path = written(
        tmp_path / "kho.zip",
        {"bom.txt": b"0" * 50_000_000, "sâu.zip": nested, "khóa.txt": f"Khóa. {TEXT}", "tốt.txt": f"Tốt. {TEXT}"},
    )
    locked = path.read_bytes().replace("khóa.txt".encode(), b"khoaa.txt")
    archive = zipfile.ZipFile(io.BytesIO(locked))
    place = next(each for each in archive.infolist() if each.filename == "khoaa.txt")
    data = bytearray(locked)
    data[place.header_offset + 6] |= 1
    central = data.rfind(b"khoaa.txt") - 46
    data[central + 8] |= 1
    path.write_bytes(bytes(data))
    problems = {each.name.rpartition(" › ")[2]: each.problem for each in unpacked(path, tmp_path)}
    assert list(problems) == ["bom.txt", "3.zip", "khoaa.txt", "tốt.txt"]
    assert "made to fill the machine" in problems["bom.txt"]
    assert "3 deep" in problems["3.zip"]
    assert "password" in problems["khoaa.txt"]
    assert problems["tốt.txt"] == ""


def test_an_archive_unpacks_to_so_much_and_no_more(tmp_path: Path) -> None:
    noise = "".join(chr(0x4E00 + at % 20_000) for at in range(500_000))
    path = written(tmp_path / "kho.zip", {"a.txt": noise, "b.txt": noise + "b", "c.txt": TEXT})
    problems = [each.problem for each in unpacked(path, tmp_path, megabytes=2)]
    assert problems[0] == problems[2] == ""
    assert "archive_megabytes" in problems[1]


def test_what_belongs_to_a_saved_page_is_no_document(tmp_path: Path) -> None:
    page = f"<html><body><h1>Bài</h1><p>{TEXT * 3}</p></body></html>"
    (tmp_path / "web" / "Bài_files").mkdir(parents=True)
    (tmp_path / "web" / "Bài.html").write_text(page, "utf-8")
    (tmp_path / "web" / "Bài_files" / "khung.html").write_text(page.replace("Bài", "Khung"), "utf-8")
    (tmp_path / "web" / "Lẻ_files").mkdir()
    (tmp_path / "web" / "Lẻ_files" / "b.html").write_text(page.replace("Bài", "Lẻ"), "utf-8")
    written(tmp_path / "kho.zip", {"B.htm": page.replace("Bài", "B").encode(), "B.files/k.htm": page.encode()})
    reports = added(tmp_path / "home", tmp_path / "web", tmp_path / "kho.zip")
    assert {name: each.outcome for name, each in reports.items()} == {
        "Bài.html": Outcome.ADDED,
        "Bài_files": Outcome.PART,
        "b.html": Outcome.ADDED,  # no page beside it
        "kho.zip › B.htm": Outcome.ADDED,
        "k.htm": Outcome.SKIPPED,
    }
    assert "saved page Bài.html" in reports["Bài_files"].reason


def test_damaged_and_empty_archives_are_one_line(tmp_path: Path) -> None:
    whole = packed({"a.txt": f"A. {TEXT}" * 50, "b.txt": f"B. {TEXT}" * 50}, zipfile.ZIP_STORED)
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])
    at = whole.index(b"A. ")
    (tmp_path / "bent.zip").write_bytes(whole[:at] + b"XXXX" + whole[at + 4 :])
    written(tmp_path / "none.zip", {"ảnh.xyz": b"no document"})
    home = tmp_path / "home"
    reports = added(home, tmp_path / "cut.zip", tmp_path / "bent.zip", tmp_path / "none.zip")
    assert "damaged" in reports["cut.zip"].reason
    assert "cannot be unpacked" in reports["bent.zip › a.txt"].reason
    assert reports["bent.zip › b.txt"].outcome is Outcome.ADDED
    assert "holds no document" in reports["none.zip"].reason


def test_a_list_of_files_that_would_fill_the_memory_is_not_read(tmp_path: Path) -> None:
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 60_000, 60_000, 2_000_000_000, 0, 0)
    (tmp_path / "kho.zip").write_bytes(packed({"a.txt": TEXT})[:-22] + end)
    assert "2000 MB" in parts_of_archives.too_many_parts(tmp_path / "kho.zip")
    [only] = unpacked(tmp_path / "kho.zip", tmp_path)
    assert "2000 MB" in only.problem
    assert parts_of_archives.too_many_parts(written(tmp_path / "good.zip", {"a.txt": TEXT})) == ""


def test_what_a_killed_import_left_is_dropped(tmp_path: Path) -> None:
    home = tmp_path / "home"
    added(home, written(tmp_path / "kho.zip", {"a.txt": TEXT}))
    left = home / "originals" / "arriving-left"
    left.write_bytes(b"half")
    added(home, written(tmp_path / "kho.zip", {"b.txt": f"B. {TEXT}"}))
    assert not left.exists()
