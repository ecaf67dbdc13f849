"""Pages read by the real tesseract: words and their places, columns, page numbers, turned and bad pages."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path

import pytest

from indexer.errors import DamagedFile, LimitExceeded
from indexer.extract import extract, sniff
from indexer.extract.mending import mended
from indexer.extract.pdf.glyphs import open_pdf
from indexer.extract.pdf.images import MOST_PIXELS, dots, page_picture
from indexer.extract.pdf.lines import Line, rows
from indexer.extract.placing import word_boxes
from indexer.extract.recognition import ReadLine, ReadWord, Recognition, packed, unpacked
from indexer.extract.repairing import at_hand
from indexer.extract.scanned import recognise
from indexer.extract.tesseract import why_unavailable
from indexer.model import DOUBTFUL_CONFIDENCE, Extraction, Origin
from indexer.text.layout import page_text
from indexer.text.readable import reads_better
from tests.scans import GARBAGE, PAPER, PLAN, need_tesseract, pictures, scan, without_tesseract


@pytest.fixture(autouse=True)
def _tesseract() -> None:
    need_tesseract()


def read(path: Path, page: int = 1, seconds: float = 60) -> Recognition:
    return recognise(path, path.name, page, languages="vie", dpi=300, seconds=seconds)


def words(found: Extraction, page: int) -> list[str]:
    return [word for block in found.pages[page - 1].blocks for word in block.text.split()]


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[int, Recognition]]:
    """Two pages of two columns, and what is read on them."""
    need_tesseract()
    path = scan(tmp_path_factory.mktemp("scans") / "paper.pdf", pictures(PAPER, (0, 1), dpi=200), dpi=200)
    return path, {page: read(path, page) for page in (1, 2)}


def test_a_scan_says_which_pages_wait(paper: tuple[Path, dict[int, Recognition]]) -> None:
    found = extract(paper[0], "paper.pdf")
    assert found.scans == (1, 2)
    assert [page.blocks for page in found.pages] == [(), ()]


def test_two_columns_are_read_one_after_the_other_with_their_page_numbers(
    paper: tuple[Path, dict[int, Recognition]],
) -> None:
    found, printed = extract(paper[0], "paper.pdf", paper[1]), extract(PAPER, PAPER.name)
    assert found.scans == ()
    assert [page.label for page in found.pages] == [page.label for page in printed.pages[:2]] == ["45", "46"]
    for page in (1, 2):
        alike = SequenceMatcher(None, words(found, page), words(printed, page), autojunk=False).ratio()
        assert alike > 0.97
        assert found.pages[page - 1].origin is Origin.RECOGNITION
        assert found.pages[page - 1].confidence == paper[1][page].confidence > 90


def test_words_stand_where_they_are_printed(paper: tuple[Path, dict[int, Recognition]]) -> None:
    with open_pdf(PAPER, at_hand()) as file:
        sheet = file.sheet(1)
    assert sheet
    printed = [part for row in rows(sheet.glyphs) for part in row.parts if len(part.text) > 40]
    pairs = [(part, line) for part in printed for line in paper[1][2].lines if _text(line) == part.text]
    assert len(pairs) > 20
    for part, line in pairs:
        assert _off(part, line) < 1.5
        assert line.words[0].top < part.y - 0.3 * part.size
        assert line.words[0].bottom > part.y - 0.1 * part.size


def _text(line: ReadLine) -> str:
    return " ".join(word.text for word in line.words)


def _off(part: Line, line: ReadLine) -> float:
    """Points between where a line is printed and where it was read."""
    return max(abs(line.words[0].x - part.x), abs(line.words[-1].right - part.right), abs(line.y - part.y))


def test_words_of_the_text_have_boxes(paper: tuple[Path, dict[int, Recognition]]) -> None:
    text = page_text(extract(paper[0], "paper.pdf", paper[1]).pages[1].blocks)
    boxes = word_boxes(text, paper[1][2])
    assert len(boxes) > 0.98 * len(text.split())
    assert [box.start for box in boxes] == sorted({box.start for box in boxes})
    with open_pdf(PAPER, at_hand()) as file:
        sheet = file.sheet(1)
    assert sheet
    at = {box.start: box for box in boxes}
    lines = [part for row in rows(sheet.glyphs) for part in row.parts if text.count(part.text) == 1]
    placed = [(part, at[text.index(part.text)]) for part in lines if text.index(part.text) in at]
    assert len(placed) > 20
    for part, box in placed:
        assert text[box.start : box.end] == part.text.split()[0]
        assert abs(box.x - part.x) < 1.5
        assert box.top < part.y < box.bottom + 1.5


def test_what_is_read_is_packed_small_and_whole(paper: tuple[Path, dict[int, Recognition]]) -> None:
    one = unpacked(packed(paper[1][1]))
    count = sum(len(line.words) for line in one.lines)
    assert one.text == paper[1][1].text
    assert packed(one) == packed(paper[1][1])
    assert len(packed(one)) < 20 * count
    with pytest.raises(DamagedFile, match="--again"):
        unpacked(b"nothing")


def line_of(*words: tuple[str, int]) -> Recognition:
    placed = tuple(ReadWord(text, 50.0 * at, 0, 50.0 * at + 40, 12, sure) for at, (text, sure) in enumerate(words))
    return Recognition(500, 50, 0, 0.0, (ReadLine(12, 12, placed),))


def test_a_round_a_is_put_back_where_spelling_shows_it() -> None:
    shown = [("củo", 80), ("nhou.", 61), ("giữo", 70)]
    assert mended(line_of(*shown, ("xõ", 77), ("†ừ", 90), ("vò", 96), ("Marx", 90))).text == (
        "của nhau. giữa xã từ vò Marx"
    )
    assert mended(line_of(("củo", 80), ("xõ", 77), ("lò", 90))).text == "củo xõ lò"  # one word shows nothing of a font
    names = line_of(("Roy", 80), ("Hoid", 80), ("Loe", 80), ("†1", 60), ("quy†2", 60))
    assert mended(names).text == "Roy Hoid Loe †1 quy†2"  # names, and the marks of notes


def test_what_is_read_off_a_drawing_does_not_replace_what_the_file_says() -> None:
    written = "Hình vẽ dưới đây là sơ đồ kết nối IC SRAM A0 -> A12 RD WR CS D4 -> D7 a. 4K x 4 bit b. 8K x 8 bit"
    drawn = f"Ao -> Ai2 lợ nhớ ® Dạ -> Dị {written} có để là và"
    assert not reads_better(drawn, written)
    assert reads_better(drawn * 3, written)  # a caption on a page that is a picture


def test_what_was_read_well_is_left_alone(paper: tuple[Path, dict[int, Recognition]]) -> None:
    assert all(mended(page) == page for page in paper[1].values())


def test_pages_on_their_side_are_set_upright(tmp_path: Path) -> None:
    (image,) = pictures(PLAN, (1,), part=0.6)
    by_the_file = read(scan(tmp_path / "a.pdf", [image], turned=90))
    lying = read(scan(tmp_path / "b.pdf", [image.rotate(90, expand=True)]))
    assert (by_the_file.turn, lying.turn) == (0, 1)
    for found in (by_the_file, lying):
        assert found.confidence > 85
        assert found.width == pytest.approx(image.width * 72 / 150, abs=1)
        assert found.lines[1].words[0].x < found.width / 4


def test_a_page_that_is_hard_to_read_is_doubtful(tmp_path: Path) -> None:
    (image,) = pictures(PLAN, (1,), dpi=55, part=0.4)
    found = read(scan(tmp_path / "a.pdf", [image], dpi=55))
    assert found.lines
    assert found.confidence < DOUBTFUL_CONFIDENCE


def test_a_text_layer_of_garbage_gives_way_and_one_that_can_be_read_stays(tmp_path: Path) -> None:
    (image,) = pictures(PLAN, (1,), part=0.4)
    path = scan(tmp_path / "a.pdf", [image], beneath=GARBAGE)
    assert extract(path, path.name).scans == (1,)
    found = extract(path, path.name, {1: read(path)})
    assert found.pages[0].origin is Origin.RECOGNITION
    assert "tr~nh" not in words(found, 1)
    printed = extract(PLAN, PLAN.name)
    again = extract(PLAN, PLAN.name, {2: read(path)})
    assert printed.scans == ()
    assert again.pages[1] == printed.pages[1]


def test_too_slow_a_page_is_given_up(tmp_path: Path) -> None:
    path = scan(tmp_path / "a.pdf", pictures(PAPER, (0,)))
    with pytest.raises(LimitExceeded, match="ocr_seconds"):
        read(path, seconds=0.05)


def test_a_page_of_five_metres_is_a_small_image(tmp_path: Path) -> None:
    (image,) = pictures(PLAN, (0,), dpi=30)
    path = scan(tmp_path / "a.pdf", [image], dpi=3)
    picture = page_picture(path, 0, 300)
    assert picture.width * picture.height <= MOST_PIXELS * 1.01
    assert picture.dpi == pytest.approx(dots(image.width * 24, image.height * 24, 300))


@pytest.mark.parametrize("ending", ["png", "jpg", "tif"])
def test_image_files_are_scans(ending: str, tmp_path: Path) -> None:
    first, *others = pictures(PLAN, (1, 2), part=0.25)
    path = tmp_path / f"a.{ending}"
    more = {"save_all": True, "append_images": others} if ending == "tif" else {}
    first.save(path, dpi=(150, 150), **more)
    assert sniff.kind_of(path, path.name) == sniff.IMAGE
    count = 2 if ending == "tif" else 1
    assert extract(path, path.name).scans == tuple(range(1, count + 1))
    found = read(path, count)
    assert found.confidence > 80
    assert found.width == pytest.approx(first.width * 72 / 150, abs=1)


def test_a_broken_image_is_damaged(tmp_path: Path) -> None:
    (image,) = pictures(PLAN, (0,), dpi=30)
    image.save(tmp_path / "whole.png")
    path = tmp_path / "a.png"
    path.write_bytes((tmp_path / "whole.png").read_bytes()[:900])
    with pytest.raises(DamagedFile):
        read(path)


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "tesseract-ocr-xyz" in why_unavailable("vie+xyz")
    monkeypatch.setenv("PATH", without_tesseract())
    assert "tesseract-ocr tesseract-ocr-vie" in why_unavailable("vie")
