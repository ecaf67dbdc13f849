"""Signing in on the web: sessions, roles, tokens of forms, and how often one may try."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from werkzeug.test import TestResponse

from indexer.library import Library
from indexer.model import Act, Role
from indexer.settings import Settings
from search_web import create_app
from search_web.access import needs, who
from tests.accounts.cheap import cheap
from tests.forms import send, token

PASSWORD = "đọc sách mỗi ngày"  # noqa: S105  # of nobody
SIGN_IN = "/dang-nhap"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """With a librarian, and a reader."""
    opened = Library(Settings(home=tmp_path_factory.mktemp("home")))
    cheap(opened.accounts)
    opened.accounts.add("linh", Role.LIBRARIAN, PASSWORD, "test")
    opened.accounts.add("an", Role.READER, PASSWORD, "test")
    yield opened
    opened.close()


Made = Callable[..., Flask]


@pytest.fixture
def make(library: Library) -> Made:
    """An application over the library, with other settings; one view is a librarian's."""
    library.accounts.tries.forget()

    def made(**settings: object) -> Flask:
        app = create_app(library, replace(library.settings, **settings))  # type: ignore[arg-type]  # each of its type
        app.add_url_rule("/viec", "work", needs(Role.LIBRARIAN)(who))
        return app

    return made


def signed_in(client: FlaskClient, name: str = "linh", password: str = PASSWORD, **fields: str) -> FlaskClient:
    assert send(client, SIGN_IN, {"ten": name, "mat-khau": password, **fields}).status_code == 303
    return client


def test_one_signs_in_works_and_signs_out(make: Made, library: Library) -> None:
    client = make().test_client()
    away = client.get("/viec?a=b", headers={"Accept": "text/html"})
    assert away.location == "/dang-nhap?next=/viec?a%3Db"
    page = HTMLParser(client.get(away.location).text)
    (onward,) = page.css("input[name=next]")
    answer = send(client, SIGN_IN, {"ten": "Linh ", "mat-khau": PASSWORD, "next": onward.attributes["value"]})
    assert (answer.status_code, answer.location) == (303, "/viec?a=b")
    assert client.get("/viec").text == "linh"
    home = HTMLParser(client.get("/").text)
    assert [each.text() for each in home.css(".who a, .who button")] == ["Bàn thủ thư", "linh", "Đăng xuất", "English"]
    cookie = client.get_cookie("tracuu")
    assert cookie is not None
    assert send(client, "/dang-xuat", {}, "/").location == "/"
    assert client.get("/viec").status_code == 401
    client.set_cookie("tracuu", cookie.value)  # kept by somebody
    assert client.get("/viec").status_code == 401
    assert [each.act for each in library.audit.deeds(limit=2)] == [Act.SIGNED_OUT, Act.SIGNED_IN]


def test_what_was_wrong_is_not_said(make: Made) -> None:
    client = make().test_client()
    told = {
        send(client, SIGN_IN, {"ten": name, "mat-khau": password}).text.replace(name, "")
        for name, password in (("linh", "sai"), ("ai-do", "sai"))
    }
    texts = {each.text() for page in told for each in HTMLParser(page).css("[role=alert]")}
    assert len(texts) == 1
    assert send(client, SIGN_IN, {"ten": "linh", "mat-khau": "sai"}).status_code == 401


def test_a_role_that_does_not_reach_is_told_so(make: Made) -> None:
    client = signed_in(make().test_client(), "an")
    refused = client.get("/viec")
    assert refused.status_code == 403
    assert "Tài khoản của bạn không được làm việc này" in refused.text


def test_the_eleventh_try_waits_whichever_process_it_reaches(make: Made) -> None:
    clients = [make().test_client() for _ in range(2)]
    for number in range(10):
        assert send(clients[number % 2], SIGN_IN, {"ten": "an", "mat-khau": "sai"}).status_code == 401
    refused = send(clients[0], SIGN_IN, {"ten": "an", "mat-khau": PASSWORD})
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 15 * 60
    elsewhere = clients[1].post(
        SIGN_IN,
        data={"ten": "an", "mat-khau": PASSWORD, "csrf_token": token(clients[1], SIGN_IN)},
        environ_base={"REMOTE_ADDR": "192.0.2.9"},
    )
    assert elsewhere.status_code == 303, "somebody else's tries keep nobody out"


def test_who_signs_in_begins_to_count_anew(make: Made) -> None:
    client = make().test_client()
    for _ in range(3):
        for _ in range(5):
            send(client, SIGN_IN, {"ten": "an", "mat-khau": "sai"})
        signed_in(client, "an")
        send(client, "/dang-xuat", {}, "/")


@pytest.mark.parametrize(
    "path", ["/dang-nhap", "/dang-xuat", "/tai-khoan", "/kiem-tra-trich-dan", "/gio-trich-dan/xuat"]
)
def test_a_form_without_its_token_is_refused(make: Made, path: str) -> None:
    client = signed_in(make().test_client())
    for fields in ({}, {"csrf_token": "IjAi.aaaa.bbbb"}):
        refused = client.post(path, data={"ten": "linh", "mat-khau": PASSWORD, "van-ban": "“a”", **fields})
        assert refused.status_code == 400
        assert "Trang này đã mở quá lâu" in refused.text
    assert client.get("/viec").status_code == 200


