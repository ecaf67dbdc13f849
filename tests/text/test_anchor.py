"""Passages found again by their fingerprint."""

from __future__ import annotations

import pytest

from indexer.text.anchor import anchor_of, find_anchor, is_anchor

PASSAGE = "Công tác dân vận bắt đầu từ việc lắng nghe; cán bộ phải gần dân và hiểu dân thì dân mới tin."
TEXT = f"Lời nói đầu. {PASSAGE} Người học phải liên hệ với thực tiễn.\nCông tác dân vận là việc của mọi người."


@pytest.mark.parametrize(
    "quoted",
    [
        PASSAGE,
        "lắng nghe",
        "dân",
        PASSAGE.upper(),
        PASSAGE.replace("lắng nghe; cán bộ", "lắng nghe – cán bộ"),
        PASSAGE.replace("vận", "van"),  # read without its mark
        PASSAGE.replace("cán bộ phải gần dân", "cán bô phai gân dân"),
        PASSAGE.replace(" phải", ""),  # a word in the middle that was not read
    ],
)
def test_what_changed_little_is_found_where_it_stands(quoted: str) -> None:
    found = find_anchor(TEXT, anchor_of(quoted), TEXT.index("dân vận"))
    assert found
    low, high = found
    assert TEXT[low:high].split(maxsplit=1)[0].lower().strip(".,;") in quoted.lower()
    if quoted.count(" ") > 3:
        assert TEXT[low:high] == PASSAGE.rstrip(".")


@pytest.mark.parametrize("quoted", [PASSAGE.replace("Công tác", "Việc làm"), "lắng tai", "dân tin dân"])
def test_other_words_are_not_found(quoted: str) -> None:
    assert find_anchor(TEXT, anchor_of(quoted)) is None


def test_of_several_the_nearest_is_found() -> None:
    places = [at for at in range(len(TEXT)) if TEXT.startswith("dân", at)]
    for near in places:
        assert find_anchor(TEXT, anchor_of("dân"), near) == (near, near + 3)


def test_only_what_is_written_as_one_is_a_fingerprint() -> None:
    assert is_anchor(anchor_of(PASSAGE))
    assert anchor_of("…") == ""
    assert not any(map(is_anchor, ("", "x", "00000000-00000000-0", "00000000-00000000-١", "0-0-1")))
