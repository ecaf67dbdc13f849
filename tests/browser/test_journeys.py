"""What readers come for, in as many clicks as are promised. Keys and clicks beyond typing stand one a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Route


class Reader(Protocol):
    page: Page

    def search(self, line: str) -> None: ...


class Sit(Protocol):
    def __call__(self, *, width: int = ..., height: int = ..., scripts: bool = ..., dark: bool = ...) -> Reader: ...


def marks(page: Page) -> list[str]:
    return page.locator(".leaf mark").all_inner_texts()


def follow(link: Locator) -> None:
    """One click, and the page it leads to."""
    with link.page.expect_navigation():
        link.click()


def documents(page: Page) -> int:
    """How many documents a result says it has."""
    found = re.match(r"[\d.]+", page.locator("h1").inner_text())
    assert found, page.locator("h1").inner_text()
    return int(found[0].replace(".", ""))


def test_from_a_line_without_accents_to_the_sentence_on_its_page(reader: Reader) -> None:
    from playwright.sync_api import expect

    page = reader.page
    reader.search("gia tri thang du")
    passage = page.locator(".passages > li").first
    label = passage.locator(".page").inner_text()
    words = passage.locator("blockquote p").inner_text().strip("… \xa0").split()
    follow(passage.locator(".page"))
    expect(page.locator("#khop mark").first).to_be_in_viewport()
    assert page.locator(".here").first.inner_text().startswith(label)
    block = page.locator("#khop").inner_text()
    assert any(" ".join(words[place : place + 8]) in block for place in range(len(words) - 7))
    assert "giá trị thặng dư" in page.locator("#khop mark").all_inner_texts()


def test_every_passage_shown_leads_to_its_own_words(sit: Sit) -> None:
    from playwright.sync_api import expect

    page = sit().page
    page.goto("/tim?q=gia+tri+thang+du")
    leads = [(each.get_attribute("href") or "") for each in page.locator(".passages .page").all()[:6]]
    for lead in leads:
        page.goto(lead)
        expect(page.locator("#khop mark").first).to_be_in_viewport()


def test_a_number_leads_to_its_document(reader: Reader) -> None:
    reader.search("05nq/du")
    first = reader.page.locator(".hits > li").first
    assert first.locator(".label").inner_text() == "Nghị quyết · 05-NQ/ĐU"
    assert first.locator(".by").inner_text() == "Đảng ủy Trường Chính trị Mẫu · 15/03/2023".replace(" ·", "\xa0·")
    assert reader.page.locator(".hits > li").count() > 1  # what refers to it


def test_kind_and_ten_years_are_chosen_and_given_up_in_one_click_each(reader: Reader) -> None:
    page = reader.page
    reader.search("lý luận")
    everything = documents(page)
    follow(page.locator(".facets a", has_text="Giáo trình"))
    of_kind = documents(page)
    follow(page.locator(".facets a", has_text="2011–2020"))
    chosen = documents(page)
    assert 0 < chosen < of_kind < everything
    assert page.locator(".chips b").all_inner_texts() == ["Giáo trình", "2011–2020"]
    follow(page.locator(".chips a", has_text="Năm"))
    assert documents(page) == of_kind
    follow(page.locator(".chips a", has_text="Loại"))
    assert documents(page) == everything


def test_any_years_can_be_typed(reader: Reader) -> None:
    page = reader.page
    reader.search("lý luận")
    page.get_by_label("từ", exact=True).fill("2022")
    page.get_by_label("từ", exact=True).press("Enter")
    page.wait_for_url("**nam-tu=2022*")
    assert page.locator(".chips b").all_inner_texts() == ["từ 2022"]
    years = page.locator(".facets section", has_text="Năm").locator(".value").all_inner_texts()
    assert all(int(year) >= 2022 for year in years if year.isdecimal())
    follow(page.locator(".chips a"))
    assert page.locator(".chips").count() == 0


def test_a_shared_link_shows_the_same_page_and_highlights_on_a_phone(sit: Sit) -> None:
    from playwright.sync_api import expect

    desk = sit()
    desk.search("gia tri thang du")
    follow(desk.page.locator(".passages .page").nth(1))
    for scripts in (True, False):
        phone = sit(width=390, height=844, scripts=scripts).page
        phone.goto(desk.page.url)
        assert phone.locator("h1").inner_text() == desk.page.locator("h1").inner_text()
        assert phone.locator(".here").first.inner_text() == desk.page.locator(".here").first.inner_text()
        assert marks(phone) == marks(desk.page) != []
        expect(phone.locator("#khop mark").first).to_be_in_viewport()


def test_contents_and_hits_are_at_hand_on_a_phone(sit: Sit) -> None:
    for scripts in (True, False):
        page = sit(width=390, height=844, scripts=scripts).page
        page.goto("/tim?q=gia+tri+thang+du")
        follow(page.get_by_role("link", name="Bài giảng Kinh tế chính trị"))
        fold = page.get_by_text("Mục lục và chỗ khớp")
        assert (fold.bounding_box() or {"y": 9999})["y"] < (page.locator("h1").bounding_box() or {"y": 0})["y"]
        assert not page.locator(".contents").is_visible()
        fold.click()
        follow(page.locator(".hit-pages a").nth(2))
        assert page.locator("#khop mark").count()


def test_keys_find_the_field_and_turn_pages_and_hits(sit: Sit) -> None:
    page = sit().page
    page.goto("/tim?q=gia+tri+thang+du")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("n")  # in a field, keys write
    assert page.locator("#q").input_value() == "n"
    page.keyboard.press("Escape")  # what it offers would lie over the results
    follow(page.get_by_role("link", name="Bài giảng Kinh tế chính trị"))
    first = page.url
    number = int(re.findall(r"/trang/(\d+)", first)[0])
    page.keyboard.press("ArrowRight")
    page.wait_for_url(f"**/trang/{number + 1}?*")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(f"**/trang/{number}?*")
    page.keyboard.press("n")
    page.wait_for_url(lambda url: url.endswith("#khop") and f"/trang/{number}?" not in url)
    page.keyboard.press("p")
    page.wait_for_url(f"**/trang/{number}?*#khop")


def test_a_very_long_line_can_be_narrowed_and_read(reader: Reader) -> None:
    page = reader.page
    reader.search("gia tri thang du")
    follow(page.get_by_role("link", name="Bài giảng Kinh tế chính trị"))
    pasted = (max(page.locator(".leaf > p").all_inner_texts(), key=len) + " ") * 4
    page.goto("/")
    page.locator("#q").fill(pasted)
    with page.expect_navigation():
        page.locator("#q").press("Enter")
    follow(page.locator(".facets button", has_text="Giáo trình"))
    assert page.locator(".chips b").all_inner_texts() == ["Giáo trình"]
    assert page.locator("#q").input_value() == pasted.strip()
    follow(page.locator(".passages .page").first)
    assert page.locator("#khop mark").count()


def test_the_typed_line_outlives_an_error(reader: Reader) -> None:
    reader.page.goto("/tai-lieu/khongcoma?q=d%C3%A2n+v%E1%BA%ADn")
    assert reader.page.locator("#q").input_value() == "dân vận"
    assert reader.page.locator("h1").inner_text() == "Thư viện không có tài liệu mang mã khongcoma."


def test_the_field_completes_what_is_typed_with_the_keyboard_alone(sit: Sit) -> None:
    page = sit().page
    page.goto("/")
    field = page.get_by_role("combobox")
    field.press_sequentially("gia tri th")
    page.get_by_role("option", name="giá trị thặng dư", exact=True).wait_for()
    field.press("ArrowDown")
    assert field.input_value() == "giá trị thặng dư"
    assert page.locator(f"#{field.get_attribute('aria-activedescendant')}").inner_text() == "giá trị thặng dư"
    field.press("Escape")
    assert (field.input_value(), field.get_attribute("aria-expanded")) == ("gia tri th", "false")


def test_an_answer_that_comes_too_late_opens_no_list(sit: Sit) -> None:
    page = sit().page
    page.goto("/")
    held: list[Route] = []
    page.route("**/suggest?*", lambda route: held.append(route) if not held else route.continue_())
    for leave in ("Escape", "Tab"):
        held.clear()
        with page.expect_request("**/suggest?*"):
            page.locator("#q").press_sequentially("gia tri")
        page.keyboard.press(leave)
        with page.expect_response("**/suggest?*") as answer:
            held[0].continue_()
        answer.value.finished()
        page.evaluate("new Promise(done => setTimeout(done))")  # whatever the answer sets off has run
        assert page.locator("#goi-y").is_hidden()
        page.locator("#q").fill("")
    page.locator("#q").press_sequentially("gia tri")
    page.get_by_role("option").first.wait_for()  # asked in time, it opens
