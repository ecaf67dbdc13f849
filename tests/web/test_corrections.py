"""What librarians look at and change: cards, collections, twins, the trash; each change with its line, and undone."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from werkzeug.test import TestResponse

from indexer.library import Library
from indexer.model import Act, Need, Role, Visibility
from indexer.settings import Settings
from search_web import create_app
from tests.accounts.cheap import cheap
from tests.forms import send, token

PASSWORD = "đọc sách mỗi ngày"  # noqa: S105  # of nobody
DESK = "/ban-thu-thu"
LONG = " ".join(f"Câu thứ {number} nói về công tác dân vận ở thôn {number * 7}." for number in range(60))
FILES = {
    "doubtful-name.txt": "Cán bộ phải học tập lý luận.\n",
    "hai.txt": "Bài thứ hai về chuyển đổi số trong nhà trường.\n",
    "bản gốc.txt": LONG,
    "bản chép.txt": LONG + "\n",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder that each test begins with."""
    opened = Library(Settings(home=tmp_path_factory.mktemp("made"), jobs=1))
    cheap(opened.accounts)
    opened.accounts.add("linh", Role.LIBRARIAN, PASSWORD, "test")
    batch = opened.receiving.begin("linh", collection="Gửi thử")
    for name, text in FILES.items():
        opened.receiving.receive(batch, name, io.BytesIO(text.encode()))
    opened.worker().run_once()
    opened.close()
    return opened.settings.home


@pytest.fixture
def library(made: Path, tmp_path: Path) -> Iterator[Library]:
    shutil.copytree(made, tmp_path / "home")
    opened = Library(Settings(home=tmp_path / "home", jobs=1))
    cheap(opened.accounts)
    yield opened
    opened.close()


@pytest.fixture
def client(library: Library) -> FlaskClient:
    made = create_app(library, library.settings).test_client()
    assert send(made, "/dang-nhap", {"ten": "linh", "mat-khau": PASSWORD}).status_code == 303
    return made


def id_of(library: Library, name: str) -> str:
    return next(each.id for each in library.listed() if each.filename == name)


def post(client: FlaskClient, path: str, **data: object) -> TestResponse:
    return client.post(DESK + path, data={**data, "csrf_token": token(client, f"{DESK}/them")})


def acts(library: Library, limit: int) -> list[Act]:
    return [each.act for each in library.audit.deeds(limit=limit)]


def found(library: Library, line: str) -> list[str]:
    """Names of the files that a search finds, once the index has followed."""
    library.worker().run_once()
    return sorted(hit.document.filename for hit in library.search(line).documents if hit.whole)


def test_a_suggestion_is_taken_with_one_answer(client: FlaskClient, library: Library) -> None:
    document = id_of(library, "doubtful-name.txt")
    page = HTMLParser(client.get(f"{DESK}/can-xem?vi=card").text)
    (form,) = [each for each in page.css("form[data-goi-y]") if document in str(each.attributes["action"])][:1]
    fields = {str(each.attributes["name"]): str(each.attributes["value"]) for each in form.css("input")}
    assert client.post(str(form.attributes["action"]), data={**fields, "dung": "1"}).status_code == 303
    assert library.document(document).metadata.title == fields["gia-tri"]
    again = client.post(str(form.attributes["action"]), data={**fields, "dung": "1"}, follow_redirects=True)
    assert "đã được trả lời" in again.text
    assert acts(library, 1) == [Act.SUGGESTION_ACCEPTED]
    assert [each for each in library.evidence(document) if each.standing == "open"] == []


def test_a_card_is_corrected_found_by_it_and_put_back(client: FlaskClient, library: Library) -> None:
    document = id_of(library, "hai.txt")
    before = library.document(document)
    sent = {
        "title": "Học liệu mở ở trường",
        "issued_on": "9/2/2018",
        "authors": "Trần Bình; Lê An",
        "collections": "Chuyên đề; Gửi thử ; Chuyên đề",
        "lan-sua": str(before.revision),
    }
    assert post(client, f"/the/{document}", **sent).status_code == 303
    after = library.document(document)
    assert (after.metadata.title, after.metadata.authors) == ("Học liệu mở ở trường", ("Trần Bình", "Lê An"))
    assert (str(after.metadata.issued_on), after.collections) == ("2018-02-09", ("Chuyên đề", "Gửi thử"))
    assert found(library, '"học liệu mở"') == ["hai.txt"]
    late = post(client, f"/the/{document}", **sent)  # another form, made before that change
    assert late.status_code == 409
    bad = {**sent, "issued_on": "hôm qua", "lan-sua": str(after.revision)}
    answer = post(client, f"/the/{document}", **bad)
    assert answer.status_code == 422
    assert "“hôm qua” không phải ngày tháng" in answer.text
    (version, *_) = library.desk.versions(document)
    assert post(client, f"/the/{document}/hoan-tac", lan=str(version.number)).status_code == 303
    assert library.document(document).metadata == before.metadata
    assert library.document(document).collections == before.collections
    assert found(library, '"học liệu mở"') == []
    assert acts(library, 2) == [Act.CHANGE_UNDONE, Act.CARD_CHANGED]


