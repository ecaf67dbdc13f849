"""The conditional random field that tells underthesea's words, decoded with what each token and pair weighs remembered.

Underthesea spells out 43 features of every token, and looks each up. Nearly all of them were those of the same token or
pair before: here they are summed once, and added at their places. The words come out the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from indexer.text.segment.weights import Weights

BEGINS, GOES_ON = "B-W", "I-W"  # labels of a token: a word begins with it, or goes on with it
_TEMPLATE = re.compile(r"T\[(-?\d)(?:,(-?\d))?\](?:\.(lower|isdigit|istitle|is_in_dict))?")
_PLACES = {
    1: 5,
    2: 4,
    3: 3,
}  # where so many tokens in a row may begin: from two before the labelled one, to end two after
_BEFORE = 2
_FUNCTIONS = ("", "lower", "isdigit", "istitle", "is_in_dict")
_OVER_THE_EDGE = ("BOS", "EOS")  # what the field was told of places before and behind the text
_MOST = 50_000  # tokens and pairs remembered: up to 40 MB
_LEAST = 2  # tokens of which something is to be told
_TIE = 1e-6  # far more than sums in another order differ by, far less than what tells two ways apart

Sums = tuple[float, ...]  # at each place: what speaks for a beginning there, less what speaks against it


class Look(NamedTuple):
    """What the field asks of the letters of a token."""

    lower: str
    digit: bool
    title: bool


class Piece(NamedTuple):
    """A token, or two that stand side by side, with what they weigh."""

    text: str
    lower: str
    title: bool
    sums: Sums
    opens: bool = False  # whether three tokens that begin so may weigh more than any three


class WordField:
    """Tells with which tokens words begin."""

    def __init__(self, weights: Weights, words: Collection[str], look: Callable[[str], Look]) -> None:
        """Take over what was learnt.

        Args:
            words: of the dictionary, in lower case, syllables parted by one space.
            look: at a token.
        Raises: ValueError: the field is of other labels, or asks what is not known here.
        """
        if weights.labels != (BEGINS, GOES_ON):
            raise ValueError(f"the model tells {weights.labels}, not {(BEGINS, GOES_ON)}")
        self._words, self._look = words, look
        self._tables = _tables(weights.attributes)
        self._transitions = weights.transitions
        self._plain = {
            (length, title, known): self._summed(length, {"istitle": title, "is_in_dict": known})
            for length in (2, 3)
            for title in (False, True)
            for known in (False, True)
        }
        self._edges = {
            length: [self._summed(length, dict.fromkeys(_FUNCTIONS, edge)) for edge in _OVER_THE_EDGE]
            for length in _PLACES
        }
        self._opening = {value.rpartition(" ")[0] for value in self._tables[3, ""]}
        self._opening_words = {word.rpartition(" ")[0] for word in words if word.count(" ") == 2}  # noqa: PLR2004  # three
        self._pieces: dict[str, Piece] = {}
        self._pairs: dict[tuple[str, str], Piece] = {}

    def piece(self, token: str) -> Piece:
        """The token with what it weighs. A token holds no space."""
        if (found := self._pieces.get(token)) is None:
            lower, digit, title = self._look(token)
            said: dict[str, str | bool] = {
                "": token,
                "lower": lower,
                "isdigit": digit,
                "istitle": title,
                "is_in_dict": lower in self._words,
            }
            if len(self._pieces) >= _MOST:
                self._pieces.clear()
            found = self._pieces[token] = Piece(token, lower, title, self._summed(1, said))
        return found

    def starts(self, pieces: Sequence[Piece]) -> list[bool] | None:
        """For each token of a text, whether a word begins with it; the first always does.

        None if two ways are equally likely, as with names unheard of: which one underthesea takes then hangs on how it
        rounds.
        """
        if len(pieces) < _LEAST:
            return [True] * len(pieces)
        return self._best(self._scores(pieces))

    def _scores(self, pieces: Sequence[Piece]) -> list[float]:
        """For each token, how much more speaks for a beginning than against it."""
        remembered, plain = self._pairs, self._plain
        pairs = [remembered.get((a.text, b.text)) or self._pair(a, b) for a, b in pairwise(pieces)]
        triples = [
            self._triple(pair, last) if pair.opens else plain[3, pair.title and last.title, False]
            for pair, last in zip(pairs, pieces[2:], strict=False)
        ]
        before, behind = ({length: [edges[at]] * 2 for length, edges in self._edges.items()} for at in (0, 1))
        one = [*before[1], *(piece.sums for piece in pieces), *behind[1]]
        two = [*before[2], *(pair.sums for pair in pairs), *behind[2]]
        three = [*before[3], *triples, *behind[3]]
        rows = zip(*_from_each(one, 5), *_from_each(two, 4), *_from_each(three, 3), strict=False)
        return [
            a[0] + b[1] + c[2] + d[3] + e[4] + f[0] + g[1] + h[2] + i[3] + j[0] + k[1] + m[2]
            for a, b, c, d, e, f, g, h, i, j, k, m in rows
        ]

    def _pair(self, left: Piece, right: Piece) -> Piece:
        text, lower = f"{left.text} {right.text}", f"{left.lower} {right.lower}"
        title = left.title and right.title
        sums = self._of_several(2, text, lower, title=title)
        opens = text in self._opening or lower in self._opening_words
        if len(self._pairs) >= _MOST:
            self._pairs.clear()
        made = self._pairs[left.text, right.text] = Piece(text, lower, title, sums, opens)
        return made

    def _triple(self, pair: Piece, last: Piece) -> Sums:
        title = pair.title and last.title
        return self._of_several(3, f"{pair.text} {last.text}", f"{pair.lower} {last.lower}", title=title)

    def _of_several(self, length: int, text: str, lower: str, *, title: bool) -> Sums:
        known = lower in self._words
        if text in self._tables[length, ""] or lower in self._tables[length, "lower"]:
            return self._summed(length, {"": text, "lower": lower, "istitle": title, "is_in_dict": known})
        return self._plain[length, title, known]  # one object for nearly all pairs

    def _summed(self, length: int, said: Mapping[str, str | bool]) -> Sums:
        sums = [0.0] * _PLACES[length]
        for function, value in said.items():
            for at, weight in self._tables[length, function].get(str(value), {}).items():
                sums[at] += weight
        return tuple(sums)

    def _best(self, scores: Sequence[float]) -> list[bool] | None:
        """The likeliest labels of all together (Viterbi), as beginnings."""
        (bb, bi), (ib, ii) = self._transitions
        to_begin, to_go_on = ib - bb, ii - bi  # where the lead of a beginning stands, it is the better one to come from
        leads = [lead := scores[0]]
        for score in scores[1:]:
            begin = lead + bb if lead > to_begin else ib
            lead = begin - (lead + bi if lead > to_go_on else ii) + score
            leads.append(lead)
        found, least = [], 0.0
        for lead in reversed(leads):
            margin = lead - least
            if -_TIE < margin < _TIE:
                return None
            begins = margin > 0
            found.append(begins)
            least = to_begin if begins else to_go_on
        found[-1] = True
        return found[::-1]


def _from_each(row: list[Sums], places: int) -> list[list[Sums]]:
    """The row from its first place on, from its second place on, and so on."""
    return [row[at:] for at in range(places)]


def _tables(attributes: Mapping[str, float]) -> dict[tuple[int, str], dict[str, dict[int, float]]]:
    """Weights by how many tokens and which function of them, then by the function's value, then by place."""
    tables: dict[tuple[int, str], dict[str, dict[int, float]]] = {
        (length, function): {} for length in _PLACES for function in _FUNCTIONS
    }
    for attribute, weight in attributes.items():
        template, _, value = attribute.partition("=")
        length, function, place = _read(template)
        tables[length, function].setdefault(value, {})[place] = weight
    return tables


@cache
def _read(template: str) -> tuple[int, str, int]:
    """How many tokens an attribute is of, which function of them, and at which place.

    >>> _read("T[-1,0].lower")
    (2, 'lower', 1)
    """
    if (read := _TEMPLATE.fullmatch(template)) is None:
        raise ValueError(f"the model asks for {template}, which is not known")
    first = int(read[1])
    length, place = int(read[2] or first) - first + 1, first + _BEFORE
    if not 0 <= place < _PLACES.get(length, 0):
        raise ValueError(f"the model asks for {template}, which is further away than is looked")
    return length, read[3] or "", place
