"""The searches that a browser remembers, and that it alone does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from playwright.sync_api import Page


class Reader(Protocol):
    page: Page
    asked: list[str]


class Sit(Protocol):
    def __call__(self, *, width: int = ..., height: int = ..., scripts: bool = ..., dark: bool = ...) -> Reader: ...


def lines(page: Page) -> list[str]:
    return page.locator("#lich-su a").all_inner_texts()


def test_searches_are_remembered_newest_first_and_forgotten_on_demand(sit: Sit) -> None:
    page = sit().page
    for address in ("q=dân+vận", "q=lý+luận&filter=kind=Giáo+trình", "q=học", "q=dân+vận", "q=dân+vận&offset=10"):
        page.goto(f"/tim?{address}")
    page.goto("/lich-su")
    assert lines(page) == ["dân vận", "học", "lý luận"]
    assert "Giáo trình" in page.locator("#lich-su li", has_text="lý luận").inner_text()
    page.get_by_role("button", name="Xóa học").click()
    assert lines(page) == ["dân vận", "lý luận"]
    page.get_by_role("button", name="Thôi ghi").click()
    page.goto("/tim?q=học")
    page.goto("/lich-su")
    assert lines(page) == ["dân vận", "lý luận"]
    assert "đang tắt" in page.locator("#lich-su-bao").inner_text()
    page.get_by_role("button", name="Xóa hết").click()
    page.reload()
    assert lines(page) == []
    page.get_by_role("button", name="Ghi lại từ nay").click()
    page.goto("/tim?q=học")
    page.goto("/lich-su")
    assert lines(page) == ["học"]


def test_no_more_than_two_hundred_are_kept(sit: Sit) -> None:
    page = sit().page
    page.goto("/lich-su")
    page.evaluate(
        "localStorage.setItem('lich-su', JSON.stringify([...Array(200).keys()].map(at => ({query: `q=${at}`, line: `${at}`}))))"
    )
    page.goto("/tim?q=học")
    page.goto("/lich-su")
    assert (len(lines(page)), lines(page)[:2], lines(page)[-1]) == (200, ["học", "0"], "198")


def test_without_scripts_or_storage_the_page_says_so(sit: Sit) -> None:
    page = sit(scripts=False).page
    page.goto("/lich-su")
    assert "cần JavaScript" in page.locator("noscript").inner_text()
    page = sit().page
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    page.goto("/lich-su")
    assert "không cho trang lưu" in page.locator("#lich-su-bao").inner_text()
