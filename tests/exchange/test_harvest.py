"""The library harvested by OAI-PMH: by a real harvester from a real server, and argument by argument."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from lxml import etree
from sickle import Sickle  # type: ignore[import-untyped]  # ships no types
from sickle.oaiexceptions import NoRecordsMatch  # type: ignore[import-untyped]
from waitress.server import create_server

from indexer.library import Library
from indexer.model import Evidence, Source, Visibility
from indexer.numbering import document_id
from search_web import create_app
from search_web.oai import set_of
from tests.exchange.shelf import BEGAN, fill
from tests.ingest.homes import opened

_MANY = 1234
_COLLECTION = "Văn kiện mẫu"
_NAMES = {"oai": "http://www.openarchives.org/OAI/2.0/"}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with opened(tmp_path_factory.mktemp("home")) as library:
        fill(library._catalogue, _MANY, [_COLLECTION])
        yield library


@pytest.fixture(scope="module")
def address(library: Library) -> Iterator[str]:
    """Where the library answers."""
    server: Any = create_server(create_app(library, library.settings), host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}/oai"
    server.close()
    thread.join()


@pytest.fixture
def harvester(address: str) -> Sickle:
    return Sickle(address, timeout=60)


@pytest.fixture
def client(library: Library) -> FlaskClient:
    return create_app(library, library.settings).test_client()


def _stamp(seconds: float) -> str:
    return (BEGAN + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


def test_every_record_is_harvested_once_over_many_answers(harvester: Sickle) -> None:
    records = list(harvester.ListRecords(metadataPrefix="oai_dc"))
    named = [record.header.identifier.rpartition(":")[2] for record in records]
    assert sorted(named) == sorted(document_id(number) for number in range(1, _MANY + 1))
    assert records[0].metadata["title"] == ["Bài viết số 1 & <nước>"]
    assert records[0].metadata["creator"] == ["Nguyễn Văn Mẫu"]
    assert records[0].metadata["language"] == ["vi"]
    assert records[0].metadata["identifier"][0].endswith(f"/tai-lieu/{document_id(1)}")
    assert [each.header.datestamp for each in records] == sorted(each.header.datestamp for each in records)


def test_a_set_is_a_collection_and_a_time_a_part(harvester: Sickle) -> None:
    [shelf] = harvester.ListSets()
    assert (shelf.setSpec, shelf.setName) == (set_of(_COLLECTION), _COLLECTION)
    held = list(harvester.ListIdentifiers(metadataPrefix="oai_dc", set=shelf.setSpec))
    assert len(held) == _MANY // 3
    assert {tuple(each.setSpecs) for each in held} == {(shelf.setSpec,)}
    # 0.3 s apart: 1.2 to 2.7 are of the seconds 1 and 2
    part = {"metadataPrefix": "oai_dc", "from": _stamp(1), "until": _stamp(2)}
    assert len(list(harvester.ListIdentifiers(**part))) == len([n for n in range(1, 20) if 1 <= 0.3 * n < 3])
    with pytest.raises(NoRecordsMatch):
        list(harvester.ListRecords(metadataPrefix="oai_dc", set="none"))


def test_the_provider_says_what_it_is(harvester: Sickle) -> None:
    identify = harvester.Identify()
    assert (identify.protocolVersion, identify.deletedRecord) == ("2.0", "transient")
    assert identify.granularity == "YYYY-MM-DDThh:mm:ssZ"
    assert identify.earliestDatestamp == _stamp(0)
    assert identify.adminEmail == "webmaster@127.0.0.1"
    [form] = harvester.ListMetadataFormats()
    assert form.metadataPrefix == "oai_dc"
    first = next(harvester.ListIdentifiers(metadataPrefix="oai_dc"))
    one = harvester.GetRecord(identifier=first.identifier, metadataPrefix="oai_dc")
    assert one.header.identifier == first.identifier


def test_a_document_in_the_trash_is_told_as_deleted_and_what_changes_meanwhile_comes_again(tmp_path: Path) -> None:
    with opened(tmp_path) as library:
        first, second, *_ = fill(library._catalogue, 250)
        client = create_app(library, library.settings).test_client()
        begun = _asked(client, verb="ListIdentifiers", metadataPrefix="oai_dc")
        library._catalogue.trash(first, trashed=True)
        library._catalogue.cards.correct(second, [Evidence("title", "Đã sửa", Source.TABLE)])
        seen = [*_identifiers(begun)]
        while token := begun.findtext(".//oai:resumptionToken", namespaces=_NAMES):
            begun = _asked(client, verb="ListIdentifiers", resumptionToken=token)
            seen += _identifiers(begun)
        assert len(set(seen)) == 250
        assert len(seen) == 252
        [gone] = begun.xpath(".//oai:header[@status='deleted']/oai:identifier/text()", namespaces=_NAMES)
        assert gone.endswith(document_id(first))
        record = _asked(client, verb="GetRecord", metadataPrefix="oai_dc", identifier=gone)
        assert record.find(".//oai:metadata", _NAMES) is None
        library._catalogue.trash(first, trashed=False)
        assert (
            _asked(client, verb="GetRecord", metadataPrefix="oai_dc", identifier=gone).find(".//oai:metadata", _NAMES)
            is not None
        )


def test_hidden_documents_and_their_collections_are_told_to_nobody(tmp_path: Path) -> None:
    with opened(tmp_path) as library:
        numbers = fill(library._catalogue, 30, ["Nội bộ"])
        library._catalogue.trash(3, trashed=True)  # told as deleted to those who could see it
        library.visibilities.change("Nội bộ", Visibility.LIBRARIANS, by="thủ thư")
        client = create_app(library, library.settings).test_client()
        shown = {document_id(number) for number in numbers if number % 3}
        listed = _identifiers(_asked(client, verb="ListIdentifiers", metadataPrefix="oai_dc"))
        assert {each.rpartition(":")[2] for each in listed} == shown
        for asked in (
            {"verb": "ListSets"},
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": set_of("Nội bộ")},
        ):
            assert _asked(client, **asked).find(".//oai:error", _NAMES) is not None
        for number in (3, 6):
            hidden = f"oai:localhost:{document_id(number)}"
            one = _asked(client, verb="GetRecord", metadataPrefix="oai_dc", identifier=hidden)
            assert one.find(".//oai:error", _NAMES).get("code") == "idDoesNotExist"
        for address in ("/opds/moi", "/sitemap-1.xml"):
            found = client.get(address).text
            assert all((each in found) == (each in shown) for each in map(document_id, numbers)), address


@pytest.mark.parametrize(
    ("code", "query"),
    [
        ("badVerb", ""),
        ("badVerb", "verb=GetMetadata&metadataPrefix=oai_dc&identifier=x"),
        ("badVerb", "verb=%00"),
        ("badArgument", "verb=Identify&verb=Identify"),
        ("badArgument", "verb=Identify&x=%ff%00"),
        ("badArgument", "verb=ListRecords"),
        ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&from=yesterday"),
        ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30"),
        ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&from=2026-03-01&until=2026-03-01T00:00:00Z"),
        ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&from=2026-03-02&until=2026-03-01"),
        ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x"),
        ("badResumptionToken", "verb=ListRecords&resumptionToken=x"),
        ("badResumptionToken", "verb=ListRecords&resumptionToken=cursor%3D" + "9" * 400),
        ("badResumptionToken", "verb=ListRecords&resumptionToken=cursor%3D-1%26metadataPrefix%3Doai_dc%26from_%3Dx"),
        ("badResumptionToken", "verb=ListSets&resumptionToken=x"),
        ("cannotDisseminateFormat", "verb=ListRecords&metadataPrefix=marc"),
        ("cannotDisseminateFormat", "verb=ListRecords&resumptionToken=cursor%3D5"),
        ("noRecordsMatch", "verb=ListRecords&metadataPrefix=oai_dc&from=9999-12-31&until=9999-12-31"),
        ("idDoesNotExist", "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:localhost:000000zzz"),
        ("idDoesNotExist", "verb=GetRecord&metadataPrefix=oai_dc&identifier=../../etc"),
        ("idDoesNotExist", "verb=ListMetadataFormats&identifier=%F0%9F%92%A3"),
    ],
)
def test_a_request_that_cannot_be_answered_is_told_why(client: FlaskClient, code: str, query: str) -> None:
    answer = client.get(f"/oai?{query}")
    assert (answer.status_code, answer.content_type) == (200, "text/xml; charset=utf-8")
    [told] = etree.fromstring(answer.data).iter(f"{{{_NAMES['oai']}}}error")
    assert told.get("code") == code


def test_a_form_is_answered_as_an_address_is(client: FlaskClient) -> None:
    answer = client.post("/oai", data={"verb": "Identify"})
    assert etree.fromstring(answer.data).findtext(".//oai:repositoryName", namespaces=_NAMES) == "Tra Cứu"


def _asked(client: FlaskClient, **arguments: str) -> Any:
    return etree.fromstring(client.get(f"/oai?{urlencode(arguments)}").data)


def _identifiers(answer: Any) -> list[str]:
    return list(answer.xpath(".//oai:identifier/text()", namespaces=_NAMES))
