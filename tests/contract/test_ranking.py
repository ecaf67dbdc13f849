"""Which order, which page, which counts."""

from __future__ import annotations

import pytest

from indexer.engines.base import BAGS, STACKS, Engine, Ranking
from indexer.model import FACETS, Filter, Sort
from indexer.numbering import passage_number
from indexer.query.terms import AllOf, AnyOf, Has, Match, Scored, Without
from tests.contract.oracle import MemoryEngine
from tests.contract.samples import EVERYTHING, card, entry, everything, found, order, ordinals, put

A, B = Has("syllable", "a"), Has("syllable", "b")


def scores(ranking: Ranking) -> list[float]:
    return [document.score for document in ranking.documents]


@pytest.mark.parametrize("sort", list(Sort))
def test_without_scored_terms_every_score_is_zero(engine: Engine, sort: Sort) -> None:
    put(engine, entry(3, text="a"), entry(1, text="a b"), entry(2, text="a"))
    ranking = everything(engine, A, sort=sort)
    assert order(ranking) == [1, 2, 3]
    assert scores(ranking) == [0, 0, 0]


def test_matching_is_not_scoring(engine: Engine) -> None:
    put(engine, entry(1, text="a"), entry(2, text="a b"), entry(3, text="b"))
    ranking = everything(engine, A, [Scored("syllable", "b")])
    assert order(ranking) == [2, 1]
    assert ranking.documents[0].score > ranking.documents[1].score == 0


def test_scored_terms_that_nothing_holds(engine: Engine) -> None:
    put(engine, entry(1, text="a"), entry(2, text="a"))
    assert scores(everything(engine, A, [Scored("syllable", "x"), Scored("title", "a")])) == [0, 0]


def test_the_negated_may_be_scored(engine: Engine) -> None:
    put(engine, entry(1, text="a"), entry(2, text="b"))
    ranking = everything(engine, Without(B), [Scored("syllable", "b"), Scored("syllable", "a")])
    assert order(ranking) == [1]
    assert ranking.documents[0].score > 0


def lengths_and_frequencies(engine: Engine) -> None:
    """Texts that differ so much that no rounding of lengths can turn their order."""
    for n in range(1, 25):
        filling = " ".join(f"x{k}" for k in range(n * n))
        put(engine, entry(n, 0, f"a {filling}"), entry(n, 1, "b"), entry(100 + n, 0, " ".join(["a"] * n) + " c" * 60))


