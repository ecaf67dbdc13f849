"""What admins do on the web."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from indexer.accounts import Wanted
from indexer.library import Library
from indexer.model import Act, Role, Visibility
from indexer.settings import Settings
from search_web import create_app, deeds
from tests.accounts.cheap import cheap
from tests.forms import send

PASSWORD = "đọc sách mỗi ngày"  # noqa: S105  # of nobody
RECORD, ACCOUNTS, COLLECTIONS = "/quan-tri/nhat-ky", "/quan-tri/tai-khoan", "/quan-tri/bo-suu-tap"


@pytest.fixture
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    opened = Library(Settings(home=tmp_path_factory.mktemp("home")))
    cheap(opened.accounts).add("chủ", Role.ADMIN, PASSWORD, "test (command line)")
    yield opened
    opened.close()


@pytest.fixture
def client(library: Library) -> FlaskClient:
    made = create_app(library, library.settings).test_client()
    assert send(made, "/dang-nhap", {"ten": "chủ", "mat-khau": PASSWORD}).status_code == 303
    return made


def lines(client: FlaskClient, **query: str) -> list[list[str]]:
    tree = HTMLParser(client.get(RECORD, query_string=query).text)
    return [[cell.text() for cell in row.css("td")][1:] for row in tree.css("tbody tr")]


def test_every_act_has_a_name() -> None:
    assert set(deeds.ACTS) == set(Act)
    assert set(deeds.AUDIENCES) == set(Visibility)


def test_the_record_is_read_searched_and_taken_away(client: FlaskClient, library: Library) -> None:
    library.audit.write("linh", Act.CARD_CHANGED, "0ab", title='=HYPERLINK("x")')
    assert lines(client) == [
        ["linh", "sửa thẻ", "0ab", 'title: =HYPERLINK("x")'],
        ["chủ", "đăng nhập", "chủ", "địa chỉ: 127.0.0.1"],
        ["test (dòng lệnh)", "mở tài khoản", "chủ", "vai trò: Người quản trị"],
    ]
    assert [each[1] for each in lines(client, viec="card-changed")] == ["sửa thẻ"]
    assert [each[1] for each in lines(client, q="127.0")] == ["đăng nhập"]
    assert [each[0] for each in lines(client, ai="linh")] == ["linh"]
    assert lines(client, den="2020-01-01") == []
    assert len(lines(client, tu="2020-01-01", den="rác", viec="rác")) == 3
    table = client.get(f"{RECORD}.csv?ai=linh")
    assert table.headers["Content-Disposition"].startswith("attachment")
    assert table.text.splitlines()[1].endswith(',linh,sửa thẻ,0ab,"title: =HYPERLINK(""x"")"')


def test_a_long_record_is_turned_over(client: FlaskClient, library: Library) -> None:
    for number in range(120):
        library.audit.write("linh", Act.LOOKED_AT, str(number))
    page = HTMLParser(client.get(RECORD, query_string={"ai": "linh"}).text)
    assert len(page.css("tbody tr")) == 100
    (older,) = page.css("a[rel=next]")
    rest = HTMLParser(client.get(older.attributes["href"] or "").text)
    assert [row.css("td")[3].text() for row in rest.css("tbody tr")] == [str(each) for each in reversed(range(20))]


def test_accounts_are_made_and_changed(client: FlaskClient, library: Library) -> None:
    made = {"ten": "linh", "vai-tro": "reader", "mat-khau": PASSWORD}
    assert send(client, ACCOUNTS, made).status_code == 303
    assert "Đã mở tài khoản linh" in client.get(ACCOUNTS).text
    own = f"{ACCOUNTS}/linh"
    for form in (
        {"viec": "vai-tro", "vai-tro": "librarian"},
        {"viec": "khoa"},
        {"viec": "mat-khau", "mat-khau": PASSWORD * 2},
    ):
        assert send(client, own, form, ACCOUNTS).status_code == 303
    linh = library.accounts.account("linh")
    assert (linh.role, linh.disabled) == (Role.LIBRARIAN, True)
    assert send(client, own, {"viec": "mo-khoa"}, ACCOUNTS).status_code == 303
    assert library.accounts.sign_in("linh", PASSWORD * 2)
    assert send(client, own, {"viec": "bo"}, ACCOUNTS).status_code == 303
    assert [each.name for each in library.accounts.all()] == ["chủ"]
    assert {each.who for each in library.audit.deeds(Wanted(act=Act.ACCOUNT_REMOVED))} == {"chủ"}
    assert send(client, own, {"viec": "bo"}, ACCOUNTS).status_code == 404


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"ten": "a b", "vai-tro": "reader", "mat-khau": PASSWORD}, "Tên này đã có hoặc không dùng được"),
        ({"ten": "chủ", "vai-tro": "reader", "mat-khau": PASSWORD}, "Tên này đã có hoặc không dùng được"),
        ({"ten": "an", "vai-tro": "reader", "mat-khau": "ngắn"}, "ít nhất 10 ký tự"),
        ({"ten": "an", "vai-tro": "king", "mat-khau": PASSWORD}, "Hãy chọn lại"),
    ],
)
def test_what_cannot_be_an_account_is_told(client: FlaskClient, form: dict[str, str], said: str) -> None:
    refused = send(client, ACCOUNTS, form)
    assert (refused.status_code, said in refused.text) == (422, True)


def test_nobody_locks_themselves_out(client: FlaskClient, library: Library) -> None:
    for doing in ("khoa", "bo", "vai-tro"):
        refused = send(client, f"{ACCOUNTS}/Chủ", {"viec": doing, "vai-tro": "reader"}, ACCOUNTS)
        assert refused.status_code == 422
        assert "Không ai tự khóa" in refused.text
    assert library.accounts.account("chủ").role is Role.ADMIN


def test_a_collection_is_hidden_before_it_has_documents(client: FlaskClient, library: Library) -> None:
    assert send(client, COLLECTIONS, {"ten": "Nội bộ", "cho": "librarians"}).status_code == 303
    assert library.visibilities.all() == {"Nội bộ": Visibility.LIBRARIANS}
    assert "Nội bộ" in client.get(COLLECTIONS).text
    assert send(client, COLLECTIONS, {"ten": "Nội bộ", "cho": "public"}).status_code == 303
    assert library.visibilities.all() == {}
    assert send(client, COLLECTIONS, {"ten": "Nội bộ", "cho": "me"}).status_code == 400