def test_what_a_librarian_wrote_outlives_another_reading_of_the_file(library: Library) -> None:
    document = id_of(library, "hai.txt")
    library.desk.edit([document], {"title": "Do thủ thư ghi", "kind": ""}, "linh")
    number = library._catalogue.number_of(document)
    library._catalogue.mark([number], library.document(document).status.QUEUED)
    library.worker().run_once()
    assert library.document(document).metadata.title == "Do thủ thư ghi"
    assert library.check() == []


def test_twins_are_merged_and_the_old_address_leads_on(client: FlaskClient, library: Library) -> None:
    kept, other = id_of(library, "bản gốc.txt"), id_of(library, "bản chép.txt")
    assert library.desk.counts()[Need.SAME] == 1
    library.desk.edit([other], {"publisher": "Nhà in Mẫu", "collections": "Riêng"}, "linh")
    assert post(client, f"/can-xem/{kept}/gop", bo=other).status_code == 303
    record = library.document(kept)
    assert (record.metadata.publisher, set(record.collections)) == ("Nhà in Mẫu", {"Gửi thử", "Riêng"})
    assert client.get(f"/tai-lieu/{other}/trang/1?q=dan").location == f"/tai-lieu/{kept}/trang/1?q=dan"
    library.desk.collect([kept], "linh", into="Mật")
    library.visibilities.change("Mật", Visibility.LIBRARIANS, "linh")
    nobody = create_app(library, library.settings).test_client()
    assert nobody.get(f"/tai-lieu/{other}/trang/1").status_code == 404  # nor is it told where it would lead
    assert library.desk.counts()[Need.SAME] == 0
    assert found(library, '"công tác dân vận"') == ["bản gốc.txt"]
    assert post(client, f"/can-xem/{kept}/gop", bo=kept).status_code == 400
    post(client, "/thung-rac", so=other)
    assert found(library, '"công tác dân vận"') == ["bản chép.txt", "bản gốc.txt"]
    assert client.get(f"/tai-lieu/{other}/trang/1").status_code == 200


def test_twins_that_are_none_are_not_shown_again(client: FlaskClient, library: Library) -> None:
    (pair,) = library.desk.to_look(Need.SAME)
    assert post(client, f"/can-xem/{pair.document.id}/da-xem", can="same").status_code == 303
    assert library.desk.counts()[Need.SAME] == 0
    assert acts(library, 1) == [Act.LOOKED_AT]


def test_the_trash_takes_and_gives_back(client: FlaskClient, library: Library) -> None:
    document = id_of(library, "hai.txt")
    assert post(client, f"/the/{document}/bo").status_code == 303
    assert client.get(f"/tai-lieu/{document}/trang/1").status_code == 404
    assert found(library, '"chuyển đổi số"') == []
    assert "hai.txt" in client.get(f"{DESK}/thung-rac").text
    assert post(client, "/thung-rac", so=document).status_code == 303
    assert found(library, '"chuyển đổi số"') == ["hai.txt"]
    assert acts(library, 2) == [Act.RESTORED, Act.TRASHED]
    assert library.check() == []


def test_many_are_changed_together(client: FlaskClient, library: Library) -> None:
    page = HTMLParser(client.get(f"{DESK}/hang-loat?q=dân+vận").text)
    chosen = [str(each.attributes["value"]) for each in page.css("input[name=so]")]
    assert len(chosen) == 2
    changed = post(client, "/hang-loat", so=chosen, vao="Dân vận", ra="Gửi thử", kind="Báo cáo")
    assert changed.status_code == 303
    for each in chosen:
        record = library.document(each)
        assert (record.collections, record.metadata.kind) == (("Dân vận",), "Báo cáo")
    library.worker().run_once()
    assert library.search("dân vận").facets["collection"] == {"Dân vận": 2}
    assert "Báo cáo" in library.desk.known("kind")
    wrong = post(client, "/hang-loat", so=chosen, year="20x8").headers["Location"]
    assert "“20x8” không phải năm" in client.get(wrong).text
    assert {library.document(each).metadata.year for each in chosen} == {None}


def test_changes_by_forged_forms_or_of_nothing_are_refused(client: FlaskClient, library: Library) -> None:
    document = id_of(library, "hai.txt")
    assert client.post(f"{DESK}/the/{document}/bo").status_code == 400
    assert post(client, "/the/000000000/bo").status_code == 404
    assert post(client, f"/the/{document}/hoan-tac", lan="999999").status_code == 404
    assert library.document(document)
