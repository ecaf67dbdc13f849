"""A librarian's day at the desk, from signing in to signing out."""

from __future__ import annotations

import base64
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import PATIENCE, ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PASSWORD = "đọc sách mỗi ngày"  # noqa: S105  # of nobody
CORPUS = ("chi-thi-03-ct-du.pdf", "huong-dan-07-hd-du.docx", "suy-nghi-ve-dan-van.txt")
LONG = " ".join(f"Câu thứ {number} nói về công tác dân vận ở thôn {number * 7}." for number in range(60))
BAD = {
    "hong.pdf": b"%PDF-1.7\nnothing follows",
    "hong nua.pdf": b"%PDF-1.7\nnothing follows either",
    "trong.txt": b"",
    "chuong trinh.exe": b"MZ\x90\0" + bytes(range(256)) * 9,
    "khong phai.docx": b"PK\x03\x04 cut short",
}


def dropped_files() -> dict[str, bytes]:
    """Thirty: five bad, two of the same bytes as others, one with the same text as another."""
    good = {name: (ROOT / "corpus" / name).read_bytes() for name in CORPUS}
    texts = {f"bai {number}.txt": f"Bài số {number}. Cán bộ học tập lý luận.\n".encode() for number in range(18)}
    twins = {"ban goc.txt": LONG.encode(), "ban chep.md": f"{LONG}\n\n".encode()}
    same = {f"lai {name}": body for name, body in list(texts.items())[:2]}
    return {**good, **texts, **twins, **same, **BAD}


@pytest.fixture
def desk(chromium: Browser, tmp_path: Path) -> Iterator[Page]:
    """A browser at a library that holds nothing yet, with one librarian."""
    command = [sys.executable, "-m", "indexer.cli", "--home", str(tmp_path / "home")]
    known = {**os.environ, "TRACUU_PASSWORD": PASSWORD, "TRACUU_PROCESSES": "1"}
    subprocess.run([*command, "user", "add", "linh", "--role", "librarian"], env=known, check=True, capture_output=True)
    server = subprocess.Popen([*command, "serve", "--port", "0"], env=known, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    site = server.stdout.readline().split()[-1].rstrip("/")
    context = chromium.new_context(base_url=site, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    failed: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: failed.append(str(error)))
    yield page
    context.close()
    server.terminate()
    server.wait(20)
    server.stdout.close()
    assert failed == []


def looked_at(page: Page, violations: Callable[[Page], list[str]]) -> None:
    """Nothing is wrong for those who cannot see it, and a phone shows all of its width."""
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 800})
    assert int(page.evaluate("document.documentElement.scrollWidth")) <= 390
    page.set_viewport_size({"width": 1280, "height": 900})


def test_a_librarians_day(desk: Page, violations: Callable[[Page], list[str]]) -> None:
    signs_in(desk, violations)
    batch = sends_thirty_files(desk, violations)
    card = fixes_two_records(desk, violations, batch)
    merges_throws_away_and_restores(desk, violations, card)
    finds_all_of_it_and_leaves(desk, violations)


