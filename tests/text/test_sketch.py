"""Documents with the same text know each other; those of one form do not."""

from __future__ import annotations

import random

import pytest

from indexer.model import Block, BlockKind, Kinship, Page
from indexer.text.sketch import Sketch, in_common, kinship, make_sketch, packed, sketch_of, unpacked

CHANCE = random.Random(7)  # samples, no secrets
WORDS = [a + b for a in "bcdghklmnpqrstv" for b in ("an", "ang", "oi", "uc", "en", "inh", "ung", "at", "am", "ien")]


def prose(syllables: int) -> list[str]:
    return [CHANCE.choice(WORDS) for _ in range(syllables)]


def kin(one: list[str], two: list[str]) -> Kinship | None:
    return kinship(in_common(sketch_of(one), sketch_of(two)))


def misread(text: list[str], share: float) -> list[str]:
    return [each + "x" if CHANCE.random() < share else each for each in text]


@pytest.mark.parametrize("length", [80, 500, 5_000, 60_000])
def test_the_same_text_with_slips_of_recognition_is_the_same(length: int) -> None:
    text = prose(length)
    common = in_common(sketch_of(text), sketch_of(text))
    assert (common.share, common.other_share) == (1, 1)
    assert kin(text, misread(text, 0.005)) is Kinship.SAME


def test_other_prose_is_no_kin() -> None:
    texts = [prose(length) for length in (80, 500, 5_000, 60_000)]
    assert {kin(one, two) for one in texts for two in texts if one is not two} == {None}


def test_an_excerpt_is_part_of_its_collection_and_the_collection_holds_it() -> None:
    collection = prose(60_000)
    excerpt = collection[20_000:23_000]
    assert kin(excerpt, collection) is Kinship.PART
    assert kin(collection, excerpt) is Kinship.WHOLE


def test_a_revised_book_is_another_edition() -> None:
    book = prose(40_000)
    assert kin(book, book[:28_000] + prose(12_000)) is Kinship.EDITION


def test_two_papers_of_one_form_are_no_kin() -> None:
    head, foot = prose(60), prose(60)
    papers = [head + prose(200) + foot for _ in range(2)]
    assert kin(*papers) is None


@pytest.mark.parametrize("text", [[], ["một"], ["một"] * 4, ["một"] * 400])
def test_texts_that_show_nothing_have_no_kin(text: list[str]) -> None:
    assert kin(text, text) is None


def test_marks_tone_places_and_contents_make_no_difference() -> None:
    def sketch(text: str) -> Sketch:
        contents = Block("Chương 1 một hai ba bốn năm 7", BlockKind.CONTENTS)
        return make_sketch([Page(1, None, (contents, *(Block(part) for part in text.split("\n"))))])

    assert sketch("Hoà bình, uỷ ban\nnhân dân khoá XIII") == sketch("HÒA BÌNH – ỦY BAN NHÂN DÂN\nKHÓA XIII")


def test_a_sketch_is_small_and_comes_back_as_it_was() -> None:
    sketch = sketch_of(prose(60_000))
    assert 800 < len(sketch.hashes) < 1_100
    assert unpacked(sketch.reach, packed(sketch)) == sketch
    assert len(sketch_of(prose(3_000)).hashes) == 64