def test_one_term_orders_as_the_formula_does(engine: Engine) -> None:
    oracle = MemoryEngine()
    lengths_and_frequencies(oracle)
    lengths_and_frequencies(engine)
    for base in (0, 100):
        expected = [n for n in order(everything(oracle, A, [Scored("syllable", "a")])) if n // 100 == base // 100]
        ranked = [n for n in order(everything(engine, A, [Scored("syllable", "a")])) if n // 100 == base // 100]
        assert ranked == expected


def test_the_rarer_term_weighs_more(engine: Engine) -> None:
    put(engine, *(entry(n, text="a x") for n in range(10)), entry(20, text="b x"), entry(21, text="x x"))
    ranking = everything(engine, AnyOf((A, B)), [Scored("syllable", "a"), Scored("syllable", "b")])
    assert order(ranking)[0] == 20


def test_weights_turn_the_order(engine: Engine) -> None:
    put(engine, entry(1, text="a x"), entry(2, text="b x"), entry(3, text="x x"))
    either = AnyOf((A, B))
    for first, weight_of_b in ((1, 0.1), (2, 10.0)):
        ranking = everything(engine, either, [Scored("syllable", "a"), Scored("syllable", "b", weight_of_b)])
        assert order(ranking)[0] == first
        assert min(scores(ranking)) > 0


def test_a_weight_is_a_factor(engine: Engine) -> None:
    put(engine, entry(1, text="a x"), entry(2, text="x x"))
    [single] = scores(everything(engine, A, [Scored("syllable", "a", 1.0)]))
    [tenfold] = scores(everything(engine, A, [Scored("syllable", "a", 10.0)]))
    assert tenfold == pytest.approx(10 * single, rel=1e-3)


@pytest.mark.parametrize("field", [*STACKS, *BAGS])
def test_every_field_can_be_scored(engine: Engine, field: str) -> None:
    lines = dict.fromkeys(("syllable", "front", "bigram", "word", "question"), "x") | {field: "a"}
    mine = entry(
        2,
        0,
        lines["syllable"],
        card({field: "a"}),
        front=lines["front"],
        bigram=lines["bigram"],
        word=lines["word"],
        question=lines["question"],
    )
    put(engine, entry(1, text="x"), mine, entry(3, text="x"))
    ranking = everything(engine, EVERYTHING, [Scored(field, "a")])
    assert order(ranking) == [2, 1, 3]
    assert ranking.documents[0].score > 0


def test_scores_of_terms_add_up(engine: Engine) -> None:
    put(engine, entry(1, text="a"), entry(2, text="b"), entry(3, text="a b"), entry(4, text="x"))
    ranking = everything(engine, AnyOf((A, B)), [Scored("syllable", "a"), Scored("syllable", "b")])
    assert order(ranking) == [3, 1, 2]


def test_a_document_scores_as_its_best_passage(engine: Engine) -> None:
    put(engine, entry(1, 0, "a x x x x x x"), entry(1, 1, "b"), entry(1, 2, "a a a"), entry(2, 0, "a x x"))
    ranking = everything(engine, EVERYTHING, [Scored("syllable", "a")])
    [first, second] = ranking.documents
    assert (first.document, first.matches, second.document, second.matches) == (1, 3, 2, 1)
    assert ordinals(first) == [2, 0, 1]
    assert first.score == first.passages[0].score > second.score > first.passages[2].score == 0


def test_passages_of_equal_score_are_ordered_by_number(engine: Engine) -> None:
    put(engine, *(entry(1, ordinal, "a") for ordinal in (5, 3, 9, 0, 7)))
    put(engine, *(entry(1, ordinal, "a") for ordinal in (1, 8)))
    [document] = everything(engine, A, [Scored("syllable", "a")]).documents
    assert ordinals(document) == [0, 1, 3, 5, 7, 8, 9]


@pytest.mark.parametrize("most", [1, 2, 3, 50])
@pytest.mark.parametrize("sort", list(Sort))
def test_passages_per_document(engine: Engine, most: int, sort: Sort) -> None:
    put(engine, *(entry(1, n, "a " + "x " * n) for n in range(5)), entry(2, 0, "a"), entry(2, 1, "b"))
    scored = [Scored("syllable", "a")]
    ranking = engine.search(A, scored, passages_per_document=most, sort=sort)
    whole = everything(engine, A, scored, sort=sort)
    assert order(ranking) == order(whole)
    for part, full in zip(ranking.documents, whole.documents, strict=True):
        assert [hit.passage for hit in part.passages] == [hit.passage for hit in full.passages][:most]
        assert part.matches == full.matches == len(full.passages)


def dated(engine: Engine) -> None:
    days = {1: 20180209, 2: None, 3: 19860000, 4: 20180209, 5: 20240101, 6: None, 7: 19861218}
    titles = {1: "bàn về", 2: "an ninh", 3: "đảng", 4: "", 5: "chính trị", 6: "bàn về", 7: "z"}
    put(engine, *(entry(n, 0, "a", card(day=days[n], title_key=titles[n])) for n in reversed(days)))


@pytest.mark.parametrize(
    ("sort", "documents"),
    [
        (Sort.NEWEST, [5, 1, 4, 7, 3, 2, 6]),
        (Sort.OLDEST, [3, 7, 1, 4, 5, 2, 6]),
        (Sort.TITLE, [4, 2, 1, 6, 5, 7, 3]),
        (Sort.RELEVANCE, [1, 2, 3, 4, 5, 6, 7]),
    ],
)
def test_sorts(engine: Engine, sort: Sort, documents: list[int]) -> None:
    dated(engine)
    assert order(everything(engine, A, sort=sort)) == documents
    assert order(engine.search(A, sort=sort, limit=3, offset=2)) == documents[2:5]


def test_sorted_documents_still_have_scores(engine: Engine) -> None:
    put(engine, entry(1, 0, "b", card(day=20200101)), entry(1, 1, "a a b"), entry(2, 0, "b", card(day=20210101)))
    ranking = everything(engine, B, [Scored("syllable", "a")], sort=Sort.NEWEST)
    assert order(ranking) in ([2, 1], [1, 2])
    by_document = {document.document: document for document in ranking.documents}
    assert by_document[1].score > by_document[2].score == 0
    assert ordinals(by_document[1])[0] == 1


def crowd(engine: Engine) -> None:
    for part in range(3):
        put(
            engine,
            *(
                entry(n, m, "a " * (1 + n % 4) + "x " * (m % 3), card(day=20000101 + n % 5, title_key=str(n % 7)))
                for n in range(part * 20, part * 20 + 20)
                for m in range(1 + n % 3)
            ),
        )


@pytest.mark.parametrize("size", [1, 7, 25])
@pytest.mark.parametrize("sort", list(Sort))
def test_pages_never_overlap_and_leave_nothing_out(engine: Engine, sort: Sort, size: int) -> None:
    crowd(engine)
    scored = [Scored("syllable", "a")]
    whole = engine.search(A, scored, sort=sort, limit=100)
    pages = [engine.search(A, scored, sort=sort, limit=size, offset=at) for at in range(0, 60, size)]
    assert [document for page in pages for document in page.documents] == list(whole.documents)
    assert len(whole.documents) == 60
    assert {page.total_documents for page in pages} == {60}


@pytest.mark.parametrize("size", [1, 7, 25])
@pytest.mark.parametrize(
    "match", [A, AnyOf((A,)), AnyOf((A, Has("syllable", "x"))), EVERYTHING, AllOf((A, Without(B)))]
)
def test_uncounted_pages_are_the_same_pages(engine: Engine, match: Match, size: int) -> None:
    crowd(engine)
    scored = [Scored("syllable", "a"), Scored("syllable", "x", 0.5)]
    for at in range(0, 66, size):
        plain = engine.search(match, scored, limit=size, offset=at, count=False, facets=["kind"])
        counted = engine.search(match, scored, limit=size, offset=at)
        assert order(plain) == order(counted)
        assert [each.passages for each in plain.documents] == [each.passages for each in counted.documents]
        assert (plain.total_documents, plain.total_passages, dict(plain.facets)) == (0, 0, {})
        assert {each.matches for each in plain.documents} <= {0}


def test_a_card_is_found_and_counted_as_no_passage(engine: Engine) -> None:
    put(engine, entry(1, -1, front="a"), entry(1, 0, "a"), entry(1, 1, "b"), entry(2, -1, front="a"), entry(2, 0, "b"))
    ranking = everything(engine, AnyOf((A, Has("front", "a"))), [Scored("front", "a"), Scored("syllable", "a")])
    assert {each.document: each.matches for each in ranking.documents} == {1: 1, 2: 0}
    assert (ranking.total_documents, ranking.total_passages) == (2, 1)
    assert {hit.passage for each in ranking.documents for hit in each.passages} == {
        passage_number(1, 0),
        passage_number(1, 1),
        passage_number(2, 0),
    }


def test_documents_left_out_are_as_if_not_there(engine: Engine) -> None:
    lengths_and_frequencies(engine)
    scored = [Scored("syllable", "a")]
    aside = order(everything(engine, A, scored))[::3]
    rest = [each for each in order(everything(engine, A, scored)) if each not in aside]
    for offset in range(0, len(rest), 7):
        page = engine.search(A, scored, limit=7, offset=offset, count=False, leaving_out=aside)
        assert order(page) == rest[offset : offset + 7]


def test_limit_zero_only_counts(engine: Engine) -> None:
    crowd(engine)
    for sort in Sort:
        ranking = engine.search(A, [Scored("syllable", "a")], limit=0, sort=sort)
        assert (ranking.documents, ranking.total_documents, ranking.total_passages) == ((), 60, 120)
    assert engine.search(A, limit=0, count=False) == Ranking((), 0, 0, {})


def test_a_page_past_the_end_is_empty_but_counted(engine: Engine) -> None:
    put(engine, entry(1, text="a"), entry(2, text="a"))
    for sort in Sort:
        ranking = engine.search(A, offset=2, sort=sort)
        assert (ranking.documents, ranking.total_documents) == ((), 2)
    assert order(engine.search(A, offset=1, limit=100)) == [2]
    assert engine.search(A, offset=1000, count=False).documents == ()


def carded(engine: Engine) -> None:
    cards: dict[int, dict[str, list[str]]] = {
        1: {"kind": ["Nghị quyết"], "author": ["Lê A", "Trần B"], "year": ["2018"], "collection": ["x y"]},
        2: {"kind": ["Nghị quyết"], "author": ["Trần B"], "year": ["2019"]},
        3: {"kind": ["Chỉ thị"], "author": ["Lê A", "Trần B", "C"], "issuer": ["Ban Bí thư"]},
        4: {},
    }
    for document, facets in cards.items():
        of = card(facets=facets)
        put(engine, entry(document, 0, "a", of), entry(document, 1, "a b" if document != 2 else "a", of))


def test_facets_count_documents(engine: Engine) -> None:
    carded(engine)
    ranking = everything(engine, A, facets=FACETS)
    assert ranking.facets == {
        "kind": {"Nghị quyết": 2, "Chỉ thị": 1},
        "issuer": {"Ban Bí thư": 1},
        "author": {"Lê A": 2, "Trần B": 3, "C": 1},
        "year": {"2018": 1, "2019": 1},
        "collection": {"x y": 1},
    }
    assert (ranking.total_documents, ranking.total_passages) == (4, 8)


def test_facets_count_every_match_and_nothing_else(engine: Engine) -> None:
    carded(engine)
    ranking = engine.search(B, limit=1, facets=["kind", "author"])
    assert ranking.facets == {
        "kind": {"Nghị quyết": 1, "Chỉ thị": 1},
        "author": {"Lê A": 2, "Trần B": 2, "C": 1},
    }
    assert (len(ranking.documents), ranking.total_documents, ranking.total_passages) == (1, 3, 3)
    assert engine.search(A, limit=0, facets=["issuer"]).facets == {"issuer": {"Ban Bí thư": 1}}
    assert engine.search(Has("syllable", "x"), facets=["kind"]).facets == {"kind": {}}
    assert engine.search(A).facets == {}


def test_a_document_in_many_blocks_is_counted_once(engine: Engine) -> None:
    of = card(facets={"kind": ["Luật"]})
    for ordinal in range(4):
        put(engine, entry(1, ordinal, "a", of))
    ranking = everything(engine, A, facets=["kind"])
    assert (ranking.facets, ranking.total_documents, ranking.total_passages) == ({"kind": {"Luật": 1}}, 1, 4)


def test_facets_follow_changes(engine: Engine) -> None:
    put(engine, entry(1, 0, "a", card(facets={"kind": ["Luật"]})), entry(2, 0, "a", card(facets={"kind": ["Luật"]})))
    assert everything(engine, facets=["kind"]).facets == {"kind": {"Luật": 2}}
    put(engine, entry(1, 0, "a", card(facets={"kind": ["Nghị định"]})))
    assert everything(engine, facets=["kind"]).facets == {"kind": {"Luật": 1, "Nghị định": 1}}
    with engine.writer() as writer:
        writer.remove(2)
    assert everything(engine, facets=["kind"]).facets == {"kind": {"Nghị định": 1}}


def test_filters_are_exact(engine: Engine) -> None:
    carded(engine)
    assert found(engine, A, [Filter("kind", "Nghị quyết")]) == {(1, 0), (1, 1), (2, 0), (2, 1)}
    assert found(engine, A, [Filter("collection", "x y")]) == {(1, 0), (1, 1)}
    for value in ("Nghị", "nghị quyết", "quyết", "Nghị quyết ", "", "2018"):
        assert found(engine, A, [Filter("kind", value)]) == set()


def test_all_filters_are_required(engine: Engine) -> None:
    carded(engine)
    both = [Filter("author", "Lê A"), Filter("author", "Trần B")]
    assert found(engine, B, both) == {(1, 1), (3, 1)}
    assert found(engine, B, [*both, Filter("kind", "Chỉ thị")]) == {(3, 1)}
    assert found(engine, B, [*both, Filter("kind", "Luật")]) == set()


def test_filters_hold_for_counts_and_uncounted_pages(engine: Engine) -> None:
    carded(engine)
    only = [Filter("author", "Lê A")]
    ranking = engine.search(AnyOf((A, B)), [Scored("syllable", "b")], filters=only, facets=["author"])
    assert ranking.facets == {"author": {"Lê A": 2, "Trần B": 2, "C": 1}}
    assert (order(ranking), ranking.total_passages) == ([1, 3], 4)
    plain = engine.search(AnyOf((A, B)), [Scored("syllable", "a"), Scored("syllable", "b")], filters=only, count=False)
    assert order(plain) == [1, 3]


def test_filters_do_not_score(engine: Engine) -> None:
    carded(engine)
    ranking = everything(engine, A, filters=[Filter("author", "Lê A")])
    assert scores(ranking) == [0, 0]
