"""Slices of a document's text, out of its pages."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from indexer.entries import document_slice, passage_text
from indexer.model import Passage
from indexer.text.layout import SEPARATOR


@dataclass
class Asked:
    """A page that counts how often its text is asked for."""

    start: int
    printed: str
    times: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        self.times.append(1)
        return self.printed


def laid(texts: list[str]) -> dict[int, Asked]:
    pages, at = {}, 0
    for number, text in enumerate(texts, start=1):
        pages[number] = Asked(at, text)
        at += len(text) + len(SEPARATOR)
    return pages


@given(st.lists(st.text("ab\n", max_size=6), min_size=1, max_size=6), st.integers(0, 40), st.integers(0, 40))
def test_a_slice_is_that_of_the_whole_text(texts: list[str], start: int, end: int) -> None:
    whole = "".join(text + SEPARATOR for text in texts)
    assert document_slice(laid(texts), start, end) == whole[start:end]


def test_pages_may_be_missing() -> None:
    pages = laid(["một", "hai", "ba"])
    del pages[2]
    assert document_slice(pages, 0, 12) == "một\nba\n"


def test_a_passage_of_a_long_book_asks_only_for_its_own_pages() -> None:
    pages = laid(["chữ nghĩa"] * 500)
    passage = Passage(1, ((4004, 4008), (4020, 4029)), first_page=401, last_page=403, heading="", words=b"")
    assert passage_text(pages, passage) == "nghĩ\nchữ nghĩa"
    assert {number for number, page in pages.items() if page.times} == {401, 403}
