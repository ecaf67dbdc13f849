"""Verdicts and places of quotations of known fate, over the sample corpus."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from indexer.benchmark.altering import WAYS, cases
from indexer.benchmark.quoting import Told, judge, write_manuscript
from indexer.benchmark.sentences import Held
from indexer.catalogue import Catalogue
from indexer.library import Library
from indexer.model import Status, Verdict
from indexer.settings import Settings

CORPUS = Path(__file__).parents[2] / "corpus"
ABSENT = (Path(__file__).parent / "absent.txt").read_text("utf-8").splitlines()
HELD = (
    "bai-bao-gia-tri-thang-du.pdf",
    "bai-viet-bao-ve-nen-tang.html",
    "giao-trinh-kinh-te-chinh-tri.pdf",
    "nghi-quyet-05-nq-du.pdf",
    "suy-nghi-ve-dan-van.txt",
    "tap-bai-giang-dao-duc-cach-mang.pdf",
)
COUNT, SEED = 120, 5


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    opened = Library(Settings(home=tmp_path_factory.mktemp("quotes")))
    opened.add(CORPUS / name for name in HELD)
    return opened


@pytest.fixture(scope="module")
def held(library: Library) -> Held:
    catalogue = Catalogue(library.settings.home / "catalogue.db", library.settings.lock_seconds)
    made = Held(catalogue, catalogue.numbers(Status.INDEXED))
    catalogue.close()
    return made


def test_verdicts_and_pages_are_right(library: Library, held: Held) -> None:
    told = judge(library, cases(held, ABSENT, COUNT, SEED))
    whole = sum(told.values(), Told())
    wrong = "\n".join(whole.wrong)
    assert [each.cases for each in told.values()] == [COUNT // len(WAYS)] * len(WAYS)
    assert whole.exact_but_absent == 0, wrong
    assert whole.verdicts >= 0.98 * whole.cases, wrong
    assert whole.pages >= 0.99 * whole.present, wrong


def test_the_same_seed_gives_the_same_quotations(held: Held) -> None:
    assert cases(held, ABSENT, 24, 9) == cases(held, ABSENT, 24, 9)
    assert cases(held, ABSENT, 24, 9) != cases(held, ABSENT, 24, 10)


def test_places_are_where_words_are_printed(held: Held) -> None:
    """What the generator takes for true is true."""
    for case in cases(held, ABSENT, 48, 11):
        assert bool(case.places) is (case.way != "absent")
        if case.way == "exact":
            assert held.places(case.text) == case.places
        if case.verdict in (Verdict.CHANGED, Verdict.NOT_FOUND):
            assert not held.places(case.text)


def test_a_manuscript_is_as_long_as_was_asked(held: Held, tmp_path: Path) -> None:
    write_manuscript(tmp_path / "manuscript.docx", cases(held, ABSENT, 12, 2), ABSENT * 50, 3)
    paragraphs = [each.text for each in docx.Document(str(tmp_path / "manuscript.docx")).paragraphs]
    assert sum(each.startswith("Như sách đã viết: “") for each in paragraphs) == 12
    assert 3 * 1800 <= sum(map(len, paragraphs)) < 3 * 1800 + 1000
