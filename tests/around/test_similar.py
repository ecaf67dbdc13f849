"""Documents and passages about the same."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from indexer.cli import main
from indexer.errors import DocumentNotFound, PageNotFound, WrongUse
from indexer.library import Library
from tests.around.shelf import id_of

Get = Callable[..., HTMLParser]


def near(library: Library, name: str) -> list[str]:
    found = library.around.similar(id_of(library, name))
    return [hit.document.metadata.title for hit in found.hits]


def test_what_is_about_the_same_comes_first(library: Library) -> None:
    assert near(library, "van-dong")[0] == "to-dan-van"
    assert near(library, "to-dan-van")[0] == "van-dong"


def test_the_words_in_common_are_told_and_marked(library: Library) -> None:
    (hit, *_) = library.around.similar(id_of(library, "to-dan-van")).hits
    assert "dân vận" in hit.shared
    passage = hit.passages[0]
    assert "dân vận" in [passage.text[start:end].lower() for start, end in passage.highlights]


def test_neither_the_document_nor_the_same_text_again(library: Library) -> None:
    names = near(library, "tu-hoc")
    assert names[0] == "nhom-doc"
    assert not {"tu-hoc", "tu-hoc-in-lai"} & set(names)


def test_a_document_in_the_trash_is_near_nothing(library: Library) -> None:
    gone = id_of(library, "to-dan-van")
    library.remove(gone)
    try:
        assert "to-dan-van" not in near(library, "van-dong")
        with pytest.raises(DocumentNotFound):
            library.around.similar(gone)
    finally:
        library.restore_document(gone)
    assert near(library, "van-dong")[0] == "to-dan-van"


def test_words_of_a_document_lead_to_passages_like_them(library: Library) -> None:
    course = id_of(library, "tu-hoc")
    text = "\n".join(block.text for block in library.read(course).blocks)
    start = text.index("Thư viện dành cho")
    found = library.around.similar(course, spans=[(start, start + 90)])
    assert (found.page, found.hits[0].document.metadata.title) == (1, "nhom-doc")
    assert set(found.words) <= set(library.around.similar(course, page=1).words) | {"dành cho", "phòng đọc"}
    assert "lý luận" not in found.words


def test_places_that_are_not_there(library: Library) -> None:
    course = id_of(library, "tu-hoc")
    with pytest.raises(PageNotFound):
        library.around.similar(course, page=2)
    with pytest.raises(WrongUse):
        library.around.similar(course, spans=[(99_000, 99_010)])


def test_the_page_of_similar_documents(get: Get, library: Library) -> None:
    course = id_of(library, "to-dan-van")
    (link,) = [each for each in get(f"/tai-lieu/{course}/trang/1").css(".near a") if "Tài liệu tương tự" in each.text()]
    tree = get(link.attributes["href"] or "")
    assert tree.css("h1")[0].text() == "Tài liệu tương tự"
    assert tree.css(".hits h2 a")[0].text() == "van-dong"
    opened = get((tree.css(".passages a.page")[0].attributes["href"] or "").partition("#")[0])
    assert "dân vận" in [mark.text().lower() for mark in opened.css(".leaf mark")]


def test_a_result_leads_to_passages_like_one_of_its(get: Get) -> None:
    link = get("/tim", q="nhóm tự học").css(".passages a.near")[0]
    tree = get(link.attributes["href"] or "")
    assert tree.css("h1")[0].text() == "Đoạn tương tự"


def test_programs_get_what_the_command_prints(client: FlaskClient, library: Library) -> None:
    course = id_of(library, "to-dan-van")
    answer = client.get(f"/api/v1/documents/{course}/similar", query_string={"page": 1, "limit": 1}).json
    printed = CliRunner().invoke(
        main, ["--home", str(library.settings.home), "similar", course, "--page", "1", "--limit", "1", "--json"]
    )
    assert json.loads(printed.stdout) == answer
    assert answer is not None
    assert (answer["page"], len(answer["documents"]), answer["documents"][0]["title"]) == (1, 1, "van-dong")
    assert client.get(f"/api/v1/documents/{course}/similar", query_string={"page": "x"}).status_code == 400


def test_the_command_names_the_words_in_common(library: Library) -> None:
    printed = CliRunner().invoke(main, ["--home", str(library.settings.home), "similar", id_of(library, "van-dong")])
    assert printed.stdout.startswith("compared by: ")
    assert "[bà con]" in printed.stdout.lower()
