"""Which passages match: the definitions of indexer.query.terms."""

from __future__ import annotations

import pytest

from indexer.engines.base import BAGS, STACKS, Engine
from indexer.model import FACETS, Filter
from indexer.numbering import DOCUMENT_BITS, document_of
from indexer.query.terms import AllOf, AnyOf, Between, Has, HasPhrase, HasPrefix, InDocuments, Scored, Without
from tests.contract.samples import EVERYTHING, card, entry, found, put

ODD_TERMS = [
    "23-ct/tw",
    "~ly",
    "lý_luận",
    "a.b",
    "x'y",
    '"',
    "*",
    "(và)",
    "không",
    "đ",
    "AND",
    "HOA",
    "a\\b",
    "[1]",
    "1/2",
    "c++",
    "-x",
    "?",
    "𠀀",
    "a,b;c:d",
    "x" * 200,
    "ế" * 66,
]


@pytest.mark.parametrize("field", ["syllable", "front", "bigram", "word", "question"])
def test_a_term_of_the_passage_is_found_in_its_own_field(engine: Engine, field: str) -> None:
    put(engine, entry(1, text="a", front="b", bigram="c", word="d", question="e"))
    term = {"syllable": "a", "front": "b", "bigram": "c", "word": "d", "question": "e"}[field]
    assert found(engine, Has(field, term)) == {(1, 0)}
    others = [other for other in (*STACKS, *BAGS) if other != field]
    assert all(not found(engine, Has(other, term)) for other in others)


@pytest.mark.parametrize("field", ["title", "author", "issuer", "kind", "collection", "number"])
def test_a_term_of_the_card_is_found_on_each_of_its_passages(engine: Engine, field: str) -> None:
    mine = card({field: "một hai"})
    put(engine, entry(1, 0, of=mine), entry(1, 1, of=mine), entry(2, 0, "một", card({field: "ba"})))
    assert found(engine, Has(field, "hai")) == {(1, 0), (1, 1)}


@pytest.mark.parametrize("term", ODD_TERMS)
@pytest.mark.parametrize("field", ["syllable", "word"])
def test_terms_are_matched_as_given(engine: Engine, field: str, term: str) -> None:
    put(engine, entry(1, text=term.replace("|", "_"), word=term), entry(2, text="23 ct tw ly lý luận a b x y c 1 2"))
    assert found(engine, Has(field, term)) == {(1, 0)}
    assert found(engine, HasPrefix(field, term)) == {(1, 0)}


@pytest.mark.parametrize("term", ["hoa", "HoA", "Ho", "hoaa", "hóa", "ho", "oa", "a", "luận", "lý"])
def test_other_terms_are_not_matched(engine: Engine, term: str) -> None:
    put(engine, entry(1, text="HOA hoá lý_luận"))
    assert found(engine, Has("syllable", term)) == set()


def test_nothing_is_matched_in_an_empty_index(engine: Engine) -> None:
    for match in (EVERYTHING, Has("syllable", "a"), HasPrefix("word", "a"), Between(None, None), Without(AnyOf(()))):
        assert found(engine, match) == set()


def test_a_phrase_stands_at_consecutive_positions_in_order(engine: Engine) -> None:
    put(engine, entry(1, text="a b c"), entry(2, text="b a c"), entry(3, text="a x b"), entry(4, text="c a b"))
    assert found(engine, HasPhrase("syllable", ("a", "b"))) == {(1, 0), (4, 0)}
    assert found(engine, HasPhrase("syllable", ("a", "b", "c"))) == {(1, 0)}
    assert found(engine, HasPhrase("syllable", ("a", "c"))) == {(2, 0)}
    assert found(engine, HasPhrase("syllable", ("a", "b", "c", "d"))) == set()
    assert found(engine, HasPhrase("syllable", ("a", "không"))) == set()


