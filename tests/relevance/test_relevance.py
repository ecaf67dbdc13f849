"""Whether readers find what they look for, in a library whose every document we know."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import mean
from typing import Any

import pytest

from indexer.evaluation import FOLDS, RetrievalSet, evaluate, ndcg
from indexer.library import Library
from indexer.model import DocumentHit, Filter, SearchPage, Sort
from indexer.text.collate import collation_key
from indexer.text.normalize import fold

_HERE = Path(__file__).parent
CORPUS = _HERE.parents[1] / "corpus"
LINES: list[dict[str, Any]] = tomllib.loads((_HERE / "lines.toml").read_text("utf-8"))["lines"]
FLOOR = {"tantivy": 0.96, "whoosh": 0.96}


def found_in(documents: Iterable[DocumentHit]) -> list[str]:
    return [hit.document.filename for hit in documents]


def found(page: SearchPage) -> list[str]:
    return found_in(page.documents)


def _across() -> Iterator[tuple[str, int, str]]:
    """Words that run over a page break: the file, the page before the break, the words."""
    for path in sorted(CORPUS.glob("*.pdf.toml")):
        pages = tomllib.loads(path.read_text("utf-8"))["pages"]
        for crossing in pages.get("across", []):
            yield path.stem, crossing["first"], crossing["phrase"]


def test_ranking_does_not_fall_below_its_floor(library: Library) -> None:
    scores = {each["line"]: ndcg(found(library.search(each["line"])), each["grades"]) for each in LINES}
    low = {line: round(score, 2) for line, score in scores.items() if score < 0.9}
    assert mean(scores.values()) >= FLOOR[library.settings.engine], low


def test_the_parts_of_an_evaluation_make_its_mean(library: Library) -> None:
    names = {hit.document.id: hit.document.filename for hit in library.search("", limit=100).documents}
    chosen = {str(at): each for at, each in enumerate(LINES[:10])}
    judgements = {at: each["grades"] for at, each in chosen.items()}
    scores = evaluate(library, names, RetrievalSet([], {at: each["line"] for at, each in chosen.items()}, judgements))
    assert len(scores.folds) == FOLDS
    assert mean(scores.folds) == pytest.approx(scores.ndcg_at_10)
    assert scores.ndcg_at_10 == pytest.approx(
        mean(ndcg(found(library.search(each["line"])), each["grades"]) for each in chosen.values())
    )


@pytest.mark.parametrize("each", [each for each in LINES if each.get("first")], ids=lambda each: str(each["line"]))
def test_the_answer_comes_first(library: Library, each: dict[str, Any]) -> None:
    assert found(library.search(each["line"]))[0] == max(each["grades"], key=each["grades"].__getitem__)


@pytest.mark.parametrize("line", ["giá trị sử dụng", "lý luận chính trị", "tự phê bình", '"chuyển đổi số"'])
def test_accents_dropped_find_all_that_accents_find(library: Library, line: str) -> None:
    accented, plain = library.search(line, limit=30), library.search(fold(line), limit=30)
    whole = {hit.document.id for hit in accented.documents if hit.whole}
    assert whole
    assert whole <= {hit.document.id for hit in plain.documents if hit.whole}


@pytest.mark.parametrize(("old", "new"), [("văn hoá", "văn hóa"), ("thuỷ lợi", "thủy lợi"), ("khoá luận", "khóa luận")])
def test_both_schools_of_tone_marks_are_one(library: Library, old: str, new: str) -> None:
    assert found(library.search(old)) == found(library.search(new))


@pytest.mark.parametrize(("name", "first", "phrase"), list(_across()))
def test_a_phrase_is_found_across_a_page_break(library: Library, name: str, first: int, phrase: str) -> None:
    page = library.search(f'"{phrase}"')
    assert found(page) == [name]
    hit = page.documents[0].passages[0]
    marked = " ".join(hit.text[start:end] for start, end in hit.highlights)
    assert hit.page == first
    assert [word for word in fold(phrase).split() if word.strip(",.:") not in fold(marked)] == []


@pytest.mark.parametrize("line", ['"giá trị thặng dư tuyệt đối"', '"gia tri thang du tuyet doi"'])
def test_a_hit_names_the_page_that_is_printed(library: Library, line: str) -> None:
    hit = library.search(line).documents[0].passages[0]
    document = library.search(line).documents[0].document
    printed = library.read(document.id, hit.page)
    assert hit.page_label == printed.label
    assert "giá trị thặng dư tuyệt đối" in " ".join(block.text.lower() for block in printed.blocks)


def test_what_is_excluded_is_not_found(library: Library) -> None:
    every, fewer = library.search("đảng viên"), library.search("đảng viên -chi")
    assert 0 < fewer.total_passages < every.total_passages
    for hit in fewer.documents:
        assert all(" chi " not in passage.text.lower() for passage in hit.passages)


def test_filters_and_facets_agree(library: Library) -> None:
    page = library.search("giảng dạy")
    for facet, values in page.facets.items():
        for value, documents in values.items():
            assert library.search("giảng dạy", filters=[Filter(facet, value)]).total_documents == documents
    years = {int(year): documents for year, documents in page.facets["year"].items()}
    some = library.search("giảng dạy", filters=[Filter("year", "2018..2022")])
    assert some.total_documents == sum(count for year, count in years.items() if 2018 <= year <= 2022)


def test_a_line_without_words_lists_everything_newest_first(library: Library) -> None:
    page = library.search("", limit=30)
    years = [hit.document.metadata.year or 0 for hit in page.documents]
    assert len(years) == page.total_documents == library.holdings().documents
    assert years == sorted(years, reverse=True)


def test_pages_of_a_result_follow_one_another(library: Library) -> None:
    for line in ("giảng dạy", "học viên đọc sách kinh điển và viết bài thu hoạch ở nhà"):
        whole = found(library.search(line, limit=20))
        parts = [name for offset in range(0, 20, 3) for name in found(library.search(line, limit=3, offset=offset))]
        assert parts[: len(whole)] == whole


def test_orders(library: Library) -> None:
    new, old, titled = (
        library.search("giảng dạy", sort=sort, limit=30).documents for sort in (Sort.NEWEST, Sort.OLDEST, Sort.TITLE)
    )
    assert len(new) > 5
    assert sorted(found_in(new)) == sorted(found_in(old)) == sorted(found_in(titled))
    years = [[hit.document.metadata.year for hit in hits if hit.document.metadata.year] for hits in (new, old)]
    assert years[0] == sorted(years[0], reverse=True)
    assert years[1] == sorted(years[1])
    titles = [hit.document.metadata.title for hit in titled]
    assert titles[0].startswith("Bài giảng")
    assert titles == sorted(titles, key=collation_key)
