"""The quotation check from end to end in a browser: paste or send a manuscript, read the report, go to the printed words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import docx
from docx.shared import Cm

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.conftest import Reader, Sit

PRINTED = (Path(__file__).parents[2] / "corpus" / "suy-nghi-ve-dan-van.txt").read_text("utf-8")
SENTENCE = next(
    each.strip()
    for each in " ".join(PRINTED.split()).split(". ")
    if 15 <= len(each.split()) <= 40 and not set(each) & set('“”"…:()[]')
)
CHANGED = " ".join([*SENTENCE.split()[:6], "xanh", *SENTENCE.split()[7:]])


def test_pasted_words_are_checked_and_lead_to_their_page(reader: Reader) -> None:
    page = reader.page
    page.goto("/kiem-tra-trich-dan")
    page.get_by_label("Dán câu, trang hoặc cả bản thảo").fill(f"Sách viết “{SENTENCE}” và “{CHANGED}”.")
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    page.locator(".verdict").nth(1).wait_for()
    assert page.locator(".verdict").all_inner_texts() == ["đúng", "sai chữ"]
    assert page.locator("del").inner_text() == "xanh"
    page.locator(".source a").first.click()
    page.wait_for_url("**/tai-lieu/**")
    assert " ".join(SENTENCE.split()[:8]) in " ".join(page.locator("main").inner_text().split())


def test_a_long_manuscript_shows_its_report_by_itself(
    sit: Sit, tmp_path: Path, violations: Callable[[Page], list[str]]
) -> None:
    """Without scripts, on a phone: the page that waits turns into the report."""
    file = docx.Document()
    file.add_paragraph("Tác giả viết:")
    block = file.add_paragraph(SENTENCE + ".")
    block.paragraph_format.left_indent = block.paragraph_format.right_indent = Cm(1.5)
    for _ in range(700):
        file.add_paragraph("Đoạn này là lời của người viết bản thảo.")
    file.save(str(tmp_path / "ban-thao.docx"))
    reader = sit(width=390, height=844, scripts=False)
    page = reader.page
    page.set_default_timeout(60_000)
    page.goto("/kiem-tra-trich-dan")
    page.get_by_label("hoặc chọn tệp").set_input_files(tmp_path / "ban-thao.docx")
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    page.locator(".verdict").wait_for()
    assert page.locator(".verdict").all_inner_texts() == ["đúng"]
    assert reader.width() <= 390
    with page.expect_download() as saved:
        page.get_by_role("link", name="Tải báo cáo DOCX").click()
    rows = docx.Document(str(saved.value.path())).tables[0].rows
    assert rows[1].cells[1].text == "đúng"
    plain = sit(dark=True)
    plain.page.goto(page.url)
    assert violations(plain.page) == []
