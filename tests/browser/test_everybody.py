"""For everybody: both languages, the keyboard alone, large letters, no motion."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from tests.web.routes import ASKS

if TYPE_CHECKING:
    from playwright.sync_api import Page


class Reader(Protocol):
    page: Page

    def width(self) -> int: ...


class Sit(Protocol):
    def __call__(self, *, width: int = ..., height: int = ..., scripts: bool = ..., dark: bool = ...) -> Reader: ...


RESOLUTION = "ex4y4b1ac"  # of the sample corpus
D = f"/tai-lieu/{RESOLUTION}"
PAGES = {  # every page of the site → an address of it
    "search.home": "/",
    "search.results": "/tim?q=gia+tri+thang+du",
    "search.history": "/lich-su",
    "guide.guide": "/tro-giup",
    "api.trial": "/api",
    "reading.page": f"{D}/trang/1?q=chi+bo",
    "citing.citation": f"{D}/trich?trang=1",
    "citing.basket": "/gio-trich-dan",
    "around.similar": f"{D}/tuong-tu",
    "around.telling_words": f"{D}/tu-tieu-bieu",
    "around.telling_words_of_result": "/tu-tieu-bieu?q=gia+tri",
    "around.hits": f"{D}/khop?q=chi+bo",
    "concordance.concordance": "/ngu-canh?q=gi%C3%A1+tr%E1%BB%8B",
    "over_years.over_years": "/theo-nam?q=l%C3%BD+lu%E1%BA%ADn",
    "relations.relations": f"{D}/dan-chieu",
    "relations.wanted": "/con-thieu",
    "quotes.form": "/kiem-tra-trich-dan",
    "accounts.sign_in": "/dang-nhap",
}
NO_PAGES = {  # what answers with files, with records for programs, or leads on to a page
    "static",
    "language.choose",
    "language.words",
    "reading.document",
    "reading.jump",
    "reading.picture",
    "reading.original",
    "relations.table",
    "quotes.long",  # the page of the form, while a manuscript is checked
    "api.try_out",
    "accounts.own",  # the desk and accounts are for those who have signed in
}
FOR_PROGRAMS = ("api.", "health.", "exports.", "feeds.", "exchange.", "citing.record", "citing.unapi")
FOREIGN = """() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const told = node.parentElement.closest("[lang]").lang;
    if (told === "en" && !node.parentElement.closest("script, title")
      && /[À-ÖØ-öø-ɏḀ-ỿ]/.test(node.data)) found.push(node.data.trim());
  }
  return found;
}"""
FOCUSED = """() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const style = getComputedStyle(focused), box = focused.getBoundingClientRect();
  return { name: focused.outerHTML.slice(0, 80), outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight };
}"""


def test_every_page_is_looked_at() -> None:
    asked = {
        endpoint
        for endpoint, asks in ASKS.items()
        if any(each.data is None and not each.needs for each in asks) and not endpoint.startswith(FOR_PROGRAMS)
    }
    assert (asked | {"api.trial"}) - NO_PAGES <= set(PAGES), "give each new page an address in PAGES"


def in_english(reader: Reader) -> None:
    """Choose it as readers do."""
    from playwright.sync_api import expect

    reader.page.goto("/")
    reader.page.get_by_role("link", name="English").click()
    expect(reader.page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize(("width", "dark"), [(390, True), (1280, False)])
def test_english_pages_are_english_and_axe_finds_nothing(
    sit: Sit,
    violations: Callable[[Page], list[str]],
    width: int,
    dark: bool,  # noqa: FBT001  # of the test
) -> None:
    reader = sit(width=width, dark=dark)
    in_english(reader)
    foreign: dict[str, list[str]] = {}
    for address in PAGES.values():
        reader.page.goto(address)
        assert reader.page.evaluate("document.documentElement.lang") == "en"
        foreign[address] = reader.page.evaluate(FOREIGN)
        assert reader.width() <= width, address
        if (width, address) in {
            (1280, "/"),
            (1280, PAGES["search.results"]),
            (390, PAGES["reading.page"]),
            (390, PAGES["guide.guide"]),
        }:
            assert violations(reader.page) == [], address
    assert {address: texts for address, texts in foreign.items() if texts} == {}


def test_the_language_stays_with_the_page_and_comes_back_without_scripts(sit: Sit) -> None:
    page = sit(scripts=False).page
    page.goto(PAGES["reading.page"])
    page.get_by_role("link", name="English").click()
    assert page.url.endswith(PAGES["reading.page"])
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator(".leaf").get_attribute("lang") == "vi"
    page.get_by_role("link", name="Tiếng Việt").click()
    assert page.url.endswith(PAGES["reading.page"])
    assert page.locator("html").get_attribute("lang") == "vi"


@pytest.mark.parametrize("address", [PAGES["search.results"], PAGES["reading.page"]])
def test_everything_is_reached_by_the_keyboard_and_is_seen_there(sit: Sit, address: str) -> None:
    page = sit().page
    page.goto(address)
    wanted = page.evaluate(
        "[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]"
        ".filter((each) => each.checkVisibility() && each.tabIndex >= 0 && !each.disabled).length"
    )
    page.evaluate("document.activeElement.blur()")
    reached: list[Any] = []
    for _ in range(wanted):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert focused, f"lost after {len(reached)} of {wanted}: {reached[-1:]}"
        assert focused["outline"], focused
        assert focused["seen"], focused
        reached.append(focused)
    assert 'class="skip"' in reached[0]["name"]


def test_the_skip_link_leads_past_the_header(sit: Sit) -> None:
    page = sit().page
    page.goto(PAGES["search.results"])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")


def test_keys_do_nothing_in_fields_and_letters_can_be_switched_off(sit: Sit) -> None:
    page = sit().page
    page.goto(PAGES["reading.page"])
    page.locator("#trong").focus()
    page.keyboard.type("n/p c")
    assert page.locator("#trong").input_value().startswith("n/p c")
    assert page.url.endswith(PAGES["reading.page"])
    page.goto("/tro-giup")
    page.locator("#phim-tat").click()
    page.goto(PAGES["reading.page"])
    page.keyboard.press("/")
    assert not page.evaluate("document.activeElement.id === 'q'")
    page.goto("/tro-giup")
    page.locator("#phim-tat").click()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id === 'q'")


@pytest.mark.parametrize("percent", [200, 400])
def test_pages_can_be_read_with_large_letters(sit: Sit, percent: int) -> None:
    reader = sit(width=1280, height=1024)
    for address in (PAGES["search.home"], PAGES["search.results"], PAGES["reading.page"]):
        reader.page.goto(address)
        session = reader.page.context.new_cdp_session(reader.page)
        size = {"width": 1280 * 100 // percent, "height": 1024 * 100 // percent}  # what zooming leaves of a window
        session.send(
            "Emulation.setDeviceMetricsOverride", {**size, "deviceScaleFactor": percent / 100, "mobile": False}
        )
        assert reader.width() <= size["width"], address


def test_nothing_moves(sit: Sit) -> None:
    page = sit().page
    page.emulate_media(reduced_motion="reduce")
    for address in (PAGES["search.home"], PAGES["search.results"], PAGES["reading.page"]):
        page.goto(address)
        assert (
            page.evaluate(
                "[...document.querySelectorAll('*')].filter((each) => { const style = getComputedStyle(each);"
                "return parseFloat(style.transitionDuration) > 0 || style.animationName !== 'none' || style.scrollBehavior === 'smooth';"
                "}).length"
            )
            == 0
        ), address
