"""What each command prints, and the status it ends with. Those that start no workers are called in this process."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from indexer.cli import main
from tests.ingest.homes import BROKEN, TEXTS, files, found, id_of
from tests.ingest.running import TRACUU, environment, tracuu

FIRST, SECOND, _ = TEXTS
COMMANDS = ("add", "search", "show", "remove", "restore-document", "reindex", "check", "serve")


def call(home: Path, *words: str, **variables: str) -> Result:
    names = {name: None for name in os.environ if name.startswith("TRACUU_")}
    return CliRunner().invoke(main, ["--home", str(home), *words], env={**names, **variables})


def refused(result: Result, status: int) -> str:
    """The one line of an error."""
    assert result.exit_code == status, result.output
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("tracuu: ")
    return line


def test_search_names_the_document_its_place_and_the_words_found(home: Path) -> None:
    result = call(home, "search", "dân vận")
    assert result.exit_code == 0
    assert result.stdout.startswith("1 document, 1 passage holds the line")
    assert f"[{id_of(home, FIRST)}]" in result.stdout
    assert "part 1: Công tác [dân vận] bắt đầu" in result.stdout
    assert "\x1b" not in result.stdout + result.stderr


def test_search_answers_in_json(home: Path) -> None:
    result = call(home, "search", "cán bộ", "--json", "--limit", "1", "--offset", "1", "--sort", "title")
    answer = json.loads(result.stdout)
    assert set(answer) >= {"query", "interpreted", "did_you_mean", "took_ms", "total_documents", "facets", "documents"}
    assert (answer["total_documents"], len(answer["documents"]), answer["offset"]) == (2, 1, 1)
    assert set(answer["documents"][0]) >= {"id", "title", "kind", "number", "issuer", "authors", "year", "passages"}


def test_search_finds_nothing_and_all_is_well(home: Path) -> None:
    result = call(home, "search", "zzz")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("0 documents")


@pytest.mark.parametrize("given", ["kind", "kind=", "shelf=3"])
def test_a_wrong_filter_is_refused(home: Path, given: str) -> None:
    assert "write FIELD=VALUE" in refused(call(home, "search", "dân", "--filter", given), 2)


def test_a_line_of_bytes_that_are_no_text_is_searched_all_the_same(home: Path) -> None:
    ended = tracuu(home, "search", os.fsdecode(b"d\xffn"))
    assert (ended.returncode, ended.stderr) == (0, "")


def test_show_prints_the_card(home: Path) -> None:
    document = id_of(home, SECOND)
    lines = call(home, "show", document).stdout.splitlines()
    assert f"id           {document}" in lines
    assert "title        Kinh tế tri thức" in lines
    assert json.loads(call(home, "show", document, "--json").stdout)["filename"] == SECOND


def test_show_prints_a_page(home: Path) -> None:
    document = id_of(home, SECOND)
    lines = call(home, "show", document, "--page", "1").stdout.splitlines()
    assert lines[0] == "Kinh tế tri thức, page 1 of the file"
    assert "Kinh tế tri thức ở địa phương cần cán bộ có học vấn." in lines
    assert json.loads(call(home, "show", document, "--page", "1", "--json").stdout)["page"] == 1
    for page in ("0", "2", "-1"):
        assert f"has no page {page}: its pages are 1 to 1" in refused(call(home, "show", document, "--page", page), 2)


def test_show_says_why_a_document_failed(home: Path) -> None:
    lines = call(home, "show", id_of(home, BROKEN)).stdout.splitlines()
    assert any(line.startswith("problem ") and "damaged" in line for line in lines)


@pytest.mark.parametrize("command", ["show", "remove", "restore-document"])
@pytest.mark.parametrize("document", ["000000000", "no-such", "../../etc"])
def test_an_unknown_id_is_refused(home: Path, command: str, document: str) -> None:
    assert f"no document {document!r}" in refused(call(home, command, document), 2)


def test_remove_and_restore_document_say_what_they_did(home: Path) -> None:
    document = id_of(home, FIRST)
    result = call(home, "remove", document)
    assert result.stdout.splitlines()[1] == f"bring it back with: tracuu restore-document {document}"
    assert found(home) == [SECOND]
    assert "trash        yes" in call(home, "show", document).stdout
    assert refused(call(home, "show", document, "--page", "1"), 2)
    result = call(home, "restore-document", document)
    assert result.stdout.startswith(f"back in the library: {document}  ")
    assert found(home) == [FIRST, SECOND]


def test_a_failed_document_is_removed_by_the_name_of_its_file(home: Path) -> None:
    assert call(home, "remove", id_of(home, BROKEN)).stdout.splitlines()[0].endswith(f"  {BROKEN}")


def test_reindex_tells_how_to_use_the_new_index(home: Path) -> None:
    result = call(home, "reindex", "--engine", "whoosh")
    assert result.stdout.splitlines()[-1] == f'to use it, set engine = "whoosh" in {home.resolve() / "tracuu.toml"}'
    assert "3 documents in a new whoosh index" in result.stdout
    assert "run `tracuu reindex`" in refused(call(home, "search", "dân"), 3)
    (home / "tracuu.toml").write_text('engine = "whoosh"\n', "utf-8")
    assert call(home, "search", "dân").exit_code == 0
    assert "to use it" not in call(home, "reindex").stdout


def test_check_says_all_is_well_or_what_is_not(home: Path) -> None:
    assert call(home, "check").stdout == "all well: catalogue, originals and index agree\n"
    for path in (home / "originals").glob("*/*"):
        path.unlink()
    result = call(home, "check")
    assert result.exit_code == 1
    assert sum(line.startswith("wrong ") for line in result.stdout.splitlines()) == 4
    findings = json.loads(call(home, "check", "--json").stdout)["findings"]
    assert [each["repaired"] for each in findings] == [False] * 4


def test_an_unusable_library_ends_with_three(home: Path) -> None:
    shutil.rmtree(home / "index")
    assert "is gone: run `tracuu reindex`" in refused(call(home, "search", "dân"), 3)
    (home / "catalogue.db").write_bytes(b"garbage" * 999)
    assert "restore it from a backup" in refused(call(home, "search", "dân"), 3)


def test_wrong_settings_end_with_two(home: Path) -> None:
    assert "setting port is 'x'" in refused(call(home, "search", "dân", TRACUU_PORT="x"), 2)
    assert "choose one of" in refused(call(home, "search", "dân", TRACUU_ENGINE="lucene"), 2)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (None, "cannot read the table"),
        (b"title\nA\n", "there is no column file"),
        (b"file,shelf\na.txt,3\n", "row 1: 'shelf': unknown column"),
        (b"file,year\na.txt,soon\n", "row 2, column year: 'soon': it is no year"),
        (b"file\n\xff\n", "is not UTF-8"),
        (b"", "is empty"),
    ],
)
def test_a_wrong_table_is_refused_before_anything_is_added(tmp_path: Path, table: bytes | None, said: str) -> None:
    path = tmp_path / "table.csv"
    if table is not None:
        path.write_bytes(table)
    folder = files(tmp_path / "files")
    assert said in refused(call(tmp_path / "home", "add", str(folder), "--metadata", str(path)), 2)
    assert found(tmp_path / "home") == []


def test_the_origin_of_an_error_is_shown_when_asked(home: Path) -> None:
    ended = tracuu(home, "--traceback", "show", "no-such")
    assert ended.returncode != 0
    assert "Traceback" in ended.stderr
    assert "DocumentNotFound" in ended.stderr
    assert "Traceback" not in tracuu(home, "show", "no-such").stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    result = CliRunner().invoke(main, [command, "--help"])
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage:")
    assert command in CliRunner().invoke(main, ["--help"]).stdout


def test_wrong_words_end_with_two(home: Path) -> None:
    for words in ([], ["fly"], ["add"], ["search"], ["search", "dân", "--limit", "0"], ["reindex", "--engine", "x"]):
        assert call(home, *words).exit_code == 2


def test_add_prints_a_line_for_each_file_and_no_colours(home: Path, tmp_path: Path) -> None:
    folder = files(tmp_path / "files")
    (folder / "new.txt").write_text("Văn bản mới.\n", "utf-8")
    (folder / "picture.xyz").write_bytes(b"x")
    ended = tracuu(home, "add", str(folder))
    assert ended.returncode == 1
    assert ended.stderr == ""
    assert "\x1b" not in ended.stdout
    lines = ended.stdout.splitlines()
    assert sorted(line.split()[0] for line in lines[:-1]) == ["added", "failed", "held", "held", "held"]
    assert lines[-1].startswith("1 added (1 page, 1 passage); 3 held already; 1 failed; 1 other files passed over.")


def test_add_reports_in_json(home: Path) -> None:
    ended = tracuu(home, "add", str(home.parent / "files"), "--json")
    report = json.loads(ended.stdout)
    assert (ended.returncode, ended.stderr) == (1, "")
    assert {name: report[name] for name in ("added", "duplicate", "failed", "skipped")} == {
        "added": 0,
        "duplicate": 3,
        "failed": 1,
        "skipped": 0,
    }
    names = {"path", "outcome", "id", "pages", "passages", "waiting", "reason", "repairs", "suggestions", "likenesses"}
    assert all(set(each) == names for each in report["files"])


def test_an_interrupted_import_ends_without_a_traceback_and_goes_on_later(tmp_path: Path) -> None:
    folder = files(tmp_path / "files")
    for number in range(6):
        (folder / f"{number}.txt").write_text(f"Cán bộ số {number} học tập và làm theo.\n", "utf-8")
    home = tmp_path / "home"
    command = [*TRACUU, "--home", str(home), "add", str(folder), "--jobs", "1"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=_unbuffered(), start_new_session=True
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers too
        said = process.stderr.read()
        assert process.wait(20) in (1, 130)
    assert "Traceback" not in said
    assert tracuu(home, "add", str(folder)).returncode == 1
    assert len(found(home, "cán bộ")) == 8
    assert call(home, "check").exit_code == 0


def _unbuffered() -> dict[str, str]:
    return {**environment(), "PYTHONUNBUFFERED": "1"}


def test_a_port_in_use_is_said_in_one_line(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ended = tracuu(home, "serve", "--port", port)
    assert ended.returncode == 2
    assert ended.stderr.startswith(f"tracuu: cannot listen on 127.0.0.1:{port} (Address already in use)")
    assert len(ended.stderr.splitlines()) == 1


def zipped(path: Path) -> str:
    """The text of all parts of a workbook."""
    with ZipFile(path) as parts:
        return "".join(parts.read(name).decode() for name in parts.namelist())


@pytest.mark.parametrize("name", ["all.csv", "all.xlsx", "all.json", "all.ris", "all.mrc"])
def test_all_documents_of_a_result_go_into_a_file(name: str, home: Path) -> None:
    path = home.parent / name
    ended = tracuu(home, "search", "cán bộ", "--export", str(path))
    assert (ended.returncode, ended.stdout) == (0, f"2 documents in {path}\n")
    text = path.read_text("utf-8") if name != "all.xlsx" else zipped(path)
    assert set(re.findall("Kinh tế tri thức|[Dd]ân vận", text)) >= {"Kinh tế tri thức"}
    wrong = tracuu(home, "search", "cán bộ", "--export", str(path.with_suffix(".pdf")))
    assert (wrong.returncode, "csv, xlsx, json, ris, mrc" in wrong.stderr) == (2, True)
    assert not path.with_suffix(".pdf").exists()
