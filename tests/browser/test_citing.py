"""Copying a citation, and the basket with its Word file, in a real browser."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page


class Reader(Protocol):
    page: Page


class Sit(Protocol):
    def __call__(self, *, width: int = ..., height: int = ..., scripts: bool = ..., dark: bool = ...) -> Reader: ...


_SEARCH = "/tim?q=gia+tri+thang+du"
_CLIPBOARD = """async () => {
  const [kept] = await navigator.clipboard.read();
  const text = async (type) => (await kept.getType(type)).text();
  return [await text("text/plain"), await text("text/html")];
}"""


def copied(page: Page) -> list[str]:
    page.locator(".said", has_text="Đã chép").wait_for()
    kept = page.evaluate(_CLIPBOARD)
    assert isinstance(kept, list)
    return kept


def test_one_click_copies_words_citation_and_address(sit: Sit) -> None:
    page = sit().page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(_SEARCH)
    words = page.locator(".passages blockquote > p").first.inner_text().strip("… \xa0")
    page.locator("[data-cite]").first.click()
    plain, rich = copied(page)
    quoted, citation, address = plain.split("\n")
    assert quoted == f"“{words}”"
    assert "tr." in citation
    assert "/trich?doan=" in address
    assert "<i>" in rich
    page.goto(address)
    assert page.locator(".to-copy blockquote").inner_text() == quoted


def test_selected_words_alone_are_copied(sit: Sit) -> None:
    page = sit().page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(_SEARCH)
    page.locator(".passages .page").first.click()
    words = page.evaluate(
        """() => {
          const mark = document.querySelector("p[data-at] mark");
          getSelection().selectAllChildren(mark);
          return mark.textContent;
        }"""
    )
    page.locator("main .cite-page [data-cite]").click()
    assert copied(page)[0].startswith(f"“{words}”\n")


def test_what_is_selected_is_copied_right_there(sit: Sit) -> None:
    page = sit().page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(_SEARCH)
    page.locator(".passages .page").first.click()
    offer = page.locator(".offer")
    assert not offer.is_visible()
    words = page.evaluate(
        """() => {
          const mark = document.querySelector("p[data-at] mark");
          getSelection().selectAllChildren(mark);
          return mark.textContent;
        }"""
    )
    offer.wait_for()
    near, leaf = offer.bounding_box(), page.locator("p[data-at] mark").first.bounding_box()
    assert near
    assert leaf
    assert 0 < near["y"] - leaf["y"] < 80
    offer.locator("a").click()
    plain = copied(page)[0]
    assert plain.startswith(f"“{words}”\n")
    assert "&van=" in plain
    page.evaluate("getSelection().removeAllRanges(), document.activeElement.blur()")
    offer.wait_for(state="hidden")


def test_without_scripts_the_words_are_on_a_page(sit: Sit) -> None:
    page = sit(scripts=False).page
    page.goto(_SEARCH)
    assert page.locator("[data-keep]:visible").count() == 0
    page.locator("[data-cite]").first.click()
    assert page.locator(".to-copy .citation").inner_text()


def test_a_basket_is_filled_ordered_noted_and_leaves_as_word(sit: Sit) -> None:
    from playwright.sync_api import expect

    page = sit().page
    page.goto(_SEARCH)
    for place in (0, 1):
        page.locator("[data-keep]").nth(place).click()
    kept = "JSON.parse(localStorage.getItem('gio-trich-dan')).every((each) => each.van)"
    for _ in range(100):  # what waits within the page needs eval, which the policy of the site forbids
        if page.evaluate(kept):
            break
        page.wait_for_timeout(100)
    assert page.evaluate(kept)
    page.locator(".basket-link a").click()
    words = page.locator(".basket blockquote")
    words.nth(1).wait_for()
    first, second = words.all_inner_texts()
    down = page.locator("[data-do=xuong]").first
    down.focus()
    page.keyboard.press("Enter")
    expect(words.first).to_have_text(second)
    assert page.evaluate("document.activeElement.dataset.do") == "len"  # at the end: the way back has the focus
    page.locator(".basket textarea").first.fill("Dùng ở chương hai")
    page.reload()
    words.nth(1).wait_for()
    assert words.all_inner_texts() == [second, first]
    assert page.locator(".basket textarea").first.input_value() == "Dùng ở chương hai"
    with page.expect_download() as saved:
        page.get_by_role("button", name="Word").click()
    with zipfile.ZipFile(io.BytesIO(saved.value.path().read_bytes())) as archive:
        body, notes = (archive.read(f"word/{name}.xml").decode() for name in ("document", "footnotes"))
    assert body.count("footnoteReference") >= 2
    assert "Dùng ở chương hai" in body
    assert "tr." in notes
    for left in (1, 0):
        page.locator("[data-do=bo]").first.click()
        expect(page.locator(".basket > li")).to_have_count(left)
    assert page.locator("#gio-trong").is_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_pages_for_citing_are_accessible_and_fit_a_phone(
    sit: Sit, violations: Callable[[Page], list[str]], *, dark: bool
) -> None:
    page = sit(width=390, height=844, dark=dark).page
    page.goto(_SEARCH)
    page.locator("[data-keep]").first.click()
    address = page.locator("[data-cite]").first.get_attribute("href")
    for path in ("/gio-trich-dan", str(address)):
        page.goto(path)
        page.locator(".citation").first.wait_for()
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
