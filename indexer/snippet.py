"""What of a passage is shown, and what in it is highlighted: slices over the printed text, never HTML."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from indexer.query.plan import Pattern
from indexer.text.sentences import sentence_ends
from indexer.text.tokens import Token, folded, is_folded, tokenize

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


def highlights(text: str, patterns: Sequence[Pattern], *, lone: bool = True) -> list[tuple[int, int]]:
    """Slices that the patterns match, in order, never overlapping; neighbouring syllables make one slice.

    A syllable that stands alone is left out where the text has it beside others of the line: there it says nothing.

    Args:
        lone: False leaves out every syllable of a longer line that stands alone.
    """
    return _highlights(text, tokenize(text), patterns, lone=lone)


def _highlights(
    text: str, tokens: Sequence[Token], patterns: Sequence[Pattern], *, lone: bool = True
) -> list[tuple[int, int]]:
    return _joined(text, sorted({*_single(tokens, patterns, lone=lone), *_longer(tokens, patterns)}))


def _single(tokens: Sequence[Token], patterns: Sequence[Pattern], *, lone: bool) -> Iterator[tuple[int, int]]:
    """Slices of the tokens that a pattern of one term matches."""
    terms = {pattern.terms[0] for pattern in patterns if len(pattern.terms) == 1 and not pattern.prefix}
    some_folded = any(map(is_folded, terms))
    found: dict[int, str] = {}  # place of a token → the term that it matches
    for at, token in enumerate(tokens):
        if token.term in terms:
            found[at] = token.term
        elif some_folded and folded(token.term) in terms:
            found[at] = folded(token.term)
    beside = {at for at in found if at - 1 in found or at + 1 in found}
    shown = {found[at] for at in beside} if lone or len(terms) == 1 else terms
    for at, term in found.items():
        if at in beside or term not in shown:
            yield tokens[at].start, tokens[at].end


def _longer(tokens: Sequence[Token], patterns: Sequence[Pattern]) -> Iterator[tuple[int, int]]:
    """Slices that a phrase or a prefix matches, from its first syllable to its last."""
    for pattern in patterns:
        length = len(pattern.terms)
        if pattern.within:
            yield from _apart(tokens, pattern)
        elif length > 1 or pattern.prefix:
            for at in range(len(tokens) - length + 1):
                if _stands_at(tokens[at : at + length], pattern):
                    yield tokens[at].start, tokens[at + length - 1].end


def _apart(tokens: Sequence[Token], pattern: Pattern) -> Iterator[tuple[int, int]]:
    """Slices of the syllables of a phrase that stand in order, near enough."""
    for first, token in enumerate(tokens):
        if not _is(token, pattern.terms[0]):
            continue
        places = [first]
        farthest = first + len(pattern.terms) + pattern.within
        for term in pattern.terms[1:]:
            following = range(places[-1] + 1, min(farthest, len(tokens)))
            place = next((at for at in following if _is(tokens[at], term)), None)
            if place is None:
                break
            places.append(place)
        else:
            yield from ((tokens[at].start, tokens[at].end) for at in places)


def _stands_at(tokens: Sequence[Token], pattern: Pattern) -> bool:
    *front, last = pattern.terms
    if not all(_is(token, term) for token, term in zip(tokens, front, strict=False)):
        return False
    return _begins(tokens[-1], last) if pattern.prefix else _is(tokens[-1], last)


def _is(token: Token, term: str) -> bool:
    return (folded(token.term) if is_folded(term) else token.term) == term


def _begins(token: Token, term: str) -> bool:
    return (folded(token.term) if is_folded(term) else token.term).startswith(term)


def _joined(text: str, slices: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Slices in order, those with nothing but spaces between them as one."""
    joined: list[tuple[int, int]] = []
    for start, end in slices:
        if joined and not text[joined[-1][1] : start].strip(" "):  # true of slices that overlap, too
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def snippet(text: str, patterns: Sequence[Pattern], length: int = LENGTH) -> Snippet:
    """The stretch of a text that shows its matches best; its beginning if nothing matches.

    Neither end cuts a syllable. The stretch begins with a sentence where one begins shortly before the matches.
    """
    tokens = tokenize(text)
    marked = _highlights(text, tokens, patterns)
    if len(tokens) <= length:
        return Snippet(0, len(text), tuple(marked), begins=True, ends=True)
    bounds = [0, *sentence_ends(text)]
    first = _at_sentence(tokens, _best_start(tokens, marked, length), bounds)
    last = min(first + length, len(tokens)) - 1
    start = next((each for each in bounds if _first_within(tokens, each) == first), tokens[first].start)
    end = next((each for each in bounds if _first_within(tokens, each) == last + 1), tokens[last].end)
    return Snippet(
        start,
        start + len(text[start:end].rstrip()),
        tuple((a, b) for a, b in marked if a >= start and b <= end),
        begins=start in bounds,
        ends=end in bounds,
    )


def _first_within(tokens: Sequence[Token], offset: int) -> int:
    """The place of the first token that begins at the offset or later."""
    return bisect_left(tokens, offset, key=lambda token: token.start)


def _best_start(tokens: Sequence[Token], marked: Sequence[tuple[int, int]], length: int) -> int:
    """The token to begin with so that the most, and the longest, highlights are shown."""
    if not marked:
        return 0
    worth = [0] * (len(tokens) + 1)
    at = 0
    for start, end in marked:
        while tokens[at].start < start:
            at += 1
        run = sum(1 for token in tokens[at:] if token.start < end)
        worth[at] += run * run  # a phrase found whole says more than its syllables apart
    window = best = sum(worth[:length])
    place = 0
    for first in range(1, len(tokens) - length + 1):
        window += worth[first + length - 1] - worth[first - 1]
        if window > best:
            best, place = window, first
    shown = next((at for at in range(place, len(tokens)) if worth[at]), place)
    return max(0, min(shown - _BEFORE, len(tokens) - length))


def _at_sentence(tokens: Sequence[Token], first: int, bounds: Sequence[int]) -> int:
    """The first token of a sentence that begins within the syllables before the matches, else `first`."""
    reach = tokens[min(first + _BEFORE, len(tokens) - 1)].start
    for bound in bounds:
        if tokens[first].start <= bound <= reach:
            return _first_within(tokens, bound)
    return first


def clipped(slices: Iterable[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Slices as far as they lie within start..end, counted from start."""
    return [(max(a, start) - start, min(b, end) - start) for a, b in slices if a < end and b > start]
