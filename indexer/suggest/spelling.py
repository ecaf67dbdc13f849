"""What a line was meant to say: accents restored, slips of the keyboard mended, by what stands together in the library.

The best way through the candidates of each word (Viterbi): a pair that the library often holds is worth much, a change
of what was typed costs something, the more the less likely the slip.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

from indexer.suggest.statistics import Statistics
from indexer.text.normalize import fold
from indexer.text.syllables import accentings, is_syllable

_MOST_CANDIDATES = 8  # of one word
_RETONED = 3.0  # cost of other accents in the place of those typed
_ACCENTED = 2.5  # of accents on a syllable typed without, in a line with accents
_SLIP = 5.0  # of one letter more, less, another, or two swapped
_OTHER_TONE = 1.5  # besides
_SPLIT = 3.0  # of a space left out
_IN_A_ROW = 3
_CLOSE = 4.0  # how much worse the next best may be to be tried
_MOST_RIVALS = 4  # tried in one line: each costs two searches
_RATHER = 1.5  # as often as with the word at hand
_HARDLY_EVER = 20  # times as often as a pair typed, its syllables stand together with other accents
_LONGEST_SYLLABLE = 7  # letters in "nghiêng"
_LONGEST_SLIP = _LONGEST_SYLLABLE + 1  # with one letter too many
_MOST_SLIPS = 3  # of a line whose words are not even known; more are another language
_LETTERS = "abcdeghiklmnopqrstuvxy"
_ALIKE = (
    ("ch", "tr"),
    ("d", "gi"),
    ("d", "r"),
    ("gi", "r"),
    ("s", "x"),
    ("l", "n"),
    ("ng", "ngh"),
    ("c", "k"),
    ("i", "y"),
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Syllables that one word may have meant; more than one if a space was left out."""

    terms: tuple[str, ...]
    cost: float


def respelt(words: Sequence[str], statistics: Statistics, *, mend: bool = True) -> list[str]:
    """The words as they were most likely meant, each in the form that is compared.

    Args:
        words: as typed, in the form that is compared.
        mend: False only restores accents.
    Returns: as many words; one into which a space was put back holds it.
    """
    if not words:
        return []
    accented = [fold(word) != word for word in words]
    bare = not any(accented) or 2 * sum(accented) < len(words)
    doubtful = _doubtful(words, statistics) if mend else {}
    columns = [
        _candidates(word, statistics, bare=bare, doubtful=at in doubtful, slipped=doubtful.get(at, False))
        for at, word in enumerate(words)
    ]
    return [" ".join(each.terms) for each in _confirmed(_best(columns, statistics), columns, statistics)]


def _doubtful(words: Sequence[str], statistics: Statistics) -> dict[int, bool]:
    """Places of words that may be slips: not held, or hardly ever beside their neighbour, which another accenting is.

    Returns: by place, whether more than the accents may be wrong.
    """
    doubts: dict[int, bool] = {}
    pairs = list(pairwise(words))
    for left, (own, any_accents) in enumerate(zip(statistics.pairs(pairs), statistics.bare_pairs(pairs), strict=True)):
        if own * _HARDLY_EVER < any_accents or not own:
            for at in (left, left + 1):
                doubts[at] = doubts.get(at, False) or not own
    for at, count in enumerate(statistics.syllables(words)):
        if not count:
            doubts[at] = True
    typed_bare = [at for at in doubts if fold(words[at]) == words[at]]
    for at in typed_bare:  # one that only lacks its accents is no slip
        if any(statistics.syllables(accentings(words[at]))):
            del doubts[at]
    if sum(doubts.values()) > _MOST_SLIPS:
        return dict.fromkeys(doubts, False)
    return doubts


def _candidates(word: str, statistics: Statistics, *, bare: bool, doubtful: bool, slipped: bool) -> list[_Candidate]:
    """What the word may have meant, the likeliest first."""
    found: dict[tuple[str, ...], float] = {(word,): 0.0}
    typed_bare = fold(word) == word
    if word.isalpha():
        for other in accentings(fold(word)):
            cost = (0.0 if bare else _ACCENTED) if typed_bare else _RETONED
            if typed_bare or doubtful:
                found.setdefault((other,), cost)
        if slipped and len(word) <= _LONGEST_SLIP:
            for other in _slips(fold(word)):
                for syllable in accentings(other):
                    found.setdefault(
                        (syllable,), _SLIP + (0 if typed_bare else _OTHER_TONE * _differences(word, syllable))
                    )
        if slipped and len(word) <= 2 * _LONGEST_SYLLABLE:
            for left, right in _splits(word):
                found.setdefault((left, right), _SPLIT)
    firsts = statistics.syllables([terms[0] for terms in found])
    lasts = statistics.syllables([terms[-1] for terms in found])
    held = {terms: min(first, last) for terms, first, last in zip(found, firsts, lasts, strict=True)}
    worth = {
        terms: statistics.first(count) - found[terms] for terms, count in held.items() if count or terms == (word,)
    }
    order = sorted(worth, key=lambda terms: (-worth[terms], terms))[:_MOST_CANDIDATES]
    return [_Candidate(terms, found[terms]) for terms in dict.fromkeys([(word,), *order])]


def _differences(word: str, syllable: str) -> int:
    """In how many of tone and marks of letters two syllables differ, as far as can be told from their accents."""
    return len(set(_accents(word)) ^ set(_accents(syllable)))


