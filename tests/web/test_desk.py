"""The librarian's desk: what is sent, and what becomes of it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode
from werkzeug.test import TestResponse

from indexer.library import Library
from indexer.model import Act, Role
from indexer.settings import Settings
from search_web import create_app
from tests.accounts.cheap import cheap
from tests.forms import send, token

PASSWORD = "đọc sách mỗi ngày"  # noqa: S105  # of nobody
DESK = "/ban-thu-thu"
TEXT = "Cán bộ phải học tập lý luận và gần dân. Bài số {}.\n"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    opened = Library(Settings(home=tmp_path_factory.mktemp("home"), jobs=1, upload_megabytes=2))
    cheap(opened.accounts)
    opened.accounts.add("linh", Role.LIBRARIAN, PASSWORD, "test")
    opened.accounts.add("an", Role.READER, PASSWORD, "test")
    yield opened
    opened.close()


@pytest.fixture
def client(library: Library) -> FlaskClient:
    return signed_in(library, "linh")


def signed_in(library: Library, name: str) -> FlaskClient:
    library.accounts.tries.forget()
    made = create_app(library, library.settings).test_client()
    assert send(made, "/dang-nhap", {"ten": name, "mat-khau": PASSWORD}).status_code == 303
    return made


def parsed(client: FlaskClient, path: str, status: int = 200) -> HTMLParser:
    answer = client.get(path)
    assert answer.status_code == status, path
    return HTMLParser(answer.text)


def said(node: LexborNode | HTMLParser, selector: str) -> str:
    """The words of the first node that is selected."""
    return node.css(selector)[0].text(strip=True)


def put(client: FlaskClient, address: str, name: str, body: bytes) -> TestResponse:
    """One file, as the script sends it."""
    given = {"X-CSRFToken": token(client, f"{DESK}/them"), "Content-Type": "application/octet-stream"}
    return client.post(address, query_string={"ten": name}, data=body, headers=given)


def begun(client: FlaskClient, **fields: object) -> dict[str, str]:
    data = {"csrf_token": token(client, f"{DESK}/them"), **fields}
    answer = client.post(f"{DESK}/lan-gui", data=data)
    assert answer.status_code == 200, answer.text
    return answer.get_json()  # type: ignore[no-any-return]  # two addresses


def test_the_desk_is_for_librarians(library: Library) -> None:
    nobody = create_app(library, library.settings).test_client()
    reader = signed_in(library, "an")
    for path in ("/", "/them", "/bang-mau.csv"):
        assert nobody.get(DESK + path).status_code == 401
        assert reader.get(DESK + path).status_code == 403
    assert [each for each in parsed(reader, "/").css("footer a") if each.text() == "Bàn thủ thư"] == []


def test_files_sent_by_the_plain_form_can_be_found_and_failures_say_what_to_do(
    client: FlaskClient, library: Library
) -> None:
    data = {
        "csrf_token": token(client, f"{DESK}/them"),
        "bo-suu-tap": "Gửi thử",
        "tep": [
            (io.BytesIO(TEXT.format(1).encode()), "một.txt"),
            (io.BytesIO(b"%PDF-1.7\nnothing"), "hỏng.pdf"),
            (io.BytesIO(b"MZ\x90\0" + bytes(range(256)) * 9), "<b>chạy.exe"),
        ],
    }
    answer = client.post(f"{DESK}/them", data=data)
    assert answer.status_code == 303
    assert "đang chờ" in client.get(answer.location).text
    library.worker().run_once()
    rows = parsed(client, answer.location).css("#cac-tep li")
    assert [said(row, ".what") for row in rows][1:] == ["hỏng.pdf", "<b>chạy.exe"]
    assert said(rows[0], ".how").startswith("xong, 2 chỗ cần xem")
    assert said(rows[1], ".how").startswith("lỗi: Tệp bị hỏng. Hãy mở tệp")
    assert "Hãy lưu thành PDF hoặc DOCX" in said(rows[2], ".how")
    link = rows[0].css("a")[0].attributes["href"] or ""
    assert client.get(link, follow_redirects=True).status_code == 200
    assert parsed(client, "/tim?q=can+bo+hoc+tap").css_first(".hits h2 a") is not None
    acts = [(each.act, each.about) for each in library.audit.deeds(limit=3)]
    assert acts == [(Act.FILE_REFUSED, "<b>chạy.exe"), (Act.FILE_SENT, "hỏng.pdf"), (Act.FILE_SENT, "một.txt")]


def test_a_script_sends_file_after_file_and_asks_how_they_stand(client: FlaskClient, library: Library) -> None:
    table = (io.BytesIO("tệp,nhan đề\nhai.txt,Bài thứ hai\n".encode()), "bảng.csv")
    addresses = begun(client, bang=table)
    sent = put(client, addresses["gui"], "Kho/hai.txt", TEXT.format(2).encode()).get_json()
    assert (sent["ten"], sent["trang_thai"]) == ("Kho/hai.txt", "queued")
    assert put(client, addresses["gui"], "Kho/.DS_Store", b"\0").get_json() == {"so": None}
    assert put(client, addresses["gui"], "lớn.txt", b"a" * 2_000_001).get_json()["trang_thai"] == "failed"
    assert put(client, addresses["gui"], "quá lớn.txt", b"a" * 4_000_000).status_code == 413
    state = client.get(f"{addresses['xem']}.json").get_json()
    assert (state["dang_lam"], state["tom_tat"]) == (True, "1 đang chờ · 1 lỗi")
    library.worker().run_once()
    state = client.get(f"{addresses['xem']}.json").get_json()
    assert [each["loi_noi"].partition(":")[0] for each in state["tep"]] == ["xong", "lỗi"]
    assert (state["dang_lam"], state["tep"][0]["nhan_de"]) == (False, "Bài thứ hai")


def test_only_whoever_opened_a_batch_sends_into_it_and_no_form_goes_without_a_token(
    client: FlaskClient, library: Library
) -> None:
    foreign = library.receiving.begin("ai đó")
    assert put(client, f"{DESK}/lan-gui/{foreign}/tep", "a.txt", b"abc").status_code == 403
    assert client.post(f"{DESK}/lan-gui/{foreign}/tep?ten=a.txt", data=b"abc").status_code == 400
    assert client.post(f"{DESK}/lan-gui/{foreign}/huy").status_code == 400
    assert client.get(f"{DESK}/lan-gui/khong-co").status_code == 404


def test_what_waits_is_cancelled_and_what_failed_tried_again(client: FlaskClient, library: Library) -> None:
    addresses = begun(client)
    for name, body in (("ba.txt", TEXT.format(3).encode()), ("hỏng nữa.pdf", b"%PDF-1.7\nnothing else")):
        put(client, addresses["gui"], name, body)
    first = client.get(f"{addresses['xem']}.json").get_json()["tep"][0]["so"]
    secret = {"csrf_token": token(client, f"{DESK}/them")}
    assert client.post(f"{addresses['xem']}/huy", data={**secret, "so": str(first)}).status_code == 303
    library.worker().run_once()
    assert client.get(f"{addresses['xem']}.json").get_json()["tom_tat"] == "1 lỗi · 1 đã hủy"
    assert client.post(f"{addresses['xem']}/thu-lai", data=secret).status_code == 303
    assert client.get(f"{addresses['xem']}.json").get_json()["tom_tat"] == "1 đang chờ · 1 đã hủy"
    library.worker().run_once()
    home = parsed(client, f"{DESK}/")
    assert "hỏng nữa.pdf" in said(home, "section[aria-labelledby=loi]")


def test_a_table_is_tried_and_every_bad_cell_is_named(client: FlaskClient) -> None:
    table = "tệp,năm,ngày\na.pdf,20x8,9/2/2018\nb.pdf,2018,hôm qua\n,2018,\nb.pdf,2018,\n"
    data = {"csrf_token": token(client, f"{DESK}/them"), "bang": (io.BytesIO(table.encode()), "bảng.csv")}
    answer = client.post(f"{DESK}/thu-bang", data=data)
    assert answer.status_code == 422
    told = answer.get_json()["sai"]
    assert [each.partition(":")[0] for each in told] == [
        "Dòng 2, cột “năm”",
        "Dòng 3, cột “ngày ban hành”",
        "Dòng 4, cột “tệp”",
    ]
    file = (io.BytesIO(b"abc"), "a.txt")
    data = {"csrf_token": token(client, f"{DESK}/them"), "tep": file, "bang": (io.BytesIO(table.encode()), "bảng.csv")}
    answer = client.post(f"{DESK}/them", data=data)
    assert answer.status_code == 422
    assert len(HTMLParser(answer.text).css("#sai li")) == 3


def test_the_template_of_the_table_can_be_used_as_it_is(client: FlaskClient, tmp_path: Path) -> None:
    from indexer.metadata.table import COLUMNS, read_table

    saved = tmp_path / "mau.csv"
    saved.write_bytes(client.get(f"{DESK}/bang-mau.csv").data)
    assert list(read_table(saved)) == ["vi-du.pdf"]
    assert len(saved.read_text("utf-8-sig").splitlines()[0].split(",")) >= len(COLUMNS)


def test_the_desk_speaks_english_and_leaves_what_is_on_cards_as_it_is(client: FlaskClient, library: Library) -> None:
    addresses = begun(client)
    put(client, addresses["gui"], "bốn.txt", TEXT.format(4).encode())
    library.worker().run_once()
    client.set_cookie("ngon-ngu", "en")
    waiting = parsed(client, f"{DESK}/can-xem")
    assert said(waiting, "h1").startswith("To be looked at")
    assert all(each.attributes["lang"] == "vi" for each in waiting.css(".work h2 a, .ask strong, .ask blockquote"))
    link = waiting.css(".work .quiet a")[0].attributes["href"] or ""
    card = parsed(client, link)
    labels = [each.text().split(" (")[0] for each in card.css("main label")]
    assert {"Title", "Issuing body", "Collections"} <= set(labels)
    assert all(each.attributes["lang"] == "vi" for each in card.css("main [id^=o-]"))
    values = {name: "" for each in card.css("main [name]") if (name := each.attributes["name"])}
    values |= {each.attributes["name"] or "": each.attributes["value"] or "" for each in card.css("main input[value]")}
    wrong = client.post(
        card.css("form[aria-label='Edit the card']")[0].attributes["action"] or "", data=values | {"year": "20x8"}
    )
    assert said(HTMLParser(wrong.text), "[role=alert]").startswith("The field “year”: “20x8” is no year")
    for path in ("/hang-loat?q=can+bo", "/thung-rac"):
        page = parsed(client, DESK + path)
        assert said(page, "h1") in ("Change many", "Trash")
        assert all(each.attributes["lang"] == "vi" for each in page.css(".files .what"))
