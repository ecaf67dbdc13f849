"""Old Word files, and the programs that read them."""

from __future__ import annotations

import os
import shutil
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from indexer.errors import EncryptedFile, ExtractionError, LimitExceeded
from indexer.extract import extract, programs
from indexer.extract.confine import Limits
from indexer.extract.doc import is_sane
from indexer.extract.sandbox import run_each
from indexer.model import BlockKind
from tests.extract.reading import blocks, running
from tests.extract.sandbox_tasks import read_and_count, run_program
from tests.wanting import needed

_DOC = Path(__file__).parents[2] / "corpus" / "thong-bao-18-tb-du.doc"
_MEANT = "Bản gốc và bản tra cứu phải đi cùng nhau, không tách rời."


def _only(monkeypatch: pytest.MonkeyPatch, folder: Path, *names: str) -> None:
    """No other programs than these are installed."""
    for name in names:
        (folder / name).symlink_to(Path(shutil.which(name) or "").resolve())
    monkeypatch.setenv("PATH", str(folder))


def test_libreoffice_keeps_headings_and_tables() -> None:
    needed("soffice", "libreoffice-writer")
    found = extract(_DOC, _DOC.name)
    assert found.media_type == "application/msword"
    assert _MEANT in running(found)
    kinds = {block.text: (block.kind, block.level) for block in blocks(found)}
    assert kinds["2. Nhiệm vụ trong thời gian tới"] == (BlockKind.HEADING, 5)
    assert kinds["Lập danh mục tài liệu cũ | Các khoa, phòng | 30-10-2019"] == (BlockKind.TABLE, 0)
    assert found.properties.title == "Thông báo kết luận về lưu giữ tài liệu cũ"


def test_libreoffice_works_within_the_limits_of_a_worker(tmp_path: Path) -> None:
    needed("soffice", "libreoffice-writer")
    kept = tmp_path / "0a1b"  # as originals are kept, without an ending
    shutil.copyfile(_DOC, kept)
    limits = Limits(seconds=120, megabytes=512, temp_megabytes=100)
    ((_, found),) = run_each(read_and_count, [(str(kept), "a.doc")], jobs=1, limits=limits, room=tmp_path / "room")
    assert found == len(blocks(extract(_DOC, _DOC.name)))


def test_catdoc_reads_where_libreoffice_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    needed("catdoc", "catdoc")
    _only(monkeypatch, tmp_path, "catdoc")
    found = extract(_DOC, _DOC.name)
    assert found.media_type == "application/msword"
    assert _MEANT in running(found)
    assert found.properties.authors == ("Lê Thị Thảo Nguyên",)


def test_without_a_program_the_package_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _only(monkeypatch, tmp_path)
    with pytest.raises(ExtractionError, match="install the Debian package libreoffice-writer"):
        extract(_DOC, _DOC.name)


def test_a_document_under_a_password(tmp_path: Path) -> None:
    raw = bytearray(_DOC.read_bytes())
    head = raw.index(b"\xec\xa5")  # where a Word 97 document begins
    raw[head + 11] |= 0x01
    path = tmp_path / "a.doc"
    path.write_bytes(raw)
    with pytest.raises(EncryptedFile, match="password"):
        extract(path, path.name)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_document_cut_short_is_one_error(share: float, tmp_path: Path) -> None:
    raw = _DOC.read_bytes()
    path = tmp_path / "a.doc"
    path.write_bytes(raw[: int(share * len(raw))])
    with pytest.raises(ExtractionError) as caught:
        extract(path, path.name)
    assert "\n" not in caught.value.reason


def test_text_that_is_none_is_seen() -> None:
    assert is_sane("Điều 1. Phạm vi điều chỉnh của Luật này")
    assert not is_sane("")
    assert not is_sane("\ufffd\x02\ue000 bjbj \ufffd\ufffd")
    assert not is_sane(". . . 12 | 13 | 14 ; ; ; 15")


def test_a_program_that_takes_too_long_ends_with_all_that_it_started(tmp_path: Path) -> None:
    script = "import subprocess,sys,time; subprocess.Popen(['sleep','83']); print('on',flush=True); time.sleep(60)"
    with pytest.raises(LimitExceeded, match="more than 1 s"):
        programs.run([sys.executable, "-c", script], tmp_path, seconds=1)
    assert (tmp_path / "printed").read_text() == "on\n"
    assert _all_end("sleep", "83")


def test_a_program_ends_with_the_worker_that_started_it(tmp_path: Path) -> None:
    limits, room = Limits(seconds=2, megabytes=512, temp_megabytes=100), tmp_path / "room"
    ((_, outcome),) = run_each(run_program, ["97"], jobs=1, limits=limits, room=room)
    assert isinstance(outcome, LimitExceeded)
    assert _all_end("/bin/sleep", "97")


def test_a_program_writes_no_file_without_end_and_sees_no_network(tmp_path: Path) -> None:
    script = (
        "import resource,os; print(resource.getrlimit(resource.RLIMIT_FSIZE)[0], "
        "sorted(line.split(':')[0].strip() for line in open('/proc/self/net/dev') if ':' in line))"
    )
    status, printed = programs.run([sys.executable, "-c", script], tmp_path, seconds=20)
    limit, _, networks = printed.read_text().partition(" ")
    assert (status, limit) == (0, "500000000")
    if os.geteuid() == 0:
        assert networks.strip() == "['lo']"


def _all_end(*command: str) -> bool:
    """Whether no process of this command runs any more, or soon none does."""
    deadline = time.monotonic() + 20
    while _running(command) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not _running(command)


def _running(command: tuple[str, ...]) -> bool:
    written = b"".join(part.encode() + b"\0" for part in command)
    for process in Path("/proc").iterdir():
        with suppress(OSError):
            if process.name.isdecimal() and (process / "cmdline").read_bytes() == written:
                return True
    return False
