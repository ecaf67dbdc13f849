"""A quotation laid along a printed text: which words agree, and what stands in place of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from indexer.quotes.words import PrintedWords, Word, is_bare, read_alike, same_case, same_letters, same_signs

_FEWEST_TOGETHER = 3  # words that must agree one after the other for anything to be found
_FEWEST_SHARE = 0.6  # of the quotation's words that must agree
_NEAR_RUN = 2  # words of a run that stands near the others
_FAR_RUN = 6  # the same, far from them: a shorter one is there by chance
_FAR_RUN_BEHIND_CUT = 2
_FAR = 8  # more words between two runs in print than in the quotation
_ANCHORS = 6  # places that are tried
_FREE_ROOM = 12  # printed words that one insertion in brackets may stand for


@dataclass(frozen=True, slots=True)
class Change:
    """Words first..last of the quotation in place of printed words; either range may be empty."""

    quoted: tuple[int, int]
    printed: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a quotation lies along a printed text."""

    first: int  # printed word that it begins with
    last: int  # and ends before
    changes: tuple[Change, ...]
    plain: bool  # no difference of signs, marks, case or misread letters
    agreeing: int  # words
    cost: int  # words that were changed, dropped or put in

    @property
    def rank(self) -> tuple[float, ...]:
        """The smaller, the better it fits."""
        return (self.cost - self.agreeing, not self.plain)


def align(quoted: Sequence[Word], printed: PrintedWords) -> Alignment | None:
    """The quotation where it fits best, None where it does not stand.

    Cost: about the product of both lengths in the worst case.
    """
    best: Alignment | None = None
    covered: set[tuple[int, int]] = set()
    for anchor in _anchors(quoted, printed):
        if anchor[:2] in covered:
            continue
        blocks = _runs(quoted, printed, anchor)
        covered.update((a, b) for a, b, _ in blocks)
        laid = _judged(quoted, printed, blocks)
        if laid and (best is None or laid.rank < best.rank):
            best = laid
        if best and best.plain and not best.cost:
            break
    return best


def _judged(quoted: Sequence[Word], printed: PrintedWords, blocks: list[_Run]) -> Alignment | None:
    counting = sum(not each.free for each in quoted)
    agreeing = sum(not quoted[a + at].free for a, _, n in blocks for at in range(n))
    if agreeing + sum(each.misread for each in quoted) < _FEWEST_SHARE * counting:
        return None
    laid = _Laid(quoted, printed, blocks)
    laid.walk()
    share = (agreeing + laid.read) / max(counting, 1)
    if share < _FEWEST_SHARE:
        return None
    return Alignment(laid.first, laid.last, tuple(laid.changes), laid.plain, agreeing + laid.read, laid.cost)


_Run = tuple[int, int, int]


def _anchors(quoted: Sequence[Word], printed: PrintedWords) -> list[_Run]:
    """The longest runs of words that agree, the longest first."""
    left, right = [each.folded for each in quoted], printed.folded
    threes: dict[tuple[str, ...], list[int]] = {}
    for a, three in enumerate(zip(left, left[1:], left[2:], strict=False)):
        threes.setdefault(three, []).append(a)
    runs: list[_Run] = []
    for b, three in enumerate(zip(right, right[1:], right[2:], strict=False)):
        for a in threes.get(three, ()):
            if not (a and b and left[a - 1] == right[b - 1]):
                n = _FEWEST_TOGETHER
                while a + n < len(left) and b + n < len(right) and left[a + n] == right[b + n]:
                    n += 1
                runs.append((a, b, n))
    cuts = [at for at, each in enumerate(quoted) if each.cut]
    runs += [(cut, b + cut - a, a + n - cut) for a, b, n in runs for cut in cuts if a < cut <= a + n - _FEWEST_TOGETHER]
    return sorted(runs, key=lambda run: -run[2])[:_ANCHORS]


def _runs(quoted: Sequence[Word], printed: PrintedWords, anchor: _Run) -> list[_Run]:
    """A run of words that agree, with those on both sides that belong to it."""
    left, right = [each.folded for each in quoted], printed.folded
    a, b, n = anchor
    cuts = [each.cut for each in quoted]
    before = _side(left[:a][::-1], right[:b][::-1], cut=any(cuts[: a + 1]))
    behind = _side(left[a + n :], right[b + n :], cut=any(cuts[a + n :]))
    return [
        *((a - x - size, b - y - size, size) for x, y, size in reversed(before)),
        (a, b, n),
        *((a + n + x, b + n + y, size) for x, y, size in behind),
    ]


def _side(quoted: list[str], printed: list[str], *, cut: bool) -> list[_Run]:
    """Runs on one side of the longest, counted from it: near it, or far away if there is little near it."""
    near = _kept(quoted, printed[: len(quoted) + _FAR], _NEAR_RUN)
    if 2 * sum(run[2] for run in near) >= len(quoted):
        return near
    far = _kept(quoted, printed, _FAR_RUN_BEHIND_CUT if cut else _FAR_RUN)
    return far if sum(run[2] for run in far) > sum(run[2] for run in near) else near


