"""Documents cut into passages."""

from __future__ import annotations

from itertools import count, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.model import Block, BlockKind, Page, Passage
from indexer.numbering import MOST_PASSAGES, document_of
from indexer.text.layout import SEPARATOR, page_starts, page_text, place_all
from indexer.text.passages import MOST, make_passages
from indexer.text.segment import SyllableSegmenter
from indexer.text.sentences import sentence_ends
from indexer.text.tokens import tokenize

H, F = BlockKind.HEADING, BlockKind.FOOTNOTE
_number = count()


def made(*pages: list[Block]) -> tuple[str, list[Passage]]:
    """The text of a document of these pages, and its passages."""
    leaves = [Page(number, None, tuple(blocks)) for number, blocks in enumerate(pages, start=1)]
    text = SEPARATOR.join(page_text(page.blocks) for page in leaves)
    return text, make_passages(7, leaves, SyllableSegmenter())


def said(text: str, passage: Passage) -> str:
    return SEPARATOR.join(text[start:end] for start, end in passage.spans)


def sentence(syllables: int) -> str:
    """A sentence like no other."""
    return f"Câu {next(_number)}{' chữ' * (syllables - 2)}."


def run(sentences: int, syllables: int) -> str:
    return " ".join(sentence(syllables) for _ in range(sentences))


def test_a_short_document_is_one_passage() -> None:
    text, passages = made([Block("Chương I", H, 1), Block("Một câu.")], [Block("Câu nữa.")])
    assert [said(text, each) for each in passages] == ["Chương I\nMột câu.\nCâu nữa."]
    assert (passages[0].first_page, passages[0].last_page, passages[0].heading) == (1, 2, "Chương I")


@pytest.mark.parametrize("pages", [[], [[]], [[], []], [[Block("***")]], [[Block("– … –")], []]])
def test_nothing_to_find_makes_no_passage(pages: list[list[Block]]) -> None:
    assert made(*pages)[1] == []


def test_neighbours_share_one_whole_sentence() -> None:
    text, passages = made([Block(run(40, 20))])
    assert len(passages) > 4
    for before, after in pairwise(passages):
        shared = text[after.spans[0][0] : before.spans[-1][1]].strip()
        assert [shared] == [shared[:end] for end in sentence_ends(shared)]
        assert shared.startswith("Câu")
        assert shared.endswith(".")


def test_a_sentence_too_long_to_repeat_is_not_repeated() -> None:
    text, passages = made([Block(run(4, 100))])
    assert [said(text, each).count("Câu") for each in passages] == [1, 1, 1, 1]


def test_a_sentence_longer_than_a_passage_is_cut_with_an_overlap() -> None:
    text, passages = made([Block(sentence(400))])
    assert len(passages) > 2
    for before, after in pairwise(passages):
        assert after.spans[0][0] < before.spans[-1][1]
    assert (passages[0].spans[0][0], passages[-1].spans[-1][1]) == (0, len(text))


def test_a_sentence_goes_on_over_a_page_break() -> None:
    first, second = Block("Đầu trang có một câu chưa"), Block("hết. Câu nữa.", continues=True)
    text, passages = made([Block("Mở."), first], [second])
    assert len(passages) == 1
    assert said(text, passages[0]).endswith("chưa\nhết. Câu nữa.")
    assert (passages[0].first_page, passages[0].last_page) == (1, 2)


def test_notes_between_stand_aside() -> None:
    text, passages = made(
        [Block("Một câu chưa"), Block("1. Chú thích.", F)], [Block("hết.", continues=True), Block("2. Nữa.", F)]
    )
    body, *notes = passages
    assert said(text, body) == "Một câu chưa\nhết."
    assert len(body.spans) == 2
    assert [(said(text, note), note.first_page, note.last_page) for note in notes] == [
        ("1. Chú thích.", 1, 1),
        ("2. Nữa.", 2, 2),
    ]


def test_a_table_of_contents_is_not_found() -> None:
    text, passages = made([Block("Chương I 5", BlockKind.CONTENTS), Block("Một câu.")])
    assert [said(text, each) for each in passages] == ["Một câu."]


def test_pages_are_those_that_the_passage_stands_on() -> None:
    _, passages = made([Block(run(8, 20))], [Block(run(8, 20))], [], [Block("Hết.")])
    assert [(each.first_page, each.last_page) for each in passages] == [(1, 1), (1, 2), (2, 4)]