def test_a_phrase_may_mix_the_terms_of_a_position(engine: Engine) -> None:
    put(engine, entry(1, text="lý|~ly luận|~luan chính|~chinh"), entry(2, text="ly|~ly luận|~luan"))
    assert found(engine, HasPhrase("syllable", ("lý", "~luan"))) == {(1, 0)}
    assert found(engine, HasPhrase("syllable", ("~ly", "luận"))) == {(1, 0), (2, 0)}
    assert found(engine, HasPhrase("syllable", ("~ly", "~luan", "~chinh"))) == {(1, 0)}
    assert found(engine, HasPhrase("syllable", ("lý", "~ly"))) == set()


@pytest.mark.parametrize(
    ("within", "documents"), [(0, {1}), (1, {1, 2}), (2, {1, 2, 3, 6}), (5, {1, 2, 3, 6}), (40, {1, 2, 3, 4, 6})]
)
def test_the_terms_of_a_phrase_may_stand_apart_in_order(engine: Engine, within: int, documents: set[int]) -> None:
    texts = ("a b c", "a x b c", "a x b x c", "a b " + "x " * 30 + "c", "c b a", "a b a b x x c")
    put(engine, *(entry(number, text=text) for number, text in enumerate(texts, start=1)))
    assert found(engine, HasPhrase("syllable", ("a", "b", "c"), within)) == {(each, 0) for each in documents}


def test_two_terms_of_a_phrase_never_stand_at_one_position(engine: Engine) -> None:
    put(engine, entry(1, text="a|~a x"), entry(2, text="a|~a x a|~a"))
    assert found(engine, HasPhrase("syllable", ("a", "a"), 3)) == {(2, 0)}
    assert found(engine, HasPhrase("syllable", ("a", "~a"), 3)) == {(2, 0)}


def test_a_phrase_may_repeat_a_term(engine: Engine) -> None:
    put(engine, entry(1, text="a a b"), entry(2, text="a b a"), entry(3, text="a b a b a"))
    assert found(engine, HasPhrase("syllable", ("a", "a"))) == {(1, 0)}
    assert found(engine, HasPhrase("syllable", ("a", "b", "a"))) == {(2, 0), (3, 0)}
    assert found(engine, HasPhrase("syllable", ("a", "b", "a", "b", "a"))) == {(3, 0)}


def test_a_phrase_crosses_neither_fields_nor_passages(engine: Engine) -> None:
    put(engine, entry(1, 0, "a", card({"title": "b c"}), front="b"), entry(1, 1, "b", card({"title": "b c"})))
    assert found(engine, HasPhrase("syllable", ("a", "b"))) == set()
    assert found(engine, HasPhrase("title", ("b", "c"))) == {(1, 0), (1, 1)}
    assert found(engine, HasPhrase("front", ("b", "c"))) == set()


def test_positions_go_beyond_a_byte(engine: Engine) -> None:
    put(engine, entry(1, text=" ".join(f"t{n}" for n in range(1000))))
    assert found(engine, HasPhrase("syllable", ("t998", "t999"))) == {(1, 0)}
    assert found(engine, HasPhrase("syllable", ("t255", "t256"))) == {(1, 0)}
    assert found(engine, HasPhrase("syllable", ("t999", "t998"))) == set()


def test_a_prefix_is_the_beginning_of_a_term(engine: Engine) -> None:
    put(engine, entry(1, text="luận"), entry(2, text="luật"), entry(3, text="lu ậ"), entry(4, text="xluận", word="lý"))
    assert found(engine, HasPrefix("syllable", "luậ")) == {(1, 0), (2, 0)}
    assert found(engine, HasPrefix("syllable", "lu")) == {(1, 0), (2, 0), (3, 0)}
    assert found(engine, HasPrefix("syllable", "luận")) == {(1, 0)}
    assert found(engine, HasPrefix("syllable", "l")) == {(1, 0), (2, 0), (3, 0)}
    assert found(engine, HasPrefix("word", "l")) == {(4, 0)}