@lru_cache(maxsize=1 << 14)
def _accents(word: str) -> str:
    import unicodedata

    return "".join(each for each in unicodedata.normalize("NFD", word) if unicodedata.combining(each))


@lru_cache(maxsize=1 << 12)
def _slips(bare: str) -> tuple[str, ...]:
    """Syllables without accents that one slip turns into this."""
    cuts = [(bare[:at], bare[at:]) for at in range(len(bare) + 1)]
    near = [left + right[1:] for left, right in cuts if right]
    near += [left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1]
    near += [left + letter + right[1:] for (left, right), letter in product(cuts, _LETTERS) if right]
    near += [left + letter + right for (left, right), letter in product(cuts, _LETTERS)]
    near += _sounds_alike(bare)
    return tuple(dict.fromkeys(each for each in near if each != bare and accentings(each)))


def _sounds_alike(bare: str) -> Iterator[str]:
    for pair in _ALIKE:
        for one, other in (pair, pair[::-1]):
            if bare.startswith(one):
                yield other + bare[len(one) :]
    for one, other in (("ng", "n"), ("c", "t"), ("ch", "t"), ("nh", "n"), ("y", "i")):
        for end, instead in ((one, other), (other, one)):
            if bare.endswith(end):
                yield bare[: -len(end)] + instead


def _splits(word: str) -> Iterator[tuple[str, str]]:
    for at in range(1, len(word)):
        left, right = word[:at], word[at:]
        if _may_stand(left) and _may_stand(right):
            yield left, right


def _may_stand(word: str) -> bool:
    return len(word) > 1 and (is_syllable(word) or bool(fold(word) == word and accentings(word)))


def _best(columns: Sequence[Sequence[_Candidate]], statistics: Statistics) -> list[_Candidate]:
    """The way through the columns that is worth most."""
    worth = [statistics.first(statistics.syllables([each.terms[0]])[0]) + _own(each, statistics) for each in columns[0]]
    back: list[list[int]] = []
    for before, column in pairwise(columns):
        steps = _steps(before, column, statistics)
        came: list[int] = []
        reached: list[float] = []
        for at, each in enumerate(column):
            ways = [value + steps[start][at] for start, value in enumerate(worth)]
            start = max(range(len(ways)), key=ways.__getitem__)
            came.append(start)
            reached.append(ways[start] + _own(each, statistics))
        back.append(came)
        worth = reached
    at = max(range(len(worth)), key=worth.__getitem__)
    path = [at]
    for came in reversed(back):
        at = came[at]
        path.append(at)
    return [column[at] for column, at in zip(columns, reversed(path), strict=True)]


def _confirmed(
    path: Sequence[_Candidate], columns: Sequence[Sequence[_Candidate]], statistics: Statistics
) -> list[_Candidate]:
    """The path, with a word changed where three in a row are met much more often with the other."""
    chosen = list(path)
    if len(chosen) < _IN_A_ROW or any(len(each.terms) > 1 for each in chosen):
        return chosen
    for _, at, other in sorted(_rivals(chosen, columns, statistics), key=lambda rival: rival[0])[:_MOST_RIVALS]:
        start = min(max(at - 1, 0), len(chosen) - _IN_A_ROW)
        row = [each.terms[0] for each in chosen[start : start + _IN_A_ROW]]
        met = statistics.phrase(tuple(row))
        row[at - start] = other.terms[0]
        if statistics.phrase(tuple(row)) > _RATHER * met:
            chosen[at] = other
    return chosen


def _rivals(
    path: Sequence[_Candidate], columns: Sequence[Sequence[_Candidate]], statistics: Statistics
) -> Iterator[tuple[float, int, _Candidate]]:
    """For each place the next best word between its neighbours: how much worse it is, where, and which."""
    for at, column in enumerate(columns):
        worth = [0.0] * len(column)
        if at:
            worth = [a + b for a, b in zip(worth, _steps([path[at - 1]], column, statistics)[0], strict=True)]
        if at + 1 < len(columns):
            ahead = _steps(column, [path[at + 1]], statistics)
            worth = [a + b[0] for a, b in zip(worth, ahead, strict=True)]
        worth = [value - each.cost for value, each in zip(worth, column, strict=True)]
        own = worth[column.index(path[at])]
        others = [(own - value, each) for value, each in zip(worth, column, strict=True) if each != path[at]]
        others = [(behind, each) for behind, each in others if behind < _CLOSE and len(each.terms) == 1]
        if others:
            behind, other = min(others, key=lambda pair: pair[0])
            yield behind, at, other


def _own(candidate: _Candidate, statistics: Statistics) -> float:
    """What a candidate is worth by itself: its cost, and the pairs inside it."""
    inner = sum(
        statistics.following(statistics.pairs([pair])[0], *statistics.syllables(pair))
        for pair in pairwise(candidate.terms)
    )
    return inner - candidate.cost


def _steps(before: Sequence[_Candidate], column: Sequence[_Candidate], statistics: Statistics) -> list[list[float]]:
    """How likely each candidate is after each of those before it."""
    lefts, rights = [each.terms[-1] for each in before], [each.terms[0] for each in column]
    pairs = statistics.pairs([(left, right) for left in lefts for right in rights])
    left_counts, right_counts = statistics.syllables(lefts), statistics.syllables(rights)
    width = len(rights)
    return [
        [statistics.following(pairs[row * width + at], left, right) for at, right in enumerate(right_counts)]
        for row, left in enumerate(left_counts)
    ]
