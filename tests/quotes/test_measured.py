"""Verdicts and places of quotations of known fate, over the sample corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.library import Library
from indexer.model import Verdict
from indexer.settings import Settings
from tests.quotes.altering import cases

CORPUS = Path(__file__).parents[2] / "corpus"
HELD = (
    "bai-bao-gia-tri-thang-du.pdf",
    "bai-viet-bao-ve-nen-tang.html",
    "giao-trinh-kinh-te-chinh-tri.pdf",
    "nghi-quyet-05-nq-du.pdf",
    "suy-nghi-ve-dan-van.txt",
    "tap-bai-giang-dao-duc-cach-mang.pdf",
)
COUNT = 108


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    opened = Library(Settings(home=tmp_path_factory.mktemp("quotes")))
    opened.add(CORPUS / name for name in HELD)
    return opened


def test_verdicts_and_pages_are_right(library: Library) -> None:
    made = cases(library, [each.id for each in library.holdings().newest], COUNT)
    verdicts = pages = present = 0
    wrong = []
    for case in made:
        told = library.check_quotations(f"“{case.text}”").checked[0]
        right = told.verdict is case.verdict
        verdicts += right
        if not right:
            wrong.append(f"{case.way} {told.verdict}: {case.text}")
        assert case.way != "absent" or told.verdict is not Verdict.EXACT
        if case.places:
            present += 1
            pages += told.source is not None and (told.source.document.id, told.source.page) in case.places
    assert verdicts >= 0.98 * len(made), "\n".join(wrong)
    assert pages >= 0.99 * present
