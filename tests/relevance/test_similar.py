"""Documents of the sample corpus that treat one subject are near each other."""

from __future__ import annotations

import pytest

from indexer.library import Library

PAIRS = [
    ("bai-bao-gia-tri-thang-du.pdf", "giao-trinh-kinh-te-chinh-tri.pdf", 1),
    ("giao-trinh-kinh-te-chinh-tri.pdf", "bai-bao-gia-tri-thang-du.pdf", 1),
    ("day-phep-bien-chung.txt", "bai-giang-triet-hoc-y-thuc.md", 1),
    ("bai-giang-triet-hoc-y-thuc.md", "day-phep-bien-chung.txt", 2),
    ("nghi-quyet-05-nq-du.pdf", "hoi-dap-nghi-quyet-05.docx", 2),
    ("ke-hoach-12-kh-du.pdf", "nghi-quyet-05-nq-du.pdf", 3),
    ("huong-dan-07-hd-du.docx", "chi-thi-03-ct-du.pdf", 2),
    ("bai-bao-tu-phe-binh.pdf", "de-cuong-xay-dung-dang.rtf", 4),
    ("bai-viet-van-hoa-doc.html", "ghi-chep-doc-kinh-dien.txt", 3),
    ("bai-bao-van-hoa-cong-vu.odt", "suy-nghi-ve-dan-van.txt", 3),
]


@pytest.mark.parametrize(("name", "near", "within"), PAIRS)
def test_what_treats_the_same_subject_is_near(library: Library, name: str, near: str, within: int) -> None:
    held = {hit.document.filename: hit.document.id for hit in library.search("", limit=99).documents}
    found = library.around.similar(held[name])
    assert near in [hit.document.filename for hit in found.hits[:within]]


def test_a_page_is_near_what_treats_its_own_subject(library: Library) -> None:
    """The course treats much; its page on surplus value leads to the paper on it."""
    (course, *_) = library.search('"giá trị thặng dư là"', limit=99).documents
    page = course.passages[0].page
    names = [hit.document.filename for hit in library.around.similar(course.document.id, page=page).hits]
    assert {course.document.filename, names[0]} == {"bai-bao-gia-tri-thang-du.pdf", "giao-trinh-kinh-te-chinh-tri.pdf"}
