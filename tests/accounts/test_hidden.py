"""Hidden documents: every answer is that of a library which does not hold them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from indexer.errors import DocumentNotFound, ManuscriptNotFound
from indexer.library import Library
from indexer.model import Filter, Role, Sort, Visibility
from indexer.numbering import number_of_id
from tests.accounts.hidden import CLASS, FOR_CLASS, OPEN, SECRET, SECRETS, id_of, made, without

SECRET_LINES = (
    "kiều oanh vũ",
    "kieu oanh vu",
    "ngăn tủ sắt",
    "ngan tu sat",
    "99-CT/ĐU",
    "thẩm tra hồ sơ nhân sự",
    "ai giữ chìa khóa ngăn tủ sắt?",
    "khoanh vùng",
)
LINES = (
    *SECRET_LINES,
    "",
    "tự học",
    "tu hoc",
    "nhóm tự học họp ở đâu?",
    '"giá trị thặng dư"',
    "21-CT/ĐU",
    "cong tac dan van bat dau tu viec lang nghe",
    'bộ sưu tập:"Nội bộ"',
    "thẩm* OR dân vận",
    "dan vân",
)


@dataclass(frozen=True)
class Pair:
    """The library as the public sees it, and one that holds nothing else."""

    whole: Library
    seen: Library
    alone: Library


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    root = tmp_path_factory.mktemp("hidden")
    whole = made(root)
    alone = without(root, {**SECRET, **FOR_CLASS})
    yield Pair(whole, whole.seen_by(None), alone)
    whole.close()
    alone.close()


def told(page: Any) -> Any:
    """A result without what may differ: times, scores, and by what the same documents were ordered."""
    documents = {
        hit.document.id: (hit.document.metadata, hit.whole, hit.matching_passages, len(hit.passages))
        for hit in page.documents
    }
    counts = (page.total_documents, page.total_passages, page.facets, page.more)
    answer = page.answer and (page.answer.document.id, page.answer.question)
    return documents, counts, page.did_you_mean, answer, page.interpreted


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("sort", [Sort.RELEVANCE, Sort.NEWEST])
def test_a_search_finds_what_it_would_find_without_them(pair: Pair, line: str, sort: Sort) -> None:
    for filters in ((), [Filter("collection", OPEN)], [Filter("collection", SECRETS)], [Filter("year", "2018..2018")]):
        mine = pair.seen.search(line, sort=sort, filters=filters, limit=50)
        assert told(mine) == told(pair.alone.search(line, sort=sort, filters=filters, limit=50))
    everything = [hit.document.id for hit in pair.seen.search_all(line)]
    assert sorted(everything) == sorted(hit.document.id for hit in pair.alone.search_all(line))
    last = [hit.document.id for hit in pair.seen.last_added(line)]
    assert sorted(last) == sorted(hit.document.id for hit in pair.alone.last_added(line))


@pytest.mark.parametrize("line", SECRET_LINES)
def test_the_lines_do_find_them_for_those_who_may(pair: Pair, line: str) -> None:
    hidden = {id_of(pair.whole, name) for name in (*SECRET, *FOR_CLASS)}
    for library in (pair.whole, pair.whole.seen_by(Role.LIBRARIAN)):
        assert hidden & {hit.document.id for hit in library.search(line).documents}, line


BEGINNINGS = (
    "kieu",
    "kiều o",
    "ngan tu",
    "tham tra",
    "99",
    "chuan bi nhan",
    "khoanh",
    "de kiem",
    "tu ho",
    "gia tri",
    "hoi dap",
)


@pytest.mark.parametrize("line", BEGINNINGS)
def test_nothing_of_theirs_is_offered(pair: Pair, line: str) -> None:
    assert pair.seen.suggest(line) == pair.alone.suggest(line)


def test_what_is_offered_to_those_who_may_is_theirs(pair: Pair) -> None:
    assert any("Kiều" in each.line or "kiều" in each.line for each in pair.whole.suggest("kieu"))


def _similar(library: Library, document_id: str) -> Any:
    found = library.around.similar(document_id)
    return found.words, {hit.document.id: hit.shared for hit in found.hits}


Ask = Callable[[Library, str], Any]
OF_DOCUMENTS: dict[str, Ask] = {
    "document": lambda library, each: library.document(each),
    "read": lambda library, each: library.read(each, 1, "tự học"),
    "hit_pages": lambda library, each: library.hit_pages(each, "tự học"),
    "find_page": lambda library, each: library.find_page(each, "1"),
    "page_words": lambda library, each: library.page_words(each),
    "passage_words": lambda library, each: library.passage_words(each),
    "original": lambda library, each: library.original(each).name,
    "repairs": lambda library, each: library.repairs(each),
    "references": lambda library, each: library.references(each),
    "cited_by": lambda library, each: library.cited_by(each),
    "named": lambda library, each: library.named(each),
    "evidence": lambda library, each: library.evidence(each),
    "likenesses": lambda library, each: library.likenesses(each),
    "scans": lambda library, each: library.scans(each),
    "similar": _similar,
    "telling_words": lambda library, each: library.around.telling_words(each),
    "concordance": lambda library, each: library.around.concordance("tự học", document_id=each),
    "hits": lambda library, each: library.around.hits(each, "tự học"),
    "cite": lambda library, each: library.citations.cite(each, 1),
    "works": lambda library, each: library.citations.works([each]),
    "records": lambda library, each: library.citations.records([each], "ris"),
    "quotation": lambda library, each: library.citations.quotation(each, ((0, 20),)),
    "listed after": lambda library, each: [found.id for found in library.listed(99, after=each)],
}


@pytest.mark.parametrize("name", OF_DOCUMENTS)
def test_a_document_is_told_of_as_without_them(pair: Pair, name: str) -> None:
    ask = OF_DOCUMENTS[name]
    for document in pair.alone.listed(99):
        assert ask(pair.seen, document.id) == ask(pair.alone, document.id), document.filename
    for hidden in (*SECRET, *FOR_CLASS):
        document_id = id_of(pair.whole, hidden)
        ask(pair.whole, document_id)
        with pytest.raises(DocumentNotFound) as raised:
            ask(pair.seen, document_id)
        assert str(raised.value) == str(DocumentNotFound(document_id))


OF_LIBRARIES: dict[str, Callable[[Library], Any]] = {
    "holdings": lambda library: library.holdings(),
    "listed": lambda library: library.listed(99),
    "wanted": lambda library: library.wanted(),
    "telling words": lambda library: library.around.telling_words_of_result("tự học"),
    "years": lambda library: library.around.over_years(["tự học", "tủ sắt", "thặng dư"]),
    "concordance": lambda library: library.around.concordance("tự học", limit=99),
    "secret concordance": lambda library: library.around.concordance("tủ sắt"),
    "quotations": lambda library: library.quotations.check(
        "Có người viết: “Hồ sơ thẩm tra chỉ lưu ở ngăn tủ sắt số bảy”. Và: “Cán bộ phải gần dân, hiểu dân và học dân”."
        " Theo Chỉ thị số 99-CT/ĐU: “chủ trì tổ thẩm tra hồ sơ nhân sự của trường”."
    ),
}


@pytest.mark.parametrize("name", OF_LIBRARIES)
def test_the_library_tells_of_itself_as_without_them(pair: Pair, name: str) -> None:
    ask = OF_LIBRARIES[name]
    assert ask(pair.seen) == ask(pair.alone)
    assert ask(pair.whole) != ask(pair.alone)


def test_that_they_changed_is_not_told(pair: Pair) -> None:
    assert pair.seen.changed_at() == max(each.changed_at for each in pair.alone.listed(99)) < pair.whole.changed_at()


def test_those_who_are_signed_in_see_what_is_for_them(pair: Pair) -> None:
    seen = pair.whole.seen_by(Role.READER)
    names = {each.filename for each in seen.listed(99)}
    assert names == {each.filename for each in pair.alone.listed(99)} | set(FOR_CLASS)
    assert CLASS in seen.search("").facets["collection"]
    assert SECRETS not in seen.search("").facets["collection"]


def test_librarians_see_the_library_itself(pair: Pair) -> None:
    assert pair.whole.seen_by(Role.LIBRARIAN) is pair.whole
    assert pair.alone.seen_by(None) is pair.alone, "where nothing is hidden, it costs nothing"


def test_a_collection_is_hidden_and_shown_at_once(pair: Pair) -> None:
    line = '"cán bộ phải gần dân"'
    pair.alone.visibilities.change(OPEN, Visibility.LIBRARIANS, "test")
    assert pair.alone.seen_by(None).search(line).total_documents == 0
    assert pair.alone.seen_by(None).holdings().documents == 0
    pair.alone.visibilities.change(OPEN, Visibility.PUBLIC, "test")
    assert pair.alone.seen_by(None).search(line).total_documents == 1


def test_a_report_that_names_them_is_for_those_who_may_see_them(pair: Pair) -> None:
    name = pair.whole.quotations.begin("Viết rằng: “Hồ sơ thẩm tra chỉ lưu ở ngăn tủ sắt số bảy”.")
    deadline = time.monotonic() + 60
    while pair.whole.quotations.state(name).report is None and time.monotonic() < deadline:
        time.sleep(0.02)
    report = pair.whole.quotations.state(name).report
    assert report
    assert report.checked[0].source
    with pytest.raises(ManuscriptNotFound):
        pair.seen.quotations.state(name)


@pytest.mark.parametrize("engine", ["whoosh"])
def test_the_other_engine_hides_as_well(pair: Pair, tmp_path: Path, engine: str) -> None:
    import shutil

    shutil.copytree(pair.whole.settings.home, tmp_path / "home")
    other = Library(replace(pair.whole.settings, home=tmp_path / "home", engine=engine))
    other.reindex(engine)
    for line in LINES:
        assert told(other.seen_by(None).search(line, limit=50)) == told(pair.alone.search(line, limit=50)), line
    assert number_of_id(id_of(other, "chi-thi-99.txt")) not in other.seen_by(None)._engine().held()
    other.close()
