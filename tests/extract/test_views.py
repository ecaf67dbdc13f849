"""Images of pages, and the places of their words, against what pdfplumber says stands there."""

from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path

import pytest

from indexer.errors import DamagedFile, UnknownFormat
from indexer.extract import extract
from indexer.extract.placing import word_boxes
from indexer.extract.recognition import Recognition, unpacked
from indexer.extract.views import ViewTask, make_view
from indexer.text.layout import page_text

CORPUS = Path(__file__).parents[2] / "corpus"
PAPER = CORPUS / "bai-bao-gia-tri-thang-du.pdf"
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def words_of(path: Path, page: int) -> Recognition:
    return unpacked(make_view(ViewTask(path, path.name, page)))


def size_of(drawn: bytes) -> tuple[int, int]:
    from PIL import Image

    with Image.open(io.BytesIO(drawn), formats=["WEBP"]) as image:
        return image.size


def plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(_SUPERSCRIPT)


@pytest.mark.parametrize(
    ("name", "page", "share"),
    [
        ("bai-bao-tu-phe-binh.pdf", 2, 1.0),  # two columns
        ("nghi-quyet-05-nq-du.pdf", 1, 1.0),  # a letterhead of two columns
        ("ke-hoach-12-kh-du.pdf", 2, 0.85),  # a table: the signs between its cells stand nowhere
    ],
)
def test_the_box_of_a_word_holds_that_word_and_no_other(name: str, page: int, share: float) -> None:
    import pdfplumber

    path = CORPUS / name
    text = page_text(extract(path, name).pages[page - 1].blocks)
    boxes = word_boxes(text, words_of(path, page))
    assert len(boxes) >= share * len(text.split()) > 50
    with pdfplumber.open(path) as file:
        letters = [
            (str(each["text"]), (each["x0"] + each["x1"]) / 2, (each["top"] + each["bottom"]) / 2)
            for each in file.pages[page - 1].chars
        ]
    for box in boxes:
        inside = [(x, letter) for letter, x, y in letters if box.x <= x <= box.right and box.top <= y <= box.bottom]
        printed = "".join(letter for _, letter in sorted(inside, key=lambda each: each[0]))
        assert plain(printed).replace(" ", "") == plain(text[box.start : box.end])


def test_words_that_may_be_one_of_several_have_no_box() -> None:
    held = words_of(PAPER, 1)
    words = {word.text for line in held.lines for word in line.words}
    assert "và" in words
    assert word_boxes("và", held) == ()
    assert word_boxes("không có chữ nào như thế ở đó", Recognition(1, 1, 0, 0, ())) == ()


def test_a_page_that_lies_on_its_side_is_turned_upright_with_its_words(tmp_path: Path) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(PAPER)
    document[0].set_rotation(90)
    path = tmp_path / "turned.pdf"
    document.save(str(path))
    document.close()
    held, usual = words_of(path, 1), words_of(PAPER, 1)
    assert (held.turn, usual.turn) == (3, 0)
    assert held.lines == usual.lines
    drawn = make_view(ViewTask(path, path.name, 1, 800, held.turn))
    assert size_of(drawn) == size_of(make_view(ViewTask(PAPER, PAPER.name, 1, 800)))


@pytest.mark.parametrize("width", [800, 1600])
def test_an_image_is_as_wide_as_asked_and_as_high_as_the_page(width: int) -> None:
    drawn = make_view(ViewTask(PAPER, PAPER.name, 2, width))
    held = words_of(PAPER, 2)
    assert size_of(drawn)[0] == width
    assert abs(size_of(drawn)[1] - width * held.height / held.width) <= 1
    assert len(drawn) < 500_000


def test_a_scan_in_an_image_file_is_drawn_no_larger_than_it_is(tmp_path: Path) -> None:
    from PIL import Image

    path = tmp_path / "scan.png"
    Image.new("L", (600, 400), 255).save(path, dpi=(150, 150))
    assert size_of(make_view(ViewTask(path, path.name, 1, 800))) == (600, 400)
    assert size_of(make_view(ViewTask(path, path.name, 1, 800, 1))) == (400, 600)
    held = words_of(path, 1)
    assert (round(held.width), round(held.height), held.lines) == (288, 192, ())


def test_what_cannot_be_drawn_says_why(tmp_path: Path) -> None:
    broken, text = tmp_path / "broken.pdf", tmp_path / "a.txt"
    broken.write_bytes(b"%PDF-1.7\nnothing follows")
    text.write_text("Công tác dân vận", "utf-8")
    with pytest.raises(DamagedFile, match="damaged"):
        make_view(ViewTask(broken, broken.name, 1, 800))
    with pytest.raises(UnknownFormat, match=re.escape("no images")):
        make_view(ViewTask(text, text.name, 1))
