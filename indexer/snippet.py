"""What of a passage is shown, and what in it is highlighted: slices over the printed text, never HTML."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from indexer.query.plan import Pattern
from indexer.text.normalize import fold
from indexer.text.sentences import sentence_ends
from indexer.text.tokens import folded, is_folded, terms_and_places

LENGTH = 60  # syllables of a snippet
_BEFORE = 12  # of them, before the first highlight, where no sentence begins nearer


@dataclass(frozen=True, slots=True)
class Snippet:
    """A slice of a text, with the highlights inside it as slices of the whole text."""

    start: int
    end: int
    highlights: tuple[tuple[int, int], ...]
    begins: bool  # nothing of its sentence stands before it
    ends: bool


@dataclass(frozen=True, slots=True)
class _Read:
    """A text cut into syllables."""

    text: str
    terms: list[str]
    places: list[tuple[int, int]]

    def first_within(self, offset: int) -> int:
        """The place of the first syllable that begins at the offset or later."""
        return bisect_left(self.places, (offset, 0))


class Highlighter:
    """Finds the patterns of a line in one text after another, and remembers which syllables they match."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._alone = {each.terms[0] for each in patterns if len(each.terms) == 1 and not each.prefix}
        self._bare = {term.removeprefix(folded("")): term for term in self._alone if is_folded(term)}
        self._longer: list[Pattern] = []  # those that more than one syllable may begin
        self._begun_by: dict[str, list[Pattern]] = {}  # the others, by their first
        for each in patterns:
            if len(each.terms) > 1 and not is_folded(each.terms[0]):
                self._begun_by.setdefault(each.terms[0], []).append(each)
            elif len(each.terms) > 1 or each.prefix:
                self._longer.append(each)
        self._seen: set[str] = set()  # syllables of the texts so far
        self._matched: dict[str, str] = {}  # those that a pattern of one term matches → that term

    def highlights(self, text: str, *, lone: bool = True) -> list[tuple[int, int]]:
        """Slices that the patterns match, in order, never overlapping; neighbouring syllables make one slice.

        A syllable that stands alone is left out where the text has it beside others of the line: there it says nothing.

        Args:
            lone: False leaves out every syllable of a longer line that stands alone.
        """
        return self._marked(_Read(text, *terms_and_places(text)), lone=lone)

    def snippet(self, text: str, length: int = LENGTH) -> Snippet:
        """The stretch of a text that shows its matches best; its beginning if nothing matches.

        Neither end cuts a syllable. The stretch begins with a sentence where one begins shortly before the matches.

        Args:
            length: syllables.
        """
        read = _Read(text, *terms_and_places(text))
        marked = self._marked(read, lone=True)
        if len(read.terms) <= length:
            return Snippet(0, len(text), tuple(marked), begins=True, ends=True)
        bounds = [0, *sentence_ends(text)]
        first = _at_sentence(read, _best_start(read, marked, length), bounds)
        last = min(first + length, len(read.terms)) - 1
        start, end = _bound(read, bounds, first), _bound(read, bounds, last + 1)
        start = read.places[first][0] if start is None else start
        end = read.places[last][1] if end is None else end
        return Snippet(
            start,
            start + len(text[start:end].rstrip()),
            tuple((a, b) for a, b in marked if a >= start and b <= end),
            begins=start in bounds,
            ends=end in bounds,
        )

    def _marked(self, read: _Read, *, lone: bool) -> list[tuple[int, int]]:
        places = {*self._single(read.terms, lone=lone), *self._together(read.terms)}
        return _joined(read.text, sorted((read.places[first][0], read.places[last][1]) for first, last in places))

    def _single(self, terms: Sequence[str], *, lone: bool) -> Iterator[tuple[int, int]]:
        """First and last place of what a pattern of one term matches."""
        if not self._alone:
            return
        self._learn(set(terms) - self._seen)
        matched = self._matched
        found = {at: matched[each] for at, each in enumerate(terms) if each in matched}
        beside = {at for at in found if at - 1 in found or at + 1 in found}
        shown = {found[at] for at in beside} if lone or len(self._alone) == 1 else self._alone
        for at, term in found.items():
            if at in beside or term not in shown:
                yield at, at

    def _learn(self, syllables: set[str]) -> None:
        """Find which syllables, not met before, are matched."""
        self._seen |= syllables
        for each in syllables:
            if each in self._alone:
                self._matched[each] = each
            elif self._bare and (term := self._bare.get(fold(each))):
                self._matched[each] = term

    def _together(self, terms: Sequence[str]) -> Iterator[tuple[int, int]]:
        """First and last place of what a phrase or a prefix matches; of a loose phrase, each of its syllables."""
        if self._begun_by:
            for at, each in enumerate(terms):
                for pattern in self._begun_by.get(each, ()):
                    yield from _from(terms, at, pattern)
        for pattern in self._longer:
            for at, each in enumerate(terms):
                if _is(each, pattern.terms[0], prefix=pattern.prefix and len(pattern.terms) == 1):
                    yield from _from(terms, at, pattern)


