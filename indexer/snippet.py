"""What of a passage is shown, and what in it is highlighted: slices over the printed text, never HTML."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from indexer.query.plan import Pattern
from indexer.text.normalize import fold, matching
from indexer.text.sentences import sentence_ends_within
from indexer.text.tokens import cut, folded, is_folded

LENGTH = 60  # syllables of a snippet
_BEFORE = 12  # of them, before the first highlight, where no sentence begins nearer
# Latin letters and digits → the letter without marks that a folded syllable has in their place.
_LATIN = (*range(0x30, 0x250), *range(0x1E00, 0x1F00))
_BARE = {sign: fold(sign) for sign in map(chr, _LATIN) if sign.isalnum()}


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
    """A text cut into syllables as they stand there; see `indexer.text.tokens.cut`."""

    text: str
    syllables: list[str]
    bounds: list[int]

    def __len__(self) -> int:
        return len(self.syllables)

    def start(self, at: int) -> int:
        """Where a syllable begins; the end of the text for the one behind the last."""
        return self.bounds[2 * at] if at < len(self.syllables) else len(self.text)

    def end(self, at: int) -> int:
        """Where a syllable ends; the beginning of the text for the one before the first."""
        return self.bounds[2 * at + 1] if at >= 0 else 0

    def first_within(self, offset: int) -> int:
        """The place of the first syllable that begins at the offset or later."""
        return (bisect_left(self.bounds, offset) + 1) // 2

    def sentence_end(self, at: int) -> int | None:
        """The first end of a sentence between a syllable and the one before it; either end of the text is one, too."""
        if at == 0:
            return 0
        found = next(sentence_ends_within(self.text, self.end(at - 1), self.start(at)), None)
        return len(self.text) if found is None and at == len(self) else found

    def sentence_start(self, first: int, last: int) -> int:
        """The syllable of these at which a sentence begins, the first such; else the first of all."""
        if first == 0:
            return 0
        ends = sentence_ends_within(self.text, self.end(first - 1), self.start(last))
        return self.first_within(next((each for each in ends if each >= self.start(first)), self.start(first)))


class Highlighter:
    """Finds the patterns of a line in one text after another, and remembers which syllables they match.

    A syllable is brought into the form that is compared when it is met first, not in every text again.
    """

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._alone = {each.terms[0] for each in patterns if len(each.terms) == 1 and not each.prefix}
        self._begun_by: dict[str, list[Pattern]] = {}  # those of several terms, by their first
        for each in patterns:
            if len(each.terms) > 1:
                self._begun_by.setdefault(each.terms[0], []).append(each)
        self._open = [each for each in patterns if each.prefix and len(each.terms) == 1]
        wanted = {*self._alone, *self._begun_by}
        self._exact = {each: each for each in wanted if not is_folded(each)}
        self._bare = {each.removeprefix(folded("")): each for each in wanted if is_folded(each)}
        bare = {fold(each.removeprefix(folded(""))) for each in wanted}
        self._firsts = {"", *(each[0] for each in bare)}  # letters; "" stands for every sign that is not Latin
        self._lasts = {"", *(each[-1] for each in bare)}
        self._seen: set[str] = set()  # syllables of the texts so far
        self._matched: dict[str, str] = {}  # those that a pattern of one term matches → that term
        self._beginning: dict[
            str, list[Pattern]
        ] = {}  # those that begin patterns of several terms, or open ones → these

    def highlights(self, text: str, *, lone: bool = True) -> list[tuple[int, int]]:
        """Slices that the patterns match, in order, never overlapping; neighbouring syllables make one slice.

        A syllable that stands alone is left out where the text has it beside others of the line: there it says nothing.

        Args:
            lone: False leaves out every syllable of a longer line that stands alone.
        """
        return self._marked(_Read(text, *cut(text)), lone=lone)

    def snippet(self, text: str, length: int = LENGTH) -> Snippet:
        """The stretch of a text that shows its matches best; its beginning if nothing matches.

        Neither end cuts a syllable. The stretch begins with a sentence where one begins shortly before the matches.

        Args:
            length: syllables.
        """
        read = _Read(text, *cut(text))
        marked = self._marked(read, lone=True)
        if len(read) <= length:
            return Snippet(0, len(text), tuple(marked), begins=True, ends=True)
        first = _best_start(read, marked, length)
        first = read.sentence_start(first, min(first + _BEFORE, len(read) - 1))
        behind = min(first + length, len(read))
        begins, ends = read.sentence_end(first), read.sentence_end(behind)
        start = read.start(first) if begins is None else begins
        end = read.end(behind - 1) if ends is None else ends
        return Snippet(
            start,
            start + len(text[start:end].rstrip()),
            tuple((a, b) for a, b in marked if a >= start and b <= end),
            begins=begins is not None,
            ends=ends is not None,
        )

    def _marked(self, read: _Read, *, lone: bool) -> list[tuple[int, int]]:
        self._learn(set(read.syllables) - self._seen)
        places = {*self._single(read.syllables, lone=lone), *self._together(read.syllables)}
        return _joined(read.text, sorted((read.start(first), read.end(last)) for first, last in places))

    def _learn(self, syllables: set[str]) -> None:
        """Find which syllables, not met before, are matched.

        Bringing a syllable into the form that is compared takes long: most are told by their first and last letter.
        """
        self._seen |= syllables
        likely = [
            each
            for each in syllables
            if _BARE.get(each[0], "") in self._firsts and _BARE.get(each[-1], "") in self._lasts
        ]
        for forms, form in ((self._bare, fold), (self._exact, matching)):
            for each, formed in zip(likely, map(form, likely), strict=True) if forms else ():
                if formed in forms:
                    self._keep(each, forms[formed])
        for pattern in self._open:
            for each in syllables:
                if _is(matching(each), pattern.terms[0], prefix=True):
                    self._beginning.setdefault(each, []).append(pattern)

    def _keep(self, syllable: str, term: str) -> None:
        if term in self._alone:
            self._matched[syllable] = term
        if term in self._begun_by:
            self._beginning.setdefault(syllable, []).extend(self._begun_by[term])

    def _single(self, syllables: Sequence[str], *, lone: bool) -> Iterator[tuple[int, int]]:
        """First and last place of what a pattern of one term matches."""
        matched = self._matched
        found = {at: matched[each] for at, each in enumerate(syllables) if each in matched} if matched else {}
        beside = {at for at in found if at - 1 in found or at + 1 in found}
        shown = {found[at] for at in beside} if lone or len(self._alone) == 1 else self._alone
        for at, term in found.items():
            if at in beside or term not in shown:
                yield at, at

    def _together(self, syllables: Sequence[str]) -> Iterator[tuple[int, int]]:
        """First and last place of what a phrase or a prefix matches; of a loose phrase, each of its syllables."""
        beginning = self._beginning
        for at in [at for at, each in enumerate(syllables) if each in beginning] if beginning else ():
            for pattern in beginning[syllables[at]]:
                near = syllables[at : at + len(pattern.terms) + pattern.within]
                for first, last in _from(list(map(matching, near)), pattern):
                    yield at + first, at + last


def _from(terms: Sequence[str], pattern: Pattern) -> Iterator[tuple[int, int]]:
    """The same for a pattern whose first syllable is the first of these."""
    if pattern.within:
        yield from _apart(terms, pattern)
    elif _stands_at(terms, pattern):
        yield 0, len(pattern.terms) - 1


def _apart(terms: Sequence[str], pattern: Pattern) -> Iterator[tuple[int, int]]:
    """Places of the syllables of a phrase that stand in order from the first on."""
    places = [0]
    for term in pattern.terms[1:]:
        place = next((at for at in range(places[-1] + 1, len(terms)) if _is(terms[at], term)), None)
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
    firsts = [read.first_within(start) for start, _ in marked]
    # A phrase found whole says more than its syllables apart.
    worth = [(read.first_within(end) - first) ** 2 for first, (_, end) in zip(firsts, marked, strict=True)]
    upto = [0, *accumulate(worth)]
    shown = [upto[bisect_left(firsts, first + length)] - upto[at] for at, first in enumerate(firsts)]
    return max(0, min(firsts[shown.index(max(shown))] - _BEFORE, len(read) - length))


def clipped(slices: Iterable[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Slices as far as they lie within start..end, counted from start."""
    return [(max(a, start) - start, min(b, end) - start) for a, b in slices if a < end and b > start]