def test_a_heading_begins_a_passage_once_enough_stands_before_it() -> None:
    short, long = run(1, 20), run(4, 20)
    blocks = [
        Block("Mục 1", H, 2),
        Block(short),
        Block("Mục 2", H, 2),
        Block(long),
        Block("Mục 3", H, 2),
        Block("Hết."),
    ]
    text, passages = made(blocks)
    assert [said(text, each).splitlines()[0] for each in passages] == ["Mục 1", "Mục 3"]
    assert [each.heading for each in passages] == ["Mục 1", "Mục 3"]


@pytest.mark.parametrize(
    ("headings", "path"),
    [
        ([("Chương I", 1), ("Mục 1", 2), ("a)", 3)], "Chương I › Mục 1 › a)"),
        ([("Chương I", 1), ("Mục 1", 2), ("Mục 2", 2)], "Chương I › Mục 2"),
        ([("Phần II", 1), ("CHƯƠNG I", 2)], "Phần II › CHƯƠNG I"),
        ([("Lời nói đầu", 1), ("Chương I", 2)], "Chương I"),  # no chapter stands under a preface
        ([("Giáo trình", 1), ("Chương I", 2), ("1.", 3)], "Chương I › 1."),
        ([("Chương I", 1), ("Chương II", 1)], "Chương II"),
        ([("Rất dài " * 20, 1)], ("Rất dài " * 20)[:90]),
        ([], ""),
    ],
)
def test_headings_above_a_passage(headings: list[tuple[str, int]], path: str) -> None:
    _, passages = made([*(Block(text, H, level) for text, level in headings), Block("Một câu.")])
    assert passages[0].heading == path


def test_passages_are_numbered_within_their_document() -> None:
    _, passages = made([Block(run(40, 20))])
    assert [document_of(each.number) for each in passages] == [7] * len(passages)
    assert [each.number % MOST_PASSAGES for each in passages] == list(range(1, len(passages) + 1))


_SENTENCES = st.lists(st.tuples(st.integers(1, 220), st.sampled_from([".", "?", ";", "…", ")", "”"])), max_size=5).map(
    lambda made: " ".join(f"Câu{' chữ' * (length - 1)}{sign}" for length, sign in made)
)
_BLOCKS = st.builds(
    lambda text, kind, continues: Block(text, kind, int(kind is H), continues and kind is BlockKind.PARAGRAPH),
    st.one_of(_SENTENCES, st.sampled_from(("***", "Mục 1", "x", "1.234 – 2"))),
    st.sampled_from(BlockKind),
    st.booleans(),
).filter(lambda block: bool(block.text))


@given(st.lists(st.lists(_BLOCKS, max_size=5), max_size=5))
def test_every_syllable_is_in_a_passage_and_every_passage_in_the_text(pages: list[list[Block]]) -> None:
    text, passages = made(*pages)
    leaves = [Page(number, None, tuple(blocks)) for number, blocks in enumerate(pages, start=1)]
    starts = page_starts(leaves)
    covered = set()
    for passage in passages:
        ends = [0, *(offset for span in passage.spans for offset in span), len(text)]
        assert ends == sorted(ends)
        assert len(tokenize(said(text, passage))) == sum(passage.words) <= MOST
        places = {
            sum(1 for start in starts if start <= offset) for span in passage.spans for offset in (span[0], span[1] - 1)
        }
        assert (min(places), max(places)) == (passage.first_page, passage.last_page)
        covered |= {offset for start, end in passage.spans for offset in range(start, end)}
    found = [placed for placed in place_all(leaves) if placed.block.kind is not BlockKind.CONTENTS]
    for placed in found:
        for token in tokenize(placed.block.text):
            assert set(range(placed.start + token.start, placed.start + token.end)) <= covered


@given(st.lists(st.lists(_BLOCKS, max_size=5), max_size=5))
def test_a_placed_block_is_its_slice_of_the_text(pages: list[list[Block]]) -> None:
    text, _ = made(*pages)
    for placed in place_all([Page(number, None, tuple(blocks)) for number, blocks in enumerate(pages, start=1)]):
        assert text[placed.start : placed.end] == placed.block.text