def test_every_form_that_is_posted_has_a_token(make: Made) -> None:
    client = signed_in(make().test_client())
    for path in ("/", "/dang-nhap", "/tai-khoan", "/kiem-tra-trich-dan", "/gio-trich-dan", "/cach-tim", "/lich-su"):
        forms = HTMLParser(client.get(path, follow_redirects=True).text).css("form[method=post]")
        assert [form for form in forms if not form.css("input[name=csrf_token]")] == [], path


@pytest.mark.parametrize(
    "onward", ["https://evil.test/", "//evil.test", "/\\evil.test", "javascript:alert(1)", "/a\r\nSet-Cookie: b=c", "x"]
)
def test_one_goes_on_within_the_site_alone(make: Made, onward: str) -> None:
    client = make().test_client()
    answer = send(client, SIGN_IN, {"ten": "linh", "mat-khau": PASSWORD, "next": onward})
    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get(SIGN_IN, query_string={"next": onward}).location == "/"


def test_the_cookie_is_the_servers_alone(make: Made) -> None:
    client = make(https=True).test_client()
    answer = send_secure(client)
    (cookie,) = [each for each in answer.headers.getlist("Set-Cookie") if "tracuu" in each]
    assert cookie.startswith("__Host-tracuu=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}
    assert "Domain" not in cookie
    assert "private" in client.get("/", base_url="https://localhost").headers["Cache-Control"]


def send_secure(client: FlaskClient) -> TestResponse:
    site = {"base_url": "https://localhost", "headers": {"Referer": "https://localhost/dang-nhap"}}
    (form,) = HTMLParser(client.get(SIGN_IN, base_url="https://localhost").text).css("input[name=csrf_token]")
    data = {"ten": "linh", "mat-khau": PASSWORD, "csrf_token": form.attributes["value"]}
    return client.post(SIGN_IN, data=data, **site)


def test_a_forged_session_is_nobodys(make: Made) -> None:
    client = make().test_client()
    for value in ("x", "e30.e30.e30", URLSafeTimedSerializer("guess").dumps({"_user_id": "1"})):
        client.set_cookie("tracuu", value)
        assert client.get("/viec").status_code == 401
        assert client.get("/").status_code == 200


def test_a_session_ends_when_the_account_is_changed(make: Made, library: Library) -> None:
    client = signed_in(make().test_client())
    library.accounts.disable("linh", "test")
    assert client.get("/viec").status_code == 401
    library.accounts.disable("linh", "test", disabled=False)


def test_one_changes_ones_password(make: Made, library: Library) -> None:
    library.accounts.add("bình", Role.READER, PASSWORD, "test")
    client = signed_in(make().test_client(), "bình")
    other = signed_in(make().test_client(), "bình")
    new = "một mật khẩu khác hẳn"
    wrong = {"mat-khau": "sai", "mat-khau-moi": new, "mat-khau-lan-nua": new}
    assert "Mật khẩu hiện nay chưa đúng" in send(client, "/tai-khoan", wrong).text
    assert "không giống nhau" in send(client, "/tai-khoan", {"mat-khau": PASSWORD, "mat-khau-moi": new}).text
    short = {"mat-khau": PASSWORD, "mat-khau-moi": "ngắn", "mat-khau-lan-nua": "ngắn"}
    assert "ít nhất 10 ký tự" in send(client, "/tai-khoan", short).text
    done = send(client, "/tai-khoan", {**wrong, "mat-khau": PASSWORD})
    assert done.status_code == 303
    assert other.get("/tai-khoan").status_code == 401
    signed_in(client, "bình", new)


def test_where_reading_is_closed_those_alone_read_who_sign_in(make: Made) -> None:
    client = make(reading="signed-in").test_client()
    page = {"Accept": "text/html"}
    assert client.get("/", headers=page).location == "/dang-nhap"
    assert client.get("/tim?q=a", headers=page).location == "/dang-nhap?next=/tim?q%3Da"
    told = client.get("/api/v1/search?q=a")
    assert (told.status_code, told.get_json()["error"]["code"]) == (401, "unauthorized")
    assert told.headers["WWW-Authenticate"].startswith("Session ")
    assert client.get("/moi.atom").status_code == 401
    assert client.get("/static/look.css").status_code == 200
    assert client.get("/khong-co", headers=page).status_code == 404
    signed_in(client, "an")
    assert client.get("/tim?q=a", headers=page).status_code == 200
    assert client.get("/api/v1/search?q=a").status_code == 200


def test_where_no_key_can_be_kept_reading_goes_on(library: Library, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    app = create_app(library, Settings(home=tmp_path / "file"))
    assert app.test_client().get("/").status_code == 200
