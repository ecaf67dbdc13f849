"""The image of a page beside its text, with the hits on it, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page


class Reader(Protocol):
    page: Page

    def width(self) -> int: ...


class Sit(Protocol):
    def __call__(self, *, width: int = ..., height: int = ..., scripts: bool = ..., dark: bool = ...) -> Reader: ...


_PLACES = """() => {
  const box = (each) => each.getBoundingClientRect();
  const image = box(document.querySelector(".sheet img"));
  return [...document.querySelectorAll(".over rect")].map(box).map((each) =>
    [each.left - image.left, each.top - image.top, image.right - each.right, image.bottom - each.bottom]);
}"""


def opened(page: Page, *, carried: str = "") -> None:
    page.goto("/tim?q=%22gi%C3%A1+tr%E1%BB%8B+th%E1%BA%B7ng+d%C6%B0%22")
    lead = page.get_by_role("link", name="Giá trị thặng dư trong nền kinh tế số").first.get_attribute("href") or ""
    page.goto(lead)
    if carried:
        page.get_by_role("link", name=carried, exact=True).click()
    image = page.locator(".sheet img")
    image.scroll_into_view_if_needed()
    image.evaluate("(each) => each.decode()")  # fails unless it is an image


@pytest.mark.parametrize("width", [1280, 390])
def test_hits_are_marked_on_the_image(sit: Sit, violations: Callable[[Page], list[str]], width: int) -> None:
    reader = sit(width=width)
    page = reader.page
    opened(page)
    places = page.evaluate(_PLACES)
    assert len(places) >= page.locator(".leaf mark").count() > 1  # a mark over two lines has two rectangles
    assert all(edge > 0 for place in places for edge in place)
    image, leaf = page.locator(".sheet img").bounding_box(), page.locator(".leaf").bounding_box()
    assert image
    assert leaf
    beside = image["x"] + image["width"] <= leaf["x"]
    assert beside == (width > 1000)
    assert beside or image["y"] >= leaf["y"] + leaf["height"]
    assert reader.width() <= width
    assert violations(page) == []


def test_the_image_stands_on_dark_paper_and_needs_no_scripts(sit: Sit, violations: Callable[[Page], list[str]]) -> None:
    dark = sit(dark=True).page
    opened(dark, carried="Ảnh")
    assert dark.locator(".leaf").count() == 0
    assert violations(dark) == []
    page = sit(scripts=False).page
    opened(page, carried="Ảnh")
    page.get_by_role("link", name="Bỏ tô màu trên ảnh").click()
    assert page.locator(".sheet img").count() == 1
    assert page.locator(".over").count() == 0
    page.get_by_role("link", name="Trang sau ›").first.click()
    assert page.locator(".over").count() == 0
    page.get_by_role("link", name="Chữ", exact=True).click()
    assert page.locator(".sheet").count() == 0


def test_on_paper_stands_the_text_alone(sit: Sit) -> None:
    page = sit().page
    opened(page)
    page.emulate_media(media="print")
    assert not page.locator(".sheet").is_visible()
    assert not page.locator(".seeing").is_visible()
    assert page.locator(".leaf").is_visible()
    assert page.locator(".source-line").inner_text().endswith("tr.45.")
