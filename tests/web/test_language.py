"""Vietnamese for everybody, English for those who chose it."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode

from search_web import words
from search_web.speech import SOURCE, speak


@pytest.fixture
def english(client: FlaskClient) -> FlaskClient:
    client.set_cookie("ngon-ngu", "en")
    return client


def read(client: FlaskClient, address: str) -> HTMLParser:
    return HTMLParser(client.get(address).get_data(as_text=True))


def found(page: HTMLParser, selector: str) -> LexborNode:
    node = page.css_first(selector)
    assert node is not None, selector
    return node


def language_of(client: FlaskClient, address: str = "/") -> str | None:
    return found(read(client, address), "html").attributes["lang"]


def shown(page: HTMLParser, selector: str) -> str:
    return " ".join(found(page, selector).text().split())


def test_it_is_vietnamese_whatever_the_browser_was_set_up_in(client: FlaskClient) -> None:
    answer = client.get("/", headers={"Accept-Language": "en-GB,en;q=0.9"})
    assert answer.headers["Content-Language"] == "vi"
    assert found(HTMLParser(answer.data), "html").attributes["lang"] == "vi"


def test_a_link_of_every_page_chooses_english_and_comes_back_to_it(client: FlaskClient) -> None:
    here = "/tim?q=gi%C3%A1+tr%E1%BB%8B&filter=kind=Gi%C3%A1o+tr%C3%ACnh&sort=newest"
    came = {"Referer": f"http://localhost{here}"}
    link = found(read(client, here), "a[hreflang=en]")
    assert (link.text(), link.attributes["lang"]) == ("English", "en")
    chosen = client.get(str(link.attributes["href"]), headers=came)
    assert (chosen.status_code, chosen.headers["Location"]) == (303, here)
    assert "HttpOnly" in chosen.headers["Set-Cookie"]
    assert language_of(client, here) == "en"
    back = client.get(str(found(read(client, here), "a[hreflang=vi]").attributes["href"]), headers=came)
    assert back.headers["Location"] == here
    assert language_of(client, here) == "vi"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "",
        "http://evil.test/tim",
        "http://localhost//evil.test/",
        "http://localhost:81/tim",
    ],
)
def test_it_comes_back_to_this_site_only(client: FlaskClient, elsewhere: str) -> None:
    answer = client.get("/ngon-ngu/en", headers={"Referer": elsewhere})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")


def test_it_comes_back_to_the_search_of_a_pasted_page(client: FlaskClient) -> None:
    here = "/tim?q=" + "gi%C3%A1+tr%E1%BB%8B+" * 1500
    assert client.get("/ngon-ngu/en", headers={"Referer": f"http://localhost{here}"}).headers["Location"] == here


def test_there_are_no_other_languages(client: FlaskClient) -> None:
    assert client.get("/ngon-ngu/fr").status_code == client.get("/ngon-ngu/fr.js").status_code == 404
    client.set_cookie("ngon-ngu", "fr")
    assert language_of(client) == "vi"


def test_documents_stay_as_they_are_and_are_marked(english: FlaskClient) -> None:
    page = read(english, "/tim?q=gia+tri")
    for selector in (".hits h2", ".hits .by", ".passages p", ".facets .value"):
        assert page.css(selector)
        assert all(each.attributes.get("lang") == "vi" for each in page.css(selector)[:1]), selector
    assert "p.\xa0" in found(page, ".passages a.page").text()
    assert shown(page, ".facets h2") == "Kind"


def test_errors_are_told_in_english_and_to_programs_in_both(english: FlaskClient) -> None:
    held = str(found(read(english, "/"), ".newest a").attributes["href"])
    assert shown(read(english, f"{held}/trang/999"), "h1") == "The document has no page 999."
    assert shown(read(english, "/khong-co"), "h1") == "There is no page at this address."
    told = english.get("/api/v1/documents/zzzzzzzzz").get_json()["error"]
    assert told["message_vi"].startswith("Thư viện không có tài liệu")
    assert told["message"].startswith("no document")


def test_what_is_said_in_english_is_not_said_to_the_next_reader(english: FlaskClient, client: FlaskClient) -> None:
    english.get("/")
    client.delete_cookie("ngon-ngu")
    assert shown(read(client, "/"), ".skip") == "Đến nội dung"


def test_scripts_have_their_words_in_a_file_of_their_own(english: FlaskClient) -> None:
    scripts = [each.attributes["src"] for each in read(english, "/").css("script[src]")]
    assert scripts[0] == "/ngon-ngu/en.js"  # before those that use it
    said = english.get("/ngon-ngu/en.js")
    assert said.mimetype == "text/javascript"
    assert '"Đã chép": "Copied"' in said.get_data(as_text=True)
    english.set_cookie("ngon-ngu", SOURCE)
    assert not read(english, "/").css("script[src^='/ngon-ngu/']")


def test_figures_and_dates_are_written_as_the_language_does() -> None:
    told = [words.count(12345), words.milliseconds(1.94), words.size(2_400_000), words.day(date(2018, 2, 9))]
    assert told == ["12.345", "1,9\xa0ms", "2,4\xa0MB", "09/02/2018"]
    speak("en")
    try:
        told = [words.count(12345), words.milliseconds(1.94), words.size(2_400_000), words.day(date(2018, 2, 9))]
        assert told == ["12,345", "1.9\xa0ms", "2.4\xa0MB", "9 Feb 2018"]
    finally:
        speak(SOURCE)


def test_one_thing_is_one_and_several_are_several(english: FlaskClient) -> None:
    assert shown(read(english, "/tim?q=%22gia+tri+thang+du%22&filter=kind=Gi%C3%A1o+tr%C3%ACnh"), "h1").startswith(
        "1 document "
    )
    assert shown(read(english, "/tim"), "h1").split()[1] == "documents"
