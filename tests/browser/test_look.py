"""What only a browser shows: widths, weights, and what axe-core finds."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page


class Reader(Protocol):
    page: Page
    asked: list[str]

    def width(self) -> int: ...


class Sit(Protocol):
    def __call__(self, *, width: int = ..., height: int = ..., scripts: bool = ..., dark: bool = ...) -> Reader: ...


RESOLUTION = "ex4y4b1ac"  # of the sample corpus
RESULTS = "/tim?q=gia+tri+thang+du"
VIEWS = {
    "home": "/",
    "results": RESULTS,
    "filtered": "/tim?q=ly+luan&filter=kind=B%C3%A0i+vi%E1%BA%BFt&filter=year=2011..2020",
    "partial": "/tim?q=gi%C3%A1+tr%E1%BB%8B+zzz",
    "nothing": "/tim?q=%22xu%E1%BA%A5t+kh%E1%BA%A9u+gi%C3%A1+tr%E1%BB%8B%22",
    "long": "/tim?q=" + "+".join(["gi%C3%A1+tr%E1%BB%8B+th%E1%BA%B7ng+d%C6%B0"] * 100),
    "unbroken": "/tim?q=" + "x" * 400,
    "missing": "/khong-co",
    "guide": "/tro-giup",
    "history": "/lich-su",
    "concordance": "/ngu-canh?q=gi%C3%A1+tr%E1%BB%8B&sort=right",
    "over years": "/theo-nam?q=l%C3%BD+lu%E1%BA%ADn&q=chi+b%E1%BB%99",
    "telling words": "/tu-tieu-bieu?q=gi%C3%A1+tr%E1%BB%8B",
    "api": "/api",
    "wanted": "/con-thieu",
    "relations": f"/tai-lieu/{RESOLUTION}/dan-chieu",
    "similar": f"/tai-lieu/{RESOLUTION}/tuong-tu",
    "its telling words": f"/tai-lieu/{RESOLUTION}/tu-tieu-bieu",
    "its hits": f"/tai-lieu/{RESOLUTION}/khop?q=chi+b%E1%BB%99",
    "its concordance": f"/tai-lieu/{RESOLUTION}/ngu-canh?q=chi+b%E1%BB%99",
    "citation": f"/tai-lieu/{RESOLUTION}/trich?trang=1",
    "quotations": "/kiem-tra-trich-dan",
    "basket": "/gio-trich-dan",
}
SEEN = ("partial", "long", "unbroken")  # by axe, in their parts, on other pages
READING = {  # title as a link of a result → the page it leads to
    "textbook": ("gia+tri+thang+du", "Bài giảng Kinh tế chính trị"),
    "tables": ("buoc+chuan+bi", "Hướng dẫn sinh hoạt chi bộ"),
}


def views(reader: Reader, *left_out: str) -> list[str]:
    """The address of each kind of page."""
    found = [address for name, address in VIEWS.items() if name not in left_out]
    for line, title in READING.values():
        reader.page.goto(f"/tim?q={line}")
        found.append(reader.page.get_by_role("link", name=title).first.get_attribute("href") or "")
    return found


@pytest.mark.parametrize("width", [320, 800, 1280])
def test_nothing_needs_scrolling_sideways(sit: Sit, width: int) -> None:
    reader = sit(width=width)
    for address in views(reader):
        reader.page.goto(address)
        folds = reader.page.locator("details:not([open]) > summary:visible")
        while folds.count():
            folds.first.click()
        assert reader.width() <= width, address


@pytest.mark.parametrize(("width", "dark"), [(390, False), (1280, False), (1280, True)])
def test_axe_finds_nothing(sit: Sit, violations: Callable[[Page], list[str]], width: int, dark: bool) -> None:  # noqa: FBT001 – of the test
    reader = sit(width=width, dark=dark)
    for address in views(reader, *SEEN):
        reader.page.goto(address)
        assert violations(reader.page) == [], address


def test_nothing_is_missing_without_scripts_but_what_is_kept_in_the_browser(sit: Sit) -> None:
    """Read with and without scripts, each page says the same."""
    with_scripts, without = sit(width=390), sit(width=390, scripts=False)
    for address in views(without, "history"):
        for reader in (with_scripts, without):
            reader.page.goto(address)
            reader.page.wait_for_load_state("networkidle")
        said, bare = (_said(reader.page) for reader in (with_scripts, without))
        assert bare, address
        assert set(said) - set(bare) <= {"Bỏ vào giỏ", "Tắt phím tắt là chữ và dấu Đang bật."}, address


def _said(page: Page) -> list[str]:
    """What stands on a page, line by line, without how long it took."""
    text = re.sub(r"[\d,.]+\sms", "", page.locator("main").inner_text())
    return [line for each in text.splitlines() if (line := " ".join(each.split()))]


@pytest.mark.parametrize("address", ["/", RESULTS])
def test_a_first_view_weighs_little(sit: Sit, address: str) -> None:
    page = sit().page
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    assert len(sizes) >= 3  # page, look, keys
    assert sum(sizes) < 60_000


def test_letters_with_stacked_marks_are_not_clipped(sit: Sit) -> None:
    page = sit().page
    page.goto("/")
    page.locator("#q").fill("Ế Ữ Ặ Ộ ỵ ự")
    for selector in ("#q", ".field button"):
        tall = page.locator(selector).first.evaluate("each => each.scrollHeight - each.clientHeight")
        assert tall <= 0, selector
    spacing = page.locator("body").evaluate(
        "each => parseFloat(getComputedStyle(each).lineHeight) / parseFloat(getComputedStyle(each).fontSize)"
    )
    assert spacing >= 1.4


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_when_the_basket_is_no_longer_empty(sit: Sit, width: int) -> None:
    page = sit(width=width).page
    page.goto(RESULTS)
    before = page.locator("main").bounding_box()
    page.locator("[data-keep]").first.click()
    link = page.locator(".basket-link").bounding_box()
    name = page.locator(".top .name a").bounding_box()
    assert link
    assert name
    assert page.locator("main").bounding_box() == before
    assert link["x"] >= name["x"] + name["width"]
