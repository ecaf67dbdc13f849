"""What a writer leaves behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from indexer.engines.base import Engine, Entry, TermCount
from indexer.numbering import DOCUMENT_BITS, MOST_PASSAGES, passage_number
from indexer.query.terms import Has, HasPhrase, Scored, Without
from tests.contract.samples import EVERYTHING, FIRST, card, entry, everything, found, put


class Interrupted(Exception):
    pass


def interrupted(engine: Engine, *, clear: bool = False) -> None:
    """A block that changes everything it can and does not reach its end."""
    with engine.writer() as writer:
        writer.put([entry(1, text="b"), entry(3, text="a")])
        writer.remove(2)
        if clear:
            writer.clear()
        raise Interrupted


def test_frequencies_are_counts_of_passages(engine: Engine) -> None:
    put(engine, entry(1, 0, "a a b", word="x"), entry(1, 1, "a"), entry(2, 0, "b"))
    assert engine.frequencies("syllable", ["a", "b", "c", "x"]) == [2, 2, 0, 0]
    assert engine.frequencies("word", ["x"]) == [1]
    assert engine.frequencies("word", []) == []
    assert engine.size() == 3


def test_a_generation_lasts_until_the_next_change(engine: Engine) -> None:
    seen = [engine.generation()]
    for text in ("a", "b"):
        put(engine, entry(1, 0, text))
        seen += [engine.generation(), engine.generation()]
    assert seen[1] == seen[2]
    assert seen[3] == seen[4]
    assert len(set(seen)) == 3


def test_a_new_index_is_empty(engine: Engine) -> None:
    assert found(engine) == set()
    assert dict(engine.held()) == {}
    assert engine.terms("syllable", "", 10) == []


def test_what_was_put_is_visible_after_the_block_and_not_before(engine: Engine) -> None:
    with engine.writer() as writer:
        writer.put([entry(1, text="a")])
        assert found(engine) == set()
    assert found(engine, Has("syllable", "a")) == {(1, 0)}
    put(engine, entry(2, text="a"))
    assert found(engine, Has("syllable", "a")) == {(1, 0), (2, 0)}


def test_an_exception_leaves_the_index_as_it_was(engine: Engine) -> None:
    put(engine, entry(1, text="a"), entry(2, text="a"))
    with pytest.raises(Interrupted):
        interrupted(engine)
    assert found(engine, Has("syllable", "a")) == {(1, 0), (2, 0)}
    assert dict(engine.held()) == {1: 1, 2: 1}
    put(engine, entry(4, text="a"))
    assert found(engine, Has("syllable", "a")) == {(1, 0), (2, 0), (4, 0)}


def test_an_exception_undoes_a_clear(engine: Engine) -> None:
    put(engine, entry(1, text="a"))
    with pytest.raises(Interrupted):
        interrupted(engine, clear=True)
    assert found(engine) == {(1, 0)}


def test_entries_that_fail_on_the_way_leave_the_index_as_it_was(engine: Engine) -> None:
    def failing() -> Iterator[Entry]:
        yield entry(1, text="a")
        raise Interrupted

    with pytest.raises(Interrupted), engine.writer() as writer:
        writer.put(failing())
    assert found(engine) == set()


def test_a_block_without_changes(engine: Engine) -> None:
    put(engine, entry(1, text="a"))
    with engine.writer() as writer:
        writer.put([])
    with engine.writer():
        pass
    assert found(engine) == {(1, 0)}


def test_a_passage_replaces_the_one_of_its_number(engine: Engine) -> None:
    put(engine, entry(1, 0, "a"), entry(1, 1, "a"))
    put(engine, entry(1, 0, "b"))
    assert found(engine, Has("syllable", "a")) == {(1, 1)}
    assert found(engine, Has("syllable", "b")) == {(1, 0)}
    assert dict(engine.held()) == {1: 2}


def test_a_passage_replaces_within_one_block(engine: Engine) -> None:
    with engine.writer() as writer:
        writer.put([entry(1, text="a"), entry(1, text="b")])
        writer.put([entry(1, text="c d")])
    assert found(engine, Has("syllable", "c")) == {(1, 0)} == found(engine)
    assert found(engine, HasPhrase("syllable", ("c", "d"))) == {(1, 0)}
    assert found(engine, Has("syllable", "a")) == found(engine, Has("syllable", "b")) == set()
    assert engine.terms("syllable", "a", 5) == []


def test_putting_twice_equals_putting_once(engine: Engine) -> None:
    entries = [entry(n, m, "a b", card(year=1990, facets={"kind": ["x"]})) for n in range(3) for m in range(3)]
    put(engine, *entries)
    once = everything(engine, EVERYTHING, [Scored("syllable", "a")], facets=["kind"])
    put(engine, *entries)
    twice = everything(engine, EVERYTHING, [Scored("syllable", "a")], facets=["kind"])
    assert (once.total_passages, once.facets) == (twice.total_passages, twice.facets) == (9, {"kind": {"x": 3}})


def test_remove_drops_every_passage_of_one_document(engine: Engine) -> None:
    put(engine, entry(1, 0, "a"), entry(1, 1, "a"), entry(2, 0, "a"))
    put(engine, entry(1, 2, "a"))
    with engine.writer() as writer:
        writer.remove(1)
    assert found(engine) == {(2, 0)}
    assert found(engine, Without(Has("syllable", "b"))) == {(2, 0)}
    assert dict(engine.held()) == {2: 1}


def test_remove_of_an_unknown_document_does_nothing(engine: Engine) -> None:
    put(engine, entry(1, text="a"))
    with engine.writer() as writer:
        writer.remove(2)
        writer.remove((1 << DOCUMENT_BITS) - 1)
    assert found(engine) == {(1, 0)}


def test_changes_of_one_block_happen_in_order(engine: Engine) -> None:
    put(engine, entry(1, 0, "a"))
    with engine.writer() as writer:
        writer.put([entry(1, 1, "a"), entry(2, 0, "a")])
        writer.remove(1)
        writer.remove(2)
        writer.put([entry(2, 1, "b")])
    assert found(engine) == {(2, 1)}


def test_clear_drops_everything_before_it(engine: Engine) -> None:
    put(engine, entry(1, text="a"))
    with engine.writer() as writer:
        writer.put([entry(2, text="a")])
        writer.clear()
        writer.put([entry(3, text="a")])
    assert found(engine) == {(3, 0)}
    with engine.writer() as writer:
        writer.clear()
    assert found(engine) == set()
    assert dict(engine.held()) == {}
    put(engine, entry(4, text="a"))
    assert found(engine, Has("syllable", "a")) == {(4, 0)}


def test_many_blocks_keep_everything(engine: Engine) -> None:
    for n in range(25):
        with engine.writer() as writer:
            writer.put([entry(n, 0, f"a t{n}", card(facets={"kind": [f"k{n % 2}"]}, year=n)), entry(n, 1, "b")])
            if n % 5 == 4:
                writer.remove(n - 1)
    kept = {n for n in range(25) if n % 5 != 3}
    assert found(engine) == {(n, ordinal) for n in kept for ordinal in (0, 1)}
    assert found(engine, HasPhrase("syllable", ("a", "t7"))) == {(7, 0)}
    ranking = everything(engine, Has("syllable", "a"), facets=["kind"])
    assert ranking.facets == {"kind": {"k0": 11, "k1": 9}}
    assert engine.terms("syllable", "a", 1) == [TermCount("a", 20)]


def test_a_block_may_put_many_passages(engine: Engine) -> None:
    put(engine, *(entry(n % 7, n // 7, f"a t{n}") for n in range(1000)))
    assert everything(engine, Has("syllable", "a")).total_passages == 1000
    assert found(engine, Has("syllable", "t999")) == {(999 % 7, 999 // 7)}
    assert sum(engine.held().values()) == 1000


def test_the_largest_numbers(engine: Engine) -> None:
    last_passage = MOST_PASSAGES - 1 - FIRST
    last, first_of_last = (1 << DOCUMENT_BITS) - 1, passage_number((1 << DOCUMENT_BITS) - 1, 0)
    put(engine, entry(last, last_passage, "a"), entry(last, 0, "a"), entry(last - 1, 0, "a"), entry(0, 0, "a"))
    everyone = {(last, last_passage), (last, 0), (last - 1, 0), (0, 0)}
    assert found(engine, Has("syllable", "a")) == everyone
    assert dict(engine.held()) == {last: 2, last - 1: 1, 0: 1}
    assert first_of_last > 1 << 61
    put(engine, entry(last, last_passage, "b"))
    assert found(engine, Has("syllable", "b")) == {(last, last_passage)}
    with engine.writer() as writer:
        writer.remove(last)
    assert found(engine) == {(last - 1, 0), (0, 0)}


def test_terms_count_passages_the_most_frequent_first(engine: Engine) -> None:
    put(engine, entry(1, 0, "luận luận luật"), entry(1, 1, "luận lý"), entry(2, 0, "luật luận Luận"))
    assert engine.terms("syllable", "lu", 10) == [TermCount("luận", 3), TermCount("luật", 2)]
    assert engine.terms("syllable", "lu", 1) == [TermCount("luận", 3)]
    assert engine.terms("syllable", "luậ", 0) == []
    assert engine.terms("syllable", "x", 10) == []
    assert engine.terms("title", "lu", 10) == []
    assert [row.term for row in engine.terms("syllable", "", 10)][:2] == ["luận", "luật"]


def test_terms_of_bags_and_cards(engine: Engine) -> None:
    of = card({"title": "lý|~ly luận", "number": "23-ct/tw"})
    put(engine, entry(1, 0, word="lý_luận lý_luận", of=of, front="đầu"), entry(1, 1, word="lý_do", of=of))
    assert sorted(row.term for row in engine.terms("word", "lý_", 10)) == ["lý_do", "lý_luận"]
    assert engine.terms("word", "lý_l", 10) == [TermCount("lý_luận", 1)]
    assert engine.terms("title", "~", 10) == [TermCount("~ly", 2)]
    assert engine.terms("number", "23", 10) == [TermCount("23-ct/tw", 2)]
    assert engine.terms("front", "đ", 10) == [TermCount("đầu", 1)]


def test_terms_of_removed_passages_are_not_counted(engine: Engine) -> None:
    put(engine, entry(1, text="luận luật"), entry(2, text="luận"), entry(3, text="luận lý"))
    with engine.writer() as writer:
        writer.remove(1)
        writer.put([entry(3, text="lý")])
    assert engine.terms("syllable", "l", 10) == [TermCount("luận", 1), TermCount("lý", 1)]
