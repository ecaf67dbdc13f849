"""Printed page labels. A wrong label is worse than none: a number counts only where its neighbours agree with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from indexer.extract.pdf.margins import Edges, Number
from indexer.text.roman import roman

_NEAR = 4  # pages within which another must agree
_LONGEST_GAP = 40  # unnumbered pages inside a run that get their label by counting
_FEW_PAGES = 4


def own_numbers(edges: Sequence[Edges]) -> list[Number | None]:
    """For each page the number at its edge that agrees with those of the pages around it."""
    votes = [{(number.value - at, number.roman) for number in edge.numbers} for at, edge in enumerate(edges)]
    chosen: list[Number | None] = []
    for at, edge in enumerate(edges):
        scored = [(_agreement(votes, at, number), number) for number in edge.numbers]
        best = max(scored, key=lambda pair: (pair[0], pair[1].bare), default=None)
        chosen.append(best[1] if best and best[0] else None)
    return _without_strays(chosen, len(edges))


def _agreement(votes: list[set[tuple[int, bool]]], at: int, number: Number) -> int:
    key = (number.value - at, number.roman)
    near = range(max(0, at - _NEAR), min(len(votes), at + _NEAR + 1))
    agreeing = sum(key in votes[other] for other in near if other != at)
    if not agreeing and len(votes) < _FEW_PAGES and number.bare and not number.roman:
        return int(number.value == at + 1)  # a short paper that counts from its first page
    return agreeing


def _without_strays(chosen: list[Number | None], count: int) -> list[Number | None]:
    """The numbers without those of an offset that only two pages share while others share another."""
    offsets = Counter((number.value - at, number.roman) for at, number in enumerate(chosen) if number)
    most = max(offsets.values(), default=0)
    least = 3 if most > 6 and count > 12 else 1  # noqa: PLR2004  # a long run stands against chance pairs
    return [
        number if number and offsets[number.value - at, number.roman] >= least else None
        for at, number in enumerate(chosen)
    ]


def printed_labels(own: Sequence[Number | None]) -> list[str | None]:
    """Labels from the numbers found, and for pages between two of one run by counting."""
    labels = [number.text if number else None for number in own]
    found = [at for at, number in enumerate(own) if number]
    for before, after in pairwise(found):
        one, two = own[before], own[after]
        if one is None or two is None or after - before > _LONGEST_GAP:
            continue
        if (one.value - before, one.roman) == (two.value - after, two.roman):
            for at in range(before + 1, after):
                labels[at] = _written(one, one.value + at - before)
    return _growing(_from_the_first(labels, own))


def _from_the_first(labels: list[str | None], own: Sequence[Number | None]) -> list[str | None]:
    """The labels with "1" on a first page without a number, where the second page is the first to bear one: a "2"."""
    if len(own) > 1 and own[0] is None and (second := own[1]) and (second.value, second.roman) == (2, False):
        return ["1", *labels[1:]]
    return labels


def _written(like: Number, value: int) -> str:
    if not like.roman:
        return str(value)
    return roman(value).upper() if like.text.isupper() else roman(value)


def _growing(labels: list[str | None]) -> list[str | None]:
    """The labels without those that stand on two pages."""
    seen = Counter(label for label in labels if label)
    return [label if label and seen[label] == 1 else None for label in labels]


def labels(given: Sequence[str], own: Sequence[Number | None]) -> list[str | None]:
    """The label of every page.

    Args:
        given: what the file says, empty where it says nothing.
        own: the printed numbers, as `own_numbers` finds them.
    """
    printed = printed_labels(own)
    if not any(given):
        return printed
    both = [(one, two) for one, two in zip(given, printed, strict=True) if one and two]
    differing = sum(one.casefold() != two.casefold() for one, two in both)
    if differing > 1 and differing > 0.2 * len(both):
        return printed
    return [one.strip() or two for one, two in zip(given, printed, strict=True)]