def _kept(quoted: list[str], printed: list[str], shortest: int) -> list[_Run]:
    """Runs in order; one shorter than that counts only where no more words lie before it in print than are quoted."""
    kept: list[_Run] = []
    at_q = at_p = 0
    for a, b, n in SequenceMatcher(None, quoted, printed, autojunk=False).get_matching_blocks():
        if n and (n >= shortest or b - at_p <= a - at_q + 2):
            kept.append((a, b, n))
            at_q, at_p = a + n, b + n
    return kept


class _Laid:
    """Walks over the runs and what lies between them."""

    def __init__(self, quoted: Sequence[Word], printed: PrintedWords, blocks: list[_Run]) -> None:
        self._quoted, self._printed, self._blocks = quoted, printed, blocks
        self.changes: list[Change] = []
        self.plain = True
        self.read = self.cost = 0
        head, (_, last_b, last_n) = blocks[0], blocks[-1]
        self.first = max(0, head[1] - head[0])
        tail = len(quoted) - (blocks[-1][0] + last_n)
        self.last = min(len(printed), last_b + last_n + tail)

    def walk(self) -> None:
        """Judge all of the quotation."""
        at_q, at_p = 0, self.first
        for a, b, n in [*self._blocks, (len(self._quoted), self.last, 0)]:
            if a > at_q or b > at_p:
                self._between((at_q, a), (at_p, b))
            for step in range(n):
                joined = bool(step) or (a > 0 and a == at_q and b == at_p)
                self._agree(self._quoted[a + step], self._printed.word(b + step), a + step, b + step, joined=joined)
            at_q, at_p = a + n, b + n

    def _agree(self, quoted: Word, printed: Word, at: int, there: int, *, joined: bool) -> None:
        if not same_letters(quoted, printed):
            if is_bare(quoted, printed):
                self.plain = False
            elif not quoted.free:
                self._change((at, at + 1), (there, there + 1))
        if not same_case(quoted, printed) or (joined and not quoted.cut and not same_signs(quoted, printed)):
            free = quoted.free or (at > 0 and self._quoted[at - 1].free)
            self.plain = self.plain and free

    def _between(self, quoted: tuple[int, int], printed: tuple[int, int]) -> None:
        words = [each for each in self._quoted[slice(*quoted)] if not each.free]
        there = list(self._printed.words(*printed))
        cut = any(each.cut for each in self._quoted[quoted[0] : quoted[1] + 1])
        free = len(words) < quoted[1] - quoted[0]
        if not words and (cut or not there or (free and len(there) <= _FREE_ROOM)):
            return
        if not words and quoted[0] in (0, len(self._quoted)):
            return
        if not words and self._turns(quoted[0], printed[0]):
            return
        aligned = len(words) == len(there) == quoted[1] - quoted[0]
        if aligned and all(a.folded == b.folded for a, b in zip(words, there, strict=True)):
            for step, (word, other) in enumerate(zip(words, there, strict=True)):
                self._agree(word, other, quoted[0] + step, printed[0] + step, joined=bool(step))
            self.read += len(words)
            return
        if self._misread(words, there, head=quoted[0] == 0, tail=quoted[1] == len(self._quoted)):
            self.plain = False
            self.read += len(words)
            return
        if aligned:
            for step in range(len(words)):
                self._one(quoted[0] + step, printed[0] + step)
            return
        self._change(quoted, printed)

    def _misread(self, words: list[Word], there: list[Word], *, head: bool, tail: bool) -> bool:
        """Whether a scan made these words of those; at an end, of as many of those as it may be."""
        for left in range(len(there) if head or tail else 1):
            part = there[left:] if head else there[: len(there) - left]
            if read_alike(words, part):
                self.first += left if head else 0
                self.last -= 0 if head else left
                return True
        return False

    def _turns(self, at: int, there: int) -> bool:
        """Whether an ellipsis a few words on explains what is left out: the words before it are printed twice."""
        for step in range(1, _FAR):
            if (
                at + step >= len(self._quoted)
                or there + step > len(self._printed)
                or self._quoted[at + step - 1].folded != self._printed.folded[there + step - 1]
            ):
                return False
            if self._quoted[at + step].cut:
                return True
        return False

    def _one(self, at: int, there: int) -> None:
        if read_alike([self._quoted[at]], [self._printed.word(there)]):
            self.plain = False
            self.read += 1
        else:
            self._change((at, at + 1), (there, there + 1))

    def _change(self, quoted: tuple[int, int], printed: tuple[int, int]) -> None:
        self.cost += max(quoted[1] - quoted[0], printed[1] - printed[0])
        before = self.changes[-1] if self.changes else None
        if before and before.quoted[1] == quoted[0] and before.printed[1] == printed[0]:
            self.changes[-1] = Change((before.quoted[0], quoted[1]), (before.printed[0], printed[1]))
        else:
            self.changes.append(Change(quoted, printed))