def signs_in(page: Page, violations: Callable[[Page], list[str]]) -> None:
    from playwright.sync_api import expect

    page.goto("/dang-nhap?next=/ban-thu-thu/them")
    page.fill("#ten", "linh")
    page.fill("#mat-khau", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thêm tài liệu")).to_be_visible()
    looked_at(page, violations)


def sends_thirty_files(page: Page, violations: Callable[[Page], list[str]]) -> str:
    """Returns: the address of the page that tells what became of them."""
    from playwright.sync_api import expect

    files = dropped_files()
    assert len(files) == 30
    # drop thirty files and watch what becomes of them
    packed = [[name, base64.b64encode(body).decode()] for name, body in files.items()]
    transfer = page.evaluate_handle(
        """(files) => { const all = new DataTransfer(); for (const [name, body] of files)
           all.items.add(new File([Uint8Array.from(atob(body), (c) => c.charCodeAt(0))], name)); return all; }""",
        packed,
    )
    page.dispatch_event("#tha", "drop", {"dataTransfer": transfer})
    expect(page.locator("#da-chon")).to_have_text("Đã chọn 30 tệp.")
    page.fill("#bo-suu-tap", "Một ngày")
    page.get_by_role("button", name="Gửi", exact=True).click()
    page.wait_for_url("**/lan-gui/*")
    expect(page.locator("#cac-tep li")).to_have_count(30)
    expect(page.locator("#tom-tat")).to_have_text("23 xong · 2 thư viện đã có · 5 lỗi")
    for name in BAD:
        row = page.locator("#cac-tep li", has=page.locator(".what", has_text=re.compile(f"^{re.escape(name)}$")))
        expect(row.locator(".how")).to_contain_text("Hãy")
    looked_at(page, violations)
    return page.url


def fixes_two_records(page: Page, violations: Callable[[Page], list[str]], batch: str) -> str:
    """One by a key, one by hand. Returns: the address of the latter's card."""
    from playwright.sync_api import expect

    # fix two records: one by a key, one by hand
    page.goto("/ban-thu-thu/can-xem?vi=card")
    doubts = page.locator("form[data-goi-y]").count()
    looked_at(page, violations)
    page.keyboard.press("d")
    expect(page.get_by_role("status")).to_have_text("Đã nhận.")
    assert page.locator("form[data-goi-y]").count() < doubts
    page.goto(batch)
    page.locator("#cac-tep li", has_text="bai 17.txt").get_by_role("link").click()
    page.get_by_role("link", name="Sửa thẻ").click()
    page.get_by_label("Nhan đề").fill("Chuyên đề mười bảy")
    page.get_by_label("Ngày ban hành").fill("9/2/2018")
    page.get_by_role("button", name="Lưu thẻ").click()
    expect(page.get_by_role("status")).to_have_text("Đã lưu thẻ.")
    expect(page.get_by_label("Ngày ban hành")).to_have_value("2018-02-09")
    looked_at(page, violations)
    return page.url


def merges_throws_away_and_restores(page: Page, violations: Callable[[Page], list[str]], card: str) -> None:
    from playwright.sync_api import expect

    # merge a duplicate
    page.goto("/ban-thu-thu/can-xem?vi=same")
    looked_at(page, violations)
    page.get_by_role("button", name="Gộp, giữ bản này").click()
    expect(page.get_by_role("status")).to_contain_text("Đã gộp.")
    # throw away, and bring back
    page.goto(card)
    page.get_by_role("button", name="Bỏ tài liệu vào thùng rác").click()
    page.wait_for_url("**/thung-rac")
    looked_at(page, violations)
    page.get_by_label("Chuyên đề mười bảy").check()
    page.get_by_role("button", name="Khôi phục").click()
    expect(page.get_by_role("status")).to_contain_text("Đã khôi phục 1 tài liệu.")


def finds_all_of_it_and_leaves(page: Page, violations: Callable[[Page], list[str]]) -> None:
    from playwright.sync_api import expect

    # find all of it
    found = page.locator(".tally h1")
    for _ in range(60):  # the index follows within a moment
        page.goto("/tim?q=&filter=collection%3DM%E1%BB%99t+ng%C3%A0y")
        if (found.text_content() or "").strip().startswith("22 "):
            break
        page.wait_for_timeout(500)
    expect(found).to_contain_text("22 tài liệu")
    page.goto("/tim?q=%22chuy%C3%AAn+%C4%91%E1%BB%81+m%C6%B0%E1%BB%9Di+b%E1%BA%A3y%22")
    expect(page.locator(".hits h2").first).to_contain_text("Chuyên đề mười bảy")
    page.goto("/ban-thu-thu/")
    looked_at(page, violations)
    page.goto("/ban-thu-thu/hang-loat?q=l%C3%BD+lu%E1%BA%ADn")
    looked_at(page, violations)
    # sign out
    page.get_by_role("button", name="Đăng xuất").click()
    page.goto("/ban-thu-thu/")
    page.wait_for_url("**/dang-nhap**")
