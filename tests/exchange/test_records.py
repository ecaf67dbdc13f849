"""Cards written as records of others, and read back: nothing that a record can hold is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pymarc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import WrongUse
from indexer.exchange import dublin, marc
from indexer.model import Document, Metadata
from tests.exchange.works import WORKS, card_of

_ADDRESS = "http://localhost/tai-lieu/000000001"


@pytest.mark.parametrize("form", ["mrc", "xml"])
@pytest.mark.parametrize("document", WORKS.values(), ids=WORKS)
def test_a_marc_record_holds_the_whole_card(tmp_path: Path, document: Document, form: str) -> None:
    file = tmp_path / f"records.{form}"
    write, read = (marc.as_marc, marc.read_marc) if form == "mrc" else (marc.as_marcxml, marc.read_marcxml)
    file.write_bytes(b"".join(write([marc.record_of(document, _ADDRESS)])))
    [record] = read(file)
    assert marc.document_id_of(record) == document.id
    assert card_of(marc.values_of(record)) == document.metadata


@pytest.mark.parametrize("document", WORKS.values(), ids=WORKS)
def test_dublin_core_holds_the_whole_card(tmp_path: Path, document: Document) -> None:
    (tmp_path / "records.xml").write_bytes(b"".join(dublin.as_xml([dublin.dublin_core(document, _ADDRESS)])))
    [pairs] = dublin.read_xml(tmp_path / "records.xml")
    assert dublin.document_id_of(pairs) == document.id
    assert card_of(dublin.values_of(pairs)) == document.metadata


def test_a_marc_record_keeps_the_forms_of_its_fields() -> None:
    record = marc.record_of(WORKS["paper"], _ADDRESS)
    assert [each.tag for each in record.fields] == sorted(each.tag for each in record.fields)
    assert len(record["008"].data or "") == 40
    assert (record["008"].data or "")[35:38] == "vie"
    assert record["100"].get_subfields("a", "e") == ["Nguyễn Văn Mẫu", "chủ biên"]
    assert [each["a"] for each in record.get_fields("700")] == ["C.Mác", "Trần Thị Thử"]
    assert record["773"]["g"] == "tập 12, số 5, tr.45-48"
    assert record["024"]["2"] == "doi"
    assert marc.record_of(WORKS["directive"])["110"]["a"] == "Ban Thường vụ Đảng ủy"


def test_a_record_of_another_library_is_understood(tmp_path: Path) -> None:
    """Inverted names, signs of ISBD, field 260."""
    record = pymarc.Record(force_utf8=True)
    field, parts = pymarc.Field, pymarc.Subfield
    for tag, ends, held in (
        ("100", "1 ", {"a": "Nguyễn, Văn Mẫu,", "e": "chủ biên."}),
        ("245", "10", {"a": "Kinh tế chính trị :", "b": "giáo trình /", "c": "Nguyễn Văn Mẫu."}),
        ("260", "  ", {"a": "Hà Nội :", "b": "Nxb. Mẫu,", "c": "c2019."}),
        ("020", "  ", {"a": "9786040000002 (bìa mềm)"}),
        ("650", " 4", {"a": "Kinh tế"}),
    ):
        record.add_field(  # type: ignore[no-untyped-call]
            field(tag, pymarc.Indicators(*ends), [parts(code, value) for code, value in held.items()])
        )
    (tmp_path / "a.mrc").write_bytes(record.as_marc())
    [read] = marc.read_marc(tmp_path / "a.mrc")
    assert marc.document_id_of(read) is None
    assert card_of(marc.values_of(read)) == Metadata(
        title="Kinh tế chính trị: giáo trình",
        authors=("Nguyễn Văn Mẫu (chủ biên)",),
        place="Hà Nội",
        publisher="Nxb. Mẫu",
        year=2019,
        isbn="9786040000002",
        keywords=("Kinh tế",),
    )


@given(title=st.text(min_size=1), abstract=st.text(), number=st.text())
def test_whatever_a_card_says_can_be_written_and_read(title: str, abstract: str, number: str) -> None:
    document = replace(WORKS["bare"], metadata=Metadata(title=title, abstract=abstract, number=number))
    [record] = pymarc.MARCReader(b"".join(marc.as_marc([marc.record_of(document)])))
    assert record is not None
    told = " ".join(dublin.clean(title).split())
    assert marc.values_of(record).get("title", "") == told
    assert b"<records>" in b"".join(dublin.as_xml([dublin.dublin_core(document)]))


@pytest.mark.parametrize(
    "bytes_", [b"", b"\x00" * 50, b"12345nam", b"<collection><!DOCTYPE x>", b"<collection><record>"]
)
@pytest.mark.parametrize("read", [marc.read_marc, marc.read_marcxml, dublin.read_xml])
def test_a_file_of_no_records_is_refused_or_empty(tmp_path: Path, read: type, bytes_: bytes) -> None:
    (tmp_path / "a").write_bytes(bytes_)
    try:
        found = list(read(tmp_path / "a"))
    except WrongUse:
        found = []
    assert found == []


def test_entities_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("kín", "utf-8")
    file = tmp_path / "a.xml"
    file.write_text(
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]><records xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<a:dc xmlns:a="{dublin.NAMESPACE}"><dc:title>&e;</dc:title></a:dc></records>',
        "utf-8",
    )
    assert all("kín" not in value for pairs in dublin.read_xml(file) for _, value in pairs)
    with pytest.raises(WrongUse, match="document type"):
        list(marc.read_marcxml(file))