@pytest.mark.parametrize("sign", list(".*+?|^$()[]{}\\/~\"'<>@#&-"))
def test_no_sign_of_a_prefix_is_special(engine: Engine, sign: str) -> None:
    put(engine, entry(1, word=f"{sign}x"), entry(2, word="x"), entry(3, word=f"a{sign}b"), entry(4, word="ab aab"))
    assert found(engine, HasPrefix("word", sign)) == {(1, 0)}
    assert found(engine, HasPrefix("word", f"a{sign}")) == {(3, 0)}


@pytest.mark.parametrize(
    ("low", "high", "documents"),
    [
        (1986, 1991, {2, 3}),
        (1986, 1986, {2}),
        (None, 1986, {1, 2}),
        (1987, None, {3, 4}),
        (None, None, {1, 2, 3, 4}),
        (1991, 1986, set()),
        (2100, None, set()),
        (0, 0, set()),
    ],
)
def test_years_lie_between_both_ends(engine: Engine, low: int | None, high: int | None, documents: set[int]) -> None:
    years = {1: 1930, 2: 1986, 3: 1991, 4: 2024, 5: None}
    put(engine, *(entry(document, of=card(year=year)) for document, year in years.items()))
    assert found(engine, Between(low, high)) == {(document, 0) for document in documents}
    outside = set(years) - documents
    assert found(engine, Without(Between(low, high))) == {(document, 0) for document in outside}


def letters(engine: Engine) -> None:
    put(engine, entry(1, text="a"), entry(2, text="a b"), entry(3, text="a b c"), entry(4, text="d"))


A, B, C, D, NONE = (Has("syllable", term) for term in ("a", "b", "c", "d", "không"))


def test_all_of(engine: Engine) -> None:
    letters(engine)
    assert found(engine, AllOf((A, B))) == {(2, 0), (3, 0)}
    assert found(engine, AllOf((A,))) == {(1, 0), (2, 0), (3, 0)}
    assert found(engine, AllOf((A, D))) == set()
    assert found(engine, AllOf((A, NONE))) == set()
    assert found(engine, AllOf(())) == {(1, 0), (2, 0), (3, 0), (4, 0)}
    assert found(engine, AllOf((A, AllOf(())))) == {(1, 0), (2, 0), (3, 0)}


@pytest.mark.parametrize(
    ("least", "documents"), [(1, {1, 2, 3, 4}), (2, {2, 3}), (3, {3}), (4, set()), (5, set()), (9, set())]
)
def test_any_of(engine: Engine, least: int, documents: set[int]) -> None:
    letters(engine)
    assert found(engine, AnyOf((A, B, C, D), least)) == {(document, 0) for document in documents}


def test_any_of_counts_parts_not_terms(engine: Engine) -> None:
    letters(engine)
    assert found(engine, AnyOf((A, A, D), least=2)) == {(1, 0), (2, 0), (3, 0)}
    assert found(engine, AnyOf((AllOf((A, B)), Without(D), C), least=3)) == {(3, 0)}


def test_any_of_nothing(engine: Engine) -> None:
    letters(engine)
    assert found(engine, AnyOf(())) == set()
    assert found(engine, AnyOf((NONE,))) == set()
    assert found(engine, AllOf((A, AnyOf(())))) == set()
    assert found(engine, AnyOf((A, AnyOf(())))) == {(1, 0), (2, 0), (3, 0)}


def test_without(engine: Engine) -> None:
    letters(engine)
    assert found(engine, Without(A)) == {(4, 0)}
    assert found(engine, Without(NONE)) == {(1, 0), (2, 0), (3, 0), (4, 0)}
    assert found(engine, Without(AllOf(()))) == set()
    assert found(engine, Without(AnyOf(()))) == {(1, 0), (2, 0), (3, 0), (4, 0)}
    assert found(engine, Without(Without(B))) == {(2, 0), (3, 0)}


