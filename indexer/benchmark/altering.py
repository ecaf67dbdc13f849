"""Quotations of known fate: sentences and passages of a library, altered in known ways. The same seed gives the same ones."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from indexer.benchmark.sentences import Held, Sentence
from indexer.model import Verdict
from indexer.text.normalize import fold
from indexer.text.syllables import accentings
from indexer.text.tokens import tokenize

_FEWEST, _MOST = 12, 60  # syllables of a sentence that is altered
_LONGEST = 150  # of a passage
_ATTEMPTS = 200  # draws until an alteration tells
_OWN = ("tức là", "chỉ", "người học", "ở đây")  # what a writer puts in brackets
_CUTS = ("…", "[…]", "(...)", "...")
_CUT = re.compile(r"…|\.{3}")
_MISREAD = {  # letters, and what scans make of them
    "o": ("0",), "l": ("1", "I"), "i": ("l", "1"), "m": ("rn",), "n": ("ri",), "h": ("b",), "c": ("e",), "e": ("c",),
    "d": ("cl",), "u": ("ii",), "s": ("5",), "g": ("9",), "t": ("f",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """A quotation and what must be told of it."""

    way: str
    text: str
    verdict: Verdict
    places: frozenset[tuple[str, int]]  # document and page, wherever the unaltered words begin; none if absent


def cases(held: Held, absent: Sequence[str], count: int, seed: int) -> list[Case]:
    """So many quotations, each way about as often.

    Args:
        absent: sentences that the library does not hold, of any length.
    """
    drawing = _Drawing(held, absent, random.Random(seed))  # noqa: S311  # no secret
    return [drawing.case(WAYS[at % len(WAYS)]) for at in range(count)]


class _Drawing:
    """Draws sentences and alters them."""

    def __init__(self, held: Held, absent: Sequence[str], chance: random.Random) -> None:
        self._held, self._chance = held, chance
        self._usable = [each for each in held.sentences if _fits(each.text)]
        self._absent = [each for each in absent if _fits(each)]
        self._words = sorted({word for each in self._usable for word in each.text.split() if word.isalpha()})

    def case(self, way: str) -> Case:
        for _ in range(_ATTEMPTS):
            drawn = self._drawn(way)
            if drawn is None:
                continue
            whole, text, verdict = drawn
            unlike = verdict in (Verdict.CHANGED, Verdict.NOT_FOUND)
            if text and not (unlike and self._held.places(text)):
                return Case(way, text, verdict, self._held.places(whole) if whole else frozenset())
        raise ValueError(f"no sentence can be altered so: {way}")

    def _drawn(self, way: str) -> tuple[str, str, Verdict] | None:
        """What is printed, what is made of it, and the verdict that is right; None: not with this sentence."""
        if way == "absent":
            return "", self._chance.choice(self._absent), Verdict.NOT_FOUND
        sentence = self._chance.choice(self._usable)
        if way == "merged":
            return self._merged(sentence)
        text = self._passage(sentence) if self._chance.random() < 1 / 3 else sentence.text
        altered, verdict = _WAYS[way](self, text.split())
        return (text, altered, verdict) if altered else None

    def _passage(self, sentence: Sentence) -> str:
        """The sentence with the next one or two, as far as there are any in its paragraph."""
        parts = [sentence.text]
        for each in sentence.behind[: self._chance.randint(1, 2)]:
            if len(tokenize(" ".join([*parts, each]))) > _LONGEST:
                break
            parts.append(each)
        return " ".join(parts)

    def _merged(self, sentence: Sentence) -> tuple[str, str, Verdict] | None:
        behind = [each for each in sentence.behind if _fits(each)]
        if len(behind) < len(sentence.behind) or not behind or _CUT.search(" ".join([sentence.text, *behind])):
            return None  # a printed ellipsis would explain what is left out
        first, second = sentence.text.split(), behind[0].split()
        match self._chance.randrange(3):
            case 0:  # made one sentence, no word lost
                joined = [*first[:-1], first[-1].rstrip(".!?…;:") + ",", second[0].lower(), *second[1:]]
                return sentence.text, " ".join(joined), Verdict.NEAR
            case 1:  # the end of the first and the beginning of the second left out without a sign
                lost = self._chance.randint(1, 4)
                return sentence.text, " ".join([*first[:-lost], *second[lost:]]), Verdict.CHANGED
        if len(behind) > 1:  # the sentence between them left out without a sign
            return sentence.text, f"{sentence.text} {behind[1]}", Verdict.CHANGED
        return None

    def _exact(self, words: list[str]) -> tuple[str, Verdict]:
        return " ".join(words), Verdict.EXACT

    def _broken(self, words: list[str]) -> tuple[str, Verdict]:
        """Lines broken as in a text file, or copied with stray spaces."""
        spaces = [self._chance.choice((" ", " ", " ", " ", "\n", "  ", "\u00a0")) for _ in words[1:]]
        return "".join(a + b for a, b in zip(words, [*spaces, ""], strict=True)), Verdict.EXACT

    def _bare(self, words: list[str]) -> tuple[str, Verdict]:
        """Without accents: all words, or some."""
        share = self._chance.choice((1.0, 1.0, 0.3))
        bare = [_folded(each) if self._chance.random() < share else each for each in words]
        return ("", Verdict.NEAR) if bare == words else (" ".join(bare), Verdict.NEAR)

    def _signs(self, words: list[str]) -> tuple[str, Verdict]:
        """Commas lost, put in, or capitals changed."""
        at = self._chance.choice(range(1, len(words) - 1))
        if any(each.endswith(",") for each in words[:-1]) and self._chance.random() < 1 / 2:
            return " ".join(each.rstrip(",") for each in words), Verdict.NEAR
        if words[at].isalpha() and self._chance.random() < 1 / 2:
            words[at] = words[at].swapcase()
        elif words[at].isalpha():
            words[at] += ","
        else:
            return "", Verdict.NEAR
        return " ".join(words), Verdict.NEAR

    def _changed(self, words: list[str]) -> tuple[str, Verdict]:
        """One to three words replaced: by any other, by one that differs in its marks, or a number by another."""
        for at in self._chance.sample(range(len(words)), self._chance.randint(1, 3)):
            words[at] = self._another(words[at])
        return " ".join(words), Verdict.CHANGED

    def _another(self, word: str) -> str:
        if word.isdigit():
            return str(int(word) + self._chance.randint(1, 9))
        own = tokenize(word)[0].term if word.isalpha() else ""
        marked = [each for each in accentings(fold(own)) if own and set(_marks(each)) - set(_marks(own))]
        if marked and self._chance.random() < 1 / 3:
            return self._chance.choice(marked)
        return self._chance.choice([each for each in self._words if fold(each) != fold(word)])

    def _dropped(self, words: list[str]) -> tuple[str, Verdict]:
        at, count = self._chance.choice(range(2, len(words) - 5)), self._chance.randint(1, 3)
        if not tokenize(" ".join(words[at : at + count])) or _CUT.search(" ".join(words)):
            return "", Verdict.CHANGED
        return " ".join([*words[:at], *words[at + count :]]), Verdict.CHANGED

    def _inserted(self, words: list[str]) -> tuple[str, Verdict]:
        for _ in range(self._chance.randint(1, 3)):
            words.insert(self._chance.choice(range(2, len(words) - 2)), self._chance.choice(self._words))
        return " ".join(words), Verdict.CHANGED

    def _ellipsis(self, words: list[str]) -> tuple[str, Verdict]:
        """A stretch inside replaced by the sign for it."""
        at = self._chance.choice(range(3, len(words) - 6))
        end = self._chance.choice(range(at + 1, len(words) - 3))
        return " ".join([*words[:at], self._chance.choice(_CUTS), *words[end:]]), Verdict.EXACT

    def _brackets(self, words: list[str]) -> tuple[str, Verdict]:
        """The writer's own words between square brackets, put in or for a word."""
        at = self._chance.choice(range(3, len(words) - 3))
        if "[" in " ".join(words):
            return "", Verdict.EXACT
        words[at : at + self._chance.randint(0, 1)] = [f"[{self._chance.choice(_OWN)}]"]
        return " ".join(words), Verdict.EXACT

    def _scanned(self, words: list[str]) -> tuple[str, Verdict]:
        """One to four words as a scan misreads them, none of which is a syllable any more."""
        fit = [(at, read) for at, word in enumerate(words) if (read := self._misread(word))]
        if not fit:
            return "", Verdict.NEAR
        for at, read in self._chance.sample(fit, min(self._chance.randint(1, 4), len(fit))):
            words[at] = read
        return " ".join(words), Verdict.NEAR

    def _misread(self, word: str) -> str:
        ways = [
            word[:at] + read + word[at + 1 :]
            for at, letter in enumerate(word if word.isalpha() else "")
            for read in _MISREAD.get(letter, ())
        ]
        if word.isalpha() and len(word) > 3:  # noqa: PLR2004  # a syllable that falls apart
            ways.append(f"{word[:2]} {word[2:]}")
        ways = [each for each in ways if not all(accentings(fold(part)) for part in each.lower().split())]
        return self._chance.choice(ways) if ways else ""


_WAYS: dict[str, Callable[[_Drawing, list[str]], tuple[str, Verdict]]] = {
    "exact": _Drawing._exact,  # noqa: SLF001  # its own table
    "broken": _Drawing._broken,  # noqa: SLF001
    "bare": _Drawing._bare,  # noqa: SLF001
    "signs": _Drawing._signs,  # noqa: SLF001
    "changed": _Drawing._changed,  # noqa: SLF001
    "dropped": _Drawing._dropped,  # noqa: SLF001
    "inserted": _Drawing._inserted,  # noqa: SLF001
    "ellipsis": _Drawing._ellipsis,  # noqa: SLF001
    "brackets": _Drawing._brackets,  # noqa: SLF001
    "scanned": _Drawing._scanned,  # noqa: SLF001
}
WAYS = (*_WAYS, "merged", "absent")


def _fits(text: str) -> bool:
    return _FEWEST <= len(tokenize(text)) <= _MOST and len(text.split()) >= _FEWEST


def _folded(word: str) -> str:
    return "".join(fold(each).upper() if each.isupper() else fold(each) for each in word)


def _marks(term: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFD", term.replace("đ", "d\u0335"))
