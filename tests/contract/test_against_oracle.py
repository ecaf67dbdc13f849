"""Any changes, then any tree: every engine matches, counts and holds what the oracle does."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.engines.base import Card, Engine, Entry
from indexer.model import FACETS, Filter, Sort
from indexer.numbering import passage_number
from indexer.query.terms import AllOf, AnyOf, Between, Has, HasPhrase, HasPrefix, InDocuments, Match, Scored, Without
from tests.contract.opening import opened
from tests.contract.oracle import MemoryEngine
from tests.contract.samples import everything, found, order, stack

TERMS = ["a", "b", "~a", "ab", "á"]
FIELDS = ["syllable", "title", "word"]
CARDS = [
    Card(title=stack("a|~a b"), facets={"kind": ["x"], "author": ["p", "q"]}, year=1990, day=19900000, title_key="b"),
    Card(title=stack("b a"), facets={"kind": ["x y"], "author": ["q"]}, year=2000, day=20000101, title_key="a"),
    Card(title=stack("ab"), facets={"kind": ["x"]}, year=1991, title_key="b"),
    Card(),
]

terms = st.sampled_from(TERMS)
documents = st.integers(0, len(CARDS) - 1)
stacks = st.lists(st.lists(terms, min_size=1, max_size=2, unique=True), max_size=5)


def card_of(document: int) -> Card:
    """One card a document, as the contract has it."""
    return CARDS[document]


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    document = draw(documents)
    number = passage_number(document, draw(st.integers(0, 2)))
    return Entry(number, draw(stacks), (), draw(st.lists(terms, max_size=3)), card_of(document))


puts = st.lists(entries(), max_size=6)
changes = st.one_of(puts, puts, documents, st.none())  # put, remove, clear
blocks = st.lists(st.tuples(st.lists(changes, max_size=4), st.booleans()), max_size=9)

leaves: st.SearchStrategy[Match] = st.one_of(
    st.builds(Has, st.sampled_from(FIELDS), terms),
    st.builds(
        HasPhrase,
        st.sampled_from(["syllable", "title"]),
        st.lists(terms, min_size=2, max_size=3).map(tuple),
        st.integers(0, 3),
    ),
    st.builds(HasPrefix, st.sampled_from(FIELDS), terms),
    st.builds(InDocuments, st.lists(documents, max_size=2).map(tuple)),
    st.builds(Between, st.none() | st.integers(1989, 2001), st.none() | st.integers(1989, 2001)),
)


def nodes(parts: st.SearchStrategy[Match]) -> st.SearchStrategy[Match]:
    several = st.lists(parts, max_size=4).map(tuple)
    return st.one_of(st.builds(AllOf, several), st.builds(AnyOf, several, st.integers(1, 3)), st.builds(Without, parts))


trees = st.recursive(leaves, nodes, max_leaves=6)
scoreds = st.lists(st.builds(Scored, st.sampled_from(FIELDS), terms, st.sampled_from([0.5, 1.0, 3.0])), max_size=2)
hidings = st.lists(st.builds(Filter, st.just("author"), st.sampled_from(["q", "p", "r"])), max_size=2)
filters = st.lists(st.builds(Filter, st.sampled_from(["kind", "author"]), st.sampled_from(["x", "q", "p"])), max_size=2)


class Abandoned(Exception):
    pass


def change(engine: Engine, block: tuple[list[list[Entry] | int | None], bool]) -> None:
    steps, completed = block
    with suppress(Abandoned), engine.writer() as writer:
        for step in steps:
            if step is None:
                writer.clear()
            elif isinstance(step, int):
                writer.remove(step)
            else:
                writer.put(step)
        if not completed:
            raise Abandoned


@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    written=blocks, searches=st.lists(st.tuples(trees, scoreds, filters, hidings, st.sampled_from(Sort)), min_size=4)
)
def test_every_engine_agrees_with_the_oracle(
    name: str,
    written: list[tuple[list[list[Entry] | int | None], bool]],
    searches: list[tuple[Match, list[Scored], list[Filter], list[Filter], Sort]],
) -> None:
    oracle = MemoryEngine()
    with tempfile.TemporaryDirectory() as folder:
        engine = opened(name, Path(folder) / "index")
        for block in written:
            change(oracle, block)
            change(engine, block)
            assert dict(engine.held()) == dict(oracle.held())
        for match, scored, only, hiding, sort in searches:
            mine = everything(engine, match, scored, filters=only, hiding=hiding, sort=sort, facets=FACETS)
            right = everything(oracle, match, scored, filters=only, hiding=hiding, sort=sort, facets=FACETS)
            assert found(engine, match, only, hiding) == found(oracle, match, only, hiding)
            assert (mine.total_documents, mine.total_passages) == (right.total_documents, right.total_passages)
            assert mine.facets == right.facets
            assert engine.holds(match, hiding=hiding) == oracle.holds(match, hiding=hiding)
            for most in (2, 99):
                assert engine.passages(match, filters=only, most=most, hiding=hiding) == oracle.passages(
                    match, filters=only, most=most, hiding=hiding
                )
            assert {each.document: each.matches for each in mine.documents} == {
                each.document: each.matches for each in right.documents
            }
            if sort is not Sort.RELEVANCE:
                assert order(mine) == order(right)
            elif mine.documents:
                aside = {mine.documents[0].document}
                rest = engine.search(
                    match, scored, filters=only, limit=500, count=False, leaving_out=aside, hiding=hiding
                )
                assert order(rest) == order(mine)[1:]
        for field in FIELDS:
            for hiding in ([], *(each[3] for each in searches if each[3])):
                assert engine.terms(field, "", 99, hiding=hiding) == oracle.terms(field, "", 99, hiding=hiding)
                if hiding:
                    shown = engine.frequencies(field, TERMS, hiding=hiding)
                    assert shown == oracle.frequencies(field, TERMS, hiding=hiding)
                    assert dict(engine.held(hiding=hiding)) == dict(oracle.held(hiding=hiding))
            most_held, held = engine.frequencies(field, TERMS), oracle.frequencies(field, TERMS)
            assert all(most >= least for most, least in zip(most_held, held, strict=True))
        engine.close()