def test_without_inside_others(engine: Engine) -> None:
    letters(engine)
    assert found(engine, AllOf((A, Without(B)))) == {(1, 0)}
    assert found(engine, AllOf((Without(B), Without(D)))) == {(1, 0)}
    assert found(engine, AnyOf((Without(A), C))) == {(3, 0), (4, 0)}
    assert found(engine, AnyOf((Without(A), Without(B), D), least=2)) == {(4, 0)}
    assert found(engine, AnyOf((Without(A), Without(B)), least=1)) == {(1, 0), (4, 0)}
    assert found(engine, Without(AnyOf((B, D)))) == {(1, 0)}
    assert found(engine, AllOf((A, Without(HasPhrase("syllable", ("b", "c")))))) == {(1, 0), (2, 0)}


def test_the_parts_of_a_match_hold_for_one_passage(engine: Engine) -> None:
    put(engine, entry(1, 0, "a"), entry(1, 1, "b"))
    assert found(engine, AllOf((A, B))) == set()
    assert found(engine, AllOf((A, Without(B)))) == {(1, 0)}


def test_in_documents(engine: Engine) -> None:
    last = (1 << DOCUMENT_BITS) - 1
    put(engine, entry(1, 0, "a"), entry(1, 1, "b"), entry(16, 0, "a"), entry(last, 0, "a"))
    assert found(engine, InDocuments((1,))) == {(1, 0), (1, 1)}
    assert found(engine, InDocuments((last, 1, 1, 99))) == {(1, 0), (1, 1), (last, 0)}
    assert found(engine, InDocuments(())) == found(engine, InDocuments((2,))) == set()
    assert found(engine, AllOf((A, Without(InDocuments((1, last)))))) == {(16, 0)}


def test_hidden_documents_are_as_if_not_held(engine: Engine) -> None:
    """On every way that a search may take: counted or not, scored or not, many terms of which some are asked for."""
    cards = [card(facets={"collection": names, "kind": ["x"]}) for names in (["kín", "mở"], ["mở"], [])]
    words = "một hai ba bốn"
    put(engine, *(entry(each, at, f"{words} {each}", cards[each % 3]) for each in range(30) for at in range(4)))
    hiding = [Filter("collection", "kín"), Filter("collection", "không có")]
    shown = {each for each in range(30) if each % 3}
    some = AnyOf(tuple(Has("syllable", each) for each in words.split()), 2)
    scored = [Scored("syllable", each, 1.0) for each in words.split()]
    covered = AnyOf(tuple(Has("syllable", each) for each in words.split()))
    for match in (some, covered, Has("syllable", "một"), AllOf(())):
        for of in ((), scored):
            for count in (True, False):
                result = engine.search(match, of, limit=50, facets=FACETS, count=count, hiding=hiding)
                assert {each.document for each in result.documents} == shown
                assert not count or (result.total_documents, result.total_passages) == (20, 80)
                assert not count or result.facets["collection"] == {"mở": 10}
                assert not count or result.facets["kind"] == {"x": 20}
        assert engine.search(match, limit=0, hiding=hiding).total_documents == 20
        assert {document_of(each) for each in engine.passages(match, most=999, hiding=hiding)} == shown
    pages = [engine.search(covered, scored, limit=7, offset=at, count=False, hiding=hiding) for at in range(0, 28, 7)]
    assert sorted(each.document for page in pages for each in page.documents) == sorted(shown)
    assert engine.search(AllOf(()), filters=[Filter("collection", "kín")], hiding=hiding).total_documents == 0
    assert not engine.holds(Has("syllable", "3"), hiding=hiding)
    assert engine.holds(Has("syllable", "3"))
    assert engine.frequencies("syllable", ["3", "4", "một", "lạ"], hiding=hiding) == [0, 4, 80, 0]
    assert "3" not in {each.term for each in engine.terms("syllable", "", 99, hiding=hiding)}
    assert set(engine.held(hiding=hiding)) == shown
    assert engine.search(covered, limit=0).total_documents == 30
