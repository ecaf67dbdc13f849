"""Searches that are followed: Atom feeds, over a real library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from lxml import etree
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode

from indexer.library import Library
from indexer.settings import Settings
from search_web import create_app

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
OF_FEED = {"author", "category", "entry", "id", "link", "subtitle", "title", "updated"}
OF_ENTRY = {"author", "category", "id", "link", "published", "summary", "title", "updated"}
TEXTS = {
    "mot.txt": "Nhóm tự học gặp nhau mỗi tuần một buổi ở thư viện để đọc giáo trình và cãi nhau cho ra lẽ.",
    "hai.txt": "Thư viện mở cửa cả ngày thứ bảy cho nhóm tự học, theo đề nghị của lớp trung cấp.",
    "ba.txt": "Phòng đọc nhỏ dành cho ai muốn yên tĩnh, có tủ sách kinh điển và một bảng viết.",
}
TABLE = "tệp,nhan đề,tác giả,loại\nmot.txt,Tự học & <cãi nhau>,Lê Văn Thử; Trần Thị Mẫu,Bài báo\n"


def made(root: Path, *names: str) -> Library:
    """A library that took in these texts one by one, the first two into a collection."""
    (root / "files").mkdir()
    (root / "bang.csv").write_text(TABLE, "utf-8")
    library = Library(Settings(home=root / "home", jobs=1))
    for name in names:
        path = root / "files" / name
        path.write_text(TEXTS[name], "utf-8")
        table = root / "bang.csv" if name == "mot.txt" else None
        library.add([path], metadata=table, collection=None if name == "ba.txt" else "Tủ lớp")
    return library


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    library = made(tmp_path_factory.mktemp("feeds"), *TEXTS)
    yield create_app(library, library.settings).test_client()
    library.close()


def one(of: etree._Element, name: str) -> str:
    """The text of the only child of this name."""
    (found,) = of.findall(ATOM + name)
    assert not len(found)
    return str(found.text)


def moment(text: str) -> datetime:
    assert MOMENT.fullmatch(text)
    return datetime.fromisoformat(text)


def links(of: etree._Element) -> dict[str, str]:
    """The links by what they are; no two are the same."""
    found = of.findall(ATOM + "link")
    assert len({(each.get("rel"), each.get("type")) for each in found}) == len(found)
    assert all(urlsplit(each.get("href", "")).scheme == "http" for each in found)
    return {str(each.get("rel")): str(each.get("href")) for each in found}


def parsed(content: bytes) -> etree._Element:
    """The feed, with all that RFC 4287 demands of one."""
    feed = etree.fromstring(content)
    assert feed.tag == ATOM + "feed"
    assert {str(each.tag).removeprefix(ATOM) for each in feed} <= OF_FEED
    assert links(feed).keys() == {"self", "alternate"}
    entries = feed.findall(ATOM + "entry")
    for each in (feed, *entries):
        assert one(each, "id").startswith("urn:uuid:")
        assert one(each, "title")
        moment(one(each, "updated"))
        assert all(one(person, "name") for person in each.findall(ATOM + "author"))
        assert all(category.get("term") for category in each.findall(ATOM + "category"))
    assert feed.findall(ATOM + "author")
    for each in entries:
        assert {str(child.tag).removeprefix(ATOM) for child in each} <= OF_ENTRY
        assert len(each.findall(ATOM + "summary")) <= 1
        assert links(each).keys() == {"alternate"}
        assert moment(one(each, "published")) <= moment(one(each, "updated")) <= moment(one(feed, "updated"))
    ids = [one(each, "id") for each in entries]
    assert len(set(ids)) == len(ids)
    return feed


def followed(client: FlaskClient, path: str, **query: object) -> etree._Element:
    answer = client.get(path, query_string=query or None)
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    return parsed(answer.data)


def first_of(tree: HTMLParser, selector: str) -> LexborNode:
    found = tree.css_first(selector)
    assert found
    return found


def titles(feed: etree._Element) -> list[str]:
    return [one(each, "title") for each in feed.findall(ATOM + "entry")]


def test_what_holds_the_line_whole_the_last_added_first(client: FlaskClient) -> None:
    feed = followed(client, "/tim.atom", q="nhóm tự học")
    assert titles(feed) == ["Hai", "Tự học & <cãi nhau>"]
    longer = "nhóm tự học cãi nhau"
    assert "Những tài liệu chỉ khớp một phần" in client.get("/tim", query_string={"q": longer}).text
    assert titles(followed(client, "/tim.atom", q=longer)) == ["Tự học & <cãi nhau>"]
    last, first = feed.findall(ATOM + "entry")
    assert [one(each, "name") for each in first.findall(ATOM + "author")] == ["Lê Văn Thử", "Trần Thị Mẫu"]
    assert one(last, "summary").startswith("phần 1: Thư viện mở cửa cả ngày thứ bảy cho nhóm tự học")
    assert one(feed, "updated") == max(one(each, "updated") for each in (last, first))


def test_links_lead_to_the_search_and_to_the_marked_passage(client: FlaskClient) -> None:
    feed = followed(client, "/tim.atom", q="nhóm tự học", filter="collection=Tủ lớp", sort="oldest", offset="10")
    where = links(feed)
    assert titles(parsed(client.get(where["self"]).data)) == titles(feed) != []
    assert one(parsed(client.get(where["self"]).data), "id") == one(feed, "id")
    result = HTMLParser(client.get(where["alternate"]).text)
    assert first_of(result, "h1").text().startswith("2 tài liệu")
    led = links(feed.findall(ATOM + "entry")[0])["alternate"]
    page = HTMLParser(client.get(led).text)
    assert {each.text() for each in page.css(".leaf mark")} == {"nhóm tự học"}
    assert urlsplit(led).fragment in {each.attributes.get("id") for each in page.css(".leaf [id]")}


def test_filters_narrow_a_feed_and_name_it(client: FlaskClient) -> None:
    feed = followed(client, "/tim.atom", filter="kind=Bài báo")
    assert titles(feed) == ["Tự học & <cãi nhau>"]
    assert one(feed, "title") == "Tra Cứu: mọi tài liệu · Loại: Bài báo"
    assert one(feed, "id") != one(followed(client, "/tim.atom"), "id")


def test_all_new_documents_are_followed_from_the_home_page(client: FlaskClient) -> None:
    feed = followed(client, "/moi.atom")
    assert titles(feed) == ["Ba", "Hai", "Tự học & <cãi nhau>"]
    home = HTMLParser(client.get("/").text)
    for found in ('head link[type="application/atom+xml"]', '.all a[href="/moi.atom"]'):
        assert first_of(home, found).attributes["href"] == "/moi.atom"
    ids = {one(each, "id") for each in feed.findall(ATOM + "entry")}
    assert {one(each, "id") for each in followed(client, "/tim.atom", q="tự học").findall(ATOM + "entry")} < ids


@pytest.mark.parametrize("line", ["nhóm tự học", "zzzz"])
def test_the_result_page_leads_to_its_feed(client: FlaskClient, line: str) -> None:
    page = HTMLParser(client.get("/tim", query_string={"q": line, "filter": "collection=Tủ lớp", "sort": "title"}).text)
    announced = first_of(page, 'head link[type="application/atom+xml"]').attributes["href"]
    (shown,) = (each.attributes["href"] for each in page.css("main a") if each.text() == "Theo dõi tìm kiếm này")
    assert announced == shown
    assert links(followed(client, str(shown)))["self"] == f"http://localhost{shown}"


def test_a_long_line_is_followed_by_a_button_and_not_repeated(client: FlaskClient) -> None:
    line = " ".join([TEXTS["hai.txt"]] * 5)
    page = HTMLParser(client.get("/tim", query_string={"q": line}).text)
    assert not page.css('head link[type="application/atom+xml"]')
    (button,) = (each for each in page.css("main button") if each.text() == "Theo dõi tìm kiếm này")
    attributes = button.attributes
    assert (attributes["form"], attributes["formaction"]) == ("tim", "/tim.atom")
    feed = followed(client, "/tim.atom", q=line, **{str(attributes["name"]): attributes["value"]})
    assert titles(feed)[:1] == ["Hai"]
    led = links(feed.findall(ATOM + "entry")[0])["alternate"]
    assert len(led) < len(line)
    assert "<mark>" in client.get(led).text


def test_what_has_not_changed_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/tim.atom?q=tự học", headers={"Accept-Encoding": "gzip"})
    etag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    for headers in ({"If-None-Match": etag}, {"If-Modified-Since": modified}):
        answer = client.get("/tim.atom?q=tự học", headers=headers)
        assert (answer.status_code, answer.data) == (304, b"")
        assert answer.headers["ETag"] == etag
    assert client.get("/tim.atom?q=phòng đọc", headers={"If-None-Match": etag}).status_code == 200


def test_a_feed_tells_of_what_comes_and_of_cards_that_change(tmp_path: Path) -> None:
    library = made(tmp_path, "ba.txt")
    client = create_app(library, library.settings).test_client()
    before = client.get("/tim.atom?q=bảng viết")
    (entry,) = parsed(before.data).findall(ATOM + "entry")
    (tmp_path / "bang.csv").write_text("tệp,nhan đề\nba.txt,Phòng đọc nhỏ\n", "utf-8")
    library.add([tmp_path / "files" / "ba.txt"], metadata=tmp_path / "bang.csv")
    after = client.get("/tim.atom?q=bảng viết", headers={"If-None-Match": before.headers["ETag"]})
    (changed,) = parsed(after.data).findall(ATOM + "entry")
    assert (one(entry, "title"), one(changed, "title")) == ("Ba", "Phòng đọc nhỏ")
    assert (one(entry, "id"), one(entry, "published")) == (one(changed, "id"), one(changed, "published"))
    library.remove(library.last_added("bảng viết")[0].document.id)
    gone = followed(client, "/tim.atom", q="bảng viết")
    assert titles(gone) == []
    assert one(gone, "updated") == one(changed, "updated"), "of the library, when nothing is found"
    library.close()


def test_at_most_fifty_are_told(tmp_path: Path) -> None:
    library = Library(Settings(home=tmp_path / "home", jobs=1))
    client = create_app(library, library.settings).test_client()
    assert titles(followed(client, "/moi.atom")) == []
    (tmp_path / "files").mkdir()
    for number in range(52):
        (tmp_path / "files" / f"{number:02}.txt").write_text(f"Tập ghi chép thứ {number} của lớp.", "utf-8")
    library.add([tmp_path / "files"])
    assert titles(followed(client, "/tim.atom", q="ghi chép")) == [f"{number:02}" for number in range(51, 1, -1)]
    library.close()
