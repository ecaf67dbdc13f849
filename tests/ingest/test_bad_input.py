"""Files that cannot be read: each is one clear line of the report, and the rest is added."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from tests.ingest.running import tracuu

GOOD = "Lý luận gắn với thực tiễn. Học đi đôi với hành.\n"
# Root reads everything; without these two powers it is held to permissions as others are.
ORDINARY = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search") if os.geteuid() == 0 else ()


def bad_files(folder: Path) -> dict[str, str]:
    """Files made in the folder: name → what its line must say."""
    (folder / "empty.txt").write_bytes(b"")
    (folder / "text.pdf").write_text(f"{GOOD}Nhưng đây không phải là PDF.", "utf-8")
    (folder / "truncated.pdf").write_bytes(_pdf(folder)[:400])
    (folder / "locked.pdf").write_bytes(_pdf(folder, encrypt=pdfencrypt.StandardEncryption("secret", canPrint=0)))
    (folder / "pageless.pdf").write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF\n"
    )
    with zipfile.ZipFile(folder / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"\0" * 600_000_000)
    (folder / "gone.pdf").symlink_to(folder / "nowhere.pdf")
    (folder / "loop.pdf").symlink_to(folder / "loop.pdf")
    return {
        "empty.txt": "empty",
        "text.pdf": "no PDF",
        "truncated.pdf": "",
        "locked.pdf": "password",
        "pageless.pdf": "",
        "bomb.docx": "",
        "gone.pdf": "no such file",
        "loop.pdf": "cannot be read",
    }


def _pdf(folder: Path, encrypt: pdfencrypt.StandardEncryption | None = None) -> bytes:
    path = folder / "made.tmp"
    canvas = Canvas(str(path), invariant=1, encrypt=encrypt)
    canvas.drawString(72, 720, "Ly luan gan voi thuc tien.")
    canvas.save()
    made = path.read_bytes()
    path.unlink()
    return made


def test_each_bad_file_is_one_line_and_the_rest_is_added(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    expected = bad_files(folder)
    (folder / "good.txt").write_text(GOOD, "utf-8")
    (folder / "zz-good.md").write_text(f"# Ghi chép\n\n{GOOD}", "utf-8")
    ended = tracuu(tmp_path / "home", "add", str(folder))
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr + ended.stdout
    lines = ended.stdout.splitlines()
    for name, word in expected.items():
        (line,) = [line for line in lines if f"/{name}:" in line]
        assert line.startswith("failed")
        assert word in line
        assert len(line.partition(f"/{name}: ")[2]) > 20, "a reason is a sentence"
    assert sum(line.startswith("added") for line in lines) == 2
    assert f"2 added (2 pages, 2 passages); {len(expected)} failed." in lines[-1]
    found = json.loads(tracuu(tmp_path / "home", "search", "thực tiễn", "--json").stdout)
    assert found["total_documents"] == 2


def test_a_failed_file_is_tried_again(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_text(GOOD, "utf-8")
    home = tmp_path / "home"
    assert [tracuu(home, "add", str(path)).returncode for _ in range(2)] == [1, 1]
    again = tracuu(home, "add", str(path))
    assert "failed" in again.stdout
    assert "held" not in again.stdout


def test_a_folder_without_permission(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    (folder / "closed").mkdir(parents=True)
    (folder / "closed" / "hidden.txt").write_text(GOOD, "utf-8")
    (folder / "open.txt").write_text(GOOD, "utf-8")
    (folder / "shut.txt").write_text(f"{GOOD}!", "utf-8")
    (folder / "closed").chmod(0)
    (folder / "shut.txt").chmod(0)
    ended = tracuu(tmp_path / "home", "add", str(folder), before=ORDINARY)
    (folder / "closed").chmod(0o700)
    assert ended.returncode == 1, ended.stderr
    assert sum("no permission" in line for line in ended.stdout.splitlines()) == 2
    assert sum(line.startswith("added") for line in ended.stdout.splitlines()) == 1


def test_a_file_under_a_wrong_name_and_its_right_one(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a.pdf").write_text(GOOD, "utf-8")
    home = tmp_path / "home"
    assert tracuu(home, "add", str(folder)).returncode == 1
    (folder / "b.txt").write_text(GOOD, "utf-8")
    renamed = tracuu(home, "add", str(folder / "b.txt"))
    assert renamed.returncode == 0, renamed.stdout
    assert renamed.stdout.startswith("added")


def test_a_path_that_does_not_exist(tmp_path: Path) -> None:
    ended = tracuu(tmp_path / "home", "add", str(tmp_path / "nothing"))
    assert ended.returncode == 1
    assert "there is no such file or folder" in ended.stdout


def test_names_with_every_oddity(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for at, name in enumerate(
        [b"xu\nng.txt", "Nghị quyết 🚩.txt".encode(), b"\xff\xfe.txt", b"-rf.txt", b"a'b\"c.txt"]
    ):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(f"{GOOD}{at}", "utf-8")
    os.mkfifo(folder / "pipe.txt")
    home = tmp_path / "home"
    ended = tracuu(home, "add", str(folder), "--json")
    assert ended.returncode == 0, ended.stderr
    report = json.loads(ended.stdout)
    assert (report["added"], report["skipped"], report["failed"]) == (5, 1, 0)
    for each in report["files"]:
        if each["id"]:
            assert tracuu(home, "show", each["id"]).returncode == 0
    shown = tracuu(home, "search", "thực tiễn")
    assert shown.returncode == 0, shown.stderr


def test_the_same_file_under_two_names_is_one_document(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(GOOD, "utf-8")
    home = tmp_path / "home"
    first = tracuu(home, "add", str(folder))
    assert first.returncode == 0
    assert [line.split()[0] for line in first.stdout.splitlines()[:2]] in (["added", "held"], ["held", "added"])
    again = tracuu(home, "add", str(folder))
    assert again.returncode == 0
    assert "0 added" in again.stdout
    assert json.loads(tracuu(home, "search", "lý luận", "--json").stdout)["total_documents"] == 1
