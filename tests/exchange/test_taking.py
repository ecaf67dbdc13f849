"""Records of other libraries laid on the cards of this one, by the command line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import bagit  # type: ignore[import-untyped]  # ships no types
import pytest
from click.testing import CliRunner

from indexer.cli import main
from indexer.exchange import dublin, marc
from indexer.library import Library
from indexer.model import Document, Metadata
from indexer.settings import Settings
from tests.texts import directive

_PAPER = "Bài viết\n\nThư viện của trường mở cửa mỗi ngày cho người học.\n"
Run = Callable[..., Any]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that is copied for each test."""
    room = tmp_path_factory.mktemp("room")
    files = room / "files"
    files.mkdir()
    (files / "chi-thi.txt").write_text(directive("Thư viện mở cửa cho mọi người học."), "utf-8")
    (files / "bai.txt").write_text(_PAPER, "utf-8")
    table = room / "table.csv"
    table.write_text("file,title,publisher\nbai.txt,Thư viện hôm nay,Nxb. Của người\n", "utf-8")
    library = Library(Settings(home=room / "home", jobs=1))
    library.add([files], metadata=table, collection="Mẫu")
    library.close()
    return room / "home"


@pytest.fixture
def home(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled, tmp_path / "home"))


@pytest.fixture
def run(home: Path) -> Run:
    def called(*arguments: object, status: int = 0) -> Any:
        result = CliRunner().invoke(main, ["--home", str(home), *map(str, arguments)])
        assert result.exit_code == status, result.output
        return result.output

    return called


@pytest.fixture
def opened(home: Path) -> Iterator[Library]:
    library = Library(Settings(home=home, jobs=1))
    yield library
    library.close()


def _named(library: Library, filename: str) -> Document:
    [found] = [each for each in library.listed() if each.filename == filename]
    return found


@pytest.mark.parametrize("name", ["a.csv", "a.mrc", "a.xml", "dc.xml"])
def test_what_is_exported_is_imported_again_and_changes_nothing(run: Run, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    run("export-records", file, *(["--format", "dc"] if name == "dc.xml" else []))
    taken = json.loads(run("import-records", file, "--over", "given", "--json"))
    assert len(taken) == 2
    assert [(each["fields"], each["kept"], each["problem"]) for each in taken] == [([], [], "")] * 2
    assert all(each["id"] for each in taken)


def test_a_record_fills_a_card_and_goes_over_what_a_person_gave_only_when_asked(
    run: Run, opened: Library, tmp_path: Path
) -> None:
    paper = _named(opened, "bai.txt")
    told = Metadata(title="Tên khác", publisher="Nxb. Khác", place="Hà Nội", authors=("Nguyễn Văn Mẫu",))
    _write_marc(tmp_path / "a.mrc", paper, told)
    rehearsed = json.loads(run("import-records", tmp_path / "a.mrc", "--dry-run", "--json"))
    assert opened.document(paper.id).metadata == paper.metadata
    taken = json.loads(run("import-records", tmp_path / "a.mrc", "--json"))
    assert rehearsed == taken
    assert (sorted(taken[0]["fields"]), sorted(taken[0]["kept"])) == (["authors", "place"], ["publisher", "title"])
    card = opened.document(paper.id).metadata
    assert (card.title, card.publisher) == ("Thư viện hôm nay", "Nxb. Của người")
    assert (card.place, card.authors) == ("Hà Nội", ("Nguyễn Văn Mẫu",))
    run("import-records", tmp_path / "a.mrc", "--over", "given")
    card = opened.document(paper.id).metadata
    assert (card.title, card.publisher) == ("Tên khác", "Nxb. Khác")
    assert [hit.document.id for hit in opened.search("Tên khác").documents][:1] == [paper.id]
    [line] = [each.line for each in opened.evidence(paper.id) if each.field == "place"]
    assert line == "a.mrc, record 1"


def test_what_was_read_from_the_file_stays_where_only_empty_fields_are_filled(
    run: Run, opened: Library, tmp_path: Path
) -> None:
    paper = _named(opened, "chi-thi.txt")
    assert paper.metadata.number == "23-CT/ĐU"
    _write_marc(tmp_path / "a.mrc", paper, Metadata(title=paper.metadata.title, number="24-CT/ĐU", signer="Lê Thị Ký"))
    [taken] = json.loads(run("import-records", tmp_path / "a.mrc", "--over", "empty", "--json"))
    assert (taken["fields"], taken["kept"]) == (["signer"], ["number"])
    [taken] = json.loads(run("import-records", tmp_path / "a.mrc", "--json"))
    assert taken["fields"] == ["number"]
    assert opened.document(paper.id).metadata.number == "24-CT/ĐU"


def test_a_record_of_elsewhere_is_known_by_its_number_and_what_is_unknown_is_told(
    run: Run, opened: Library, tmp_path: Path
) -> None:
    pairs = [("title", "Chỉ thị nào đó"), ("identifier", "23-CT/ĐU"), ("subject", "thư viện")]
    unknown = [("title", "Không có ở đây")]
    (tmp_path / "a.xml").write_bytes(b"".join(dublin.as_xml([pairs, unknown])))
    told = run("import-records", tmp_path / "a.xml", "--over", "empty", status=1)
    assert "record 2: no document of the library is surely meant" in told
    assert _named(opened, "chi-thi.txt").metadata.keywords == ("thư viện",)


def test_a_file_of_nothing_known_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"\x89PNG\r\n")
    run("import-records", tmp_path / "a.bin", status=2)
    run("export-records", tmp_path / "a.bin", status=2)


def test_a_bag_holds_originals_text_and_records_and_is_valid(run: Run, opened: Library, tmp_path: Path) -> None:
    run("bag", tmp_path / "bag", "--collection", "Mẫu")
    bag = bagit.Bag(str(tmp_path / "bag"))
    bag.validate()
    paper = _named(opened, "bai.txt")
    assert (tmp_path / "bag" / "data" / paper.id / "bai.txt").read_bytes() == _PAPER.encode()
    assert "mở cửa mỗi ngày" in (tmp_path / "bag" / "data" / paper.id / "text.txt").read_text("utf-8")
    assert len(list(marc.read_marcxml(tmp_path / "bag" / "data" / "marc.xml"))) == 2
    assert len(list(dublin.read_xml(tmp_path / "bag" / "data" / "dublin-core.xml"))) == 2
    run("bag", tmp_path / "bag", status=2)
    run("bag", tmp_path / "one", paper.id)
    assert len(list((tmp_path / "one" / "data").glob("*/text.txt"))) == 1


def _write_marc(path: Path, document: Document, card: Metadata) -> None:
    path.write_bytes(b"".join(marc.as_marc([marc.record_of(replace(document, metadata=card))])))