def _from(terms: Sequence[str], at: int, pattern: Pattern) -> Iterator[tuple[int, int]]:
    """The same for a pattern whose first syllable stands at a place."""
    if pattern.within:
        yield from _apart(terms, at, pattern)
    elif _stands_at(terms[at : at + len(pattern.terms)], pattern):
        yield at, at + len(pattern.terms) - 1


def _apart(terms: Sequence[str], first: int, pattern: Pattern) -> Iterator[tuple[int, int]]:
    """Places of the syllables of a phrase that stand in order from `first` on, near enough."""
    places = [first]
    farthest = min(first + len(pattern.terms) + pattern.within, len(terms))
    for term in pattern.terms[1:]:
        place = next((at for at in range(places[-1] + 1, farthest) if _is(terms[at], term)), None)
        if place is None:
            return
        places.append(place)
    yield from ((at, at) for at in places)


def _stands_at(terms: Sequence[str], pattern: Pattern) -> bool:
    *front, last = pattern.terms
    if len(terms) < len(pattern.terms) or not all(map(_is, terms, front)):
        return False
    return _is(terms[-1], last, prefix=pattern.prefix)


def _is(syllable: str, term: str, *, prefix: bool = False) -> bool:
    form = folded(syllable) if is_folded(term) else syllable
    return form.startswith(term) if prefix else form == term


def _joined(text: str, slices: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Slices in order, those with nothing but spaces between them as one."""
    joined: list[tuple[int, int]] = []
    for start, end in slices:
        if joined and not text[joined[-1][1] : start].strip(" "):  # true of slices that overlap, too
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _best_start(read: _Read, marked: Sequence[tuple[int, int]], length: int) -> int:
    """The syllable to begin with so that the most, and the longest, highlights are shown."""
    if not marked:
        return 0
    runs = [(read.first_within(start), read.first_within(end)) for start, end in marked]
    # A phrase found whole says more than its syllables apart.
    worth = [sum((b - a) ** 2 for a, b in runs[at:] if a < first + length) for at, (first, _) in enumerate(runs)]
    shown = runs[worth.index(max(worth))][0]
    return max(0, min(shown - _BEFORE, len(read.terms) - length))


def _bound(read: _Read, bounds: Sequence[int], at: int) -> int | None:
    """The first of the bounds that stands between a syllable and the one before it."""
    after = read.places[at - 1][0] if at else -1
    found = bisect_right(bounds, after)
    if found == len(bounds) or (at < len(read.places) and bounds[found] > read.places[at][0]):
        return None
    return bounds[found]


def _at_sentence(read: _Read, first: int, bounds: Sequence[int]) -> int:
    """The first syllable of a sentence that begins within those before the matches, else `first`."""
    reach = read.places[min(first + _BEFORE, len(read.places) - 1)][0]
    for bound in bounds:
        if read.places[first][0] <= bound <= reach:
            return read.first_within(bound)
    return first


def clipped(slices: Iterable[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Slices as far as they lie within start..end, counted from start."""
    return [(max(a, start) - start, min(b, end) - start) for a, b in slices if a < end and b > start]
