"""How alike two questions are: the syllables that they share, with the words of asking set aside.

Syllables that many of the compared questions have ("Nghị quyết", "Đảng ủy") weigh little, those of one question much.
"""

from __future__ import annotations

import itertools
import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from indexer.text.normalize import fold, matching
from indexer.text.tokens import tokenize


class Wanted(StrEnum):
    """What a question wants to know, where its words tell."""

    REASON = "reason"
    TIME = "time"
    PLACE = "place"
    PERSON = "person"
    COUNT = "count"


# Words of asking, by what they ask for; longer ones first. None: they tell nothing. Each may be typed without marks.
_ASKING: tuple[tuple[str, Wanted | None], ...] = (
    (
        "vì sao|tại sao|vì lý do gì|vì lẽ gì|do đâu|bởi đâu|lý do (?:nào|gì|vì sao)|sao lại|nguyên nhân nào",
        Wanted.REASON,
    ),
    (
        "(?:vào )?(?:thời gian|thời điểm|ngày|tháng|năm|lúc|khi|dịp) nào|bao giờ|bao lâu|(?:vào )?(?:ngày|tháng) mấy",
        Wanted.TIME,
    ),
    ("ở đâu|tại đâu|(?:ở )?nơi nào|chỗ nào", Wanted.PLACE),
    ("ai|người nào|đồng chí nào|cơ quan nào|đơn vị nào", Wanted.PERSON),
    ("bao nhiêu|mấy(?! (?:tính|móc|bay))", Wanted.COUNT),
    ("(?:như )?thế nào|ra sao|làm sao|(?:bằng )?cách nào", None),
    ("(?:nghĩa )?là (?:cái )?gì|làm gì|(?:nội dung|điều|việc|vấn đề|những|các) (?:gì|nào)|gì|nào|không$", None),
    (
        "(?:đồng chí|anh chị|anh|chị|em|bạn)? ?(?:hãy|xin)|nêu rõ|nêu|trình bày|phân tích|làm rõ|cho biết|cho hỏi|giải thích",
        None,
    ),
    (
        "chứng minh|khái quát|tóm tắt|theo anh chị|anh chị|có phải|phải không|có được|câu hỏi|(?:tôi )?muốn (?:hỏi|biết)",
        None,
    ),
)


_WORD = re.compile(r"[^\W\d_]+")


def _pattern(words: str) -> re.Pattern[str]:
    """Whole words, each as written or without marks."""
    either = _WORD.sub(lambda word: f"(?:{matching(word[0])}|{fold(word[0])})", words)
    return re.compile(rf"(?<!\S)(?:{either})(?!\S)")


_PATTERNS = tuple((_pattern(words), wanted) for words, wanted in _ASKING)
_LIGHT = frozenset(
    fold(
        "và với của các những một là có được bị về trong ngoài cho thì mà ra để từ đến trên dưới tại ở vào theo khi do này ấy"
        " kia đây đó phải cần sẽ đã đang con cũng lại mới như so"
    ).split()
)
_LIGHT_WEIGHT = 0.15
_OTHER_WISH = 0.15  # taken off where the question asks when, and the line why or nothing
_OF_LINE, _OF_QUESTION = 0.3, 0.7  # how much the syllables that both have weigh; a short line is part of many questions
_LEAST_OF_LINE = 0.5


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is compared: its syllables without the words of asking, and what it wants to know."""

    terms: tuple[str, ...]
    wants: frozenset[Wanted]


def read_question(text: str) -> Question:
    """The question in a text or line.

    >>> read_question("Vì sao phải học?").terms, read_question("hãy nêu cách học").terms
    (('phải', 'học'), ('cách', 'học'))
    """
    terms = [token.term for token in tokenize(text)]
    line = " ".join(terms)
    keep = [True] * len(terms)
    wants = set()
    starts = list(itertools.accumulate((len(term) + 1 for term in terms), initial=0))
    for pattern, wanted in _PATTERNS:
        for found in pattern.finditer(line):
            first, last = bisect_left(starts, found.start()), bisect_left(starts, found.end())
            if not all(keep[first:last]):
                continue
            keep[first:last] = [False] * (last - first)
            if wanted:
                wants.add(wanted)
    left = tuple(term for term, kept in zip(terms, keep, strict=True) if kept)
    return Question(left, frozenset(wants))


class Likeness:
    """Compares lines with some questions."""

    def __init__(self, questions: Iterable[Question]) -> None:
        every = list(questions)
        self._count = len(every)
        self._held = Counter(term for each in every for term in {fold(term) for term in each.terms})

    def of(self, line: Question, question: Question) -> float:
        """From 0, nothing in common, to 1."""
        weights = [self._weight(term) for term in line.terms]
        if not line.terms or not question.terms or not any(weights):
            return 0.0
        shared = [any(_same(term, other) for other in question.terms) for term in line.terms]
        of_line = sum(weight for weight, is_shared in zip(weights, shared, strict=True) if is_shared) / sum(weights)
        own = [(self._weight(term), any(_same(other, term) for other in line.terms)) for term in question.terms]
        of_question = sum(weight for weight, is_shared in own if is_shared) / (sum(weight for weight, _ in own) or 1)
        if of_line < _LEAST_OF_LINE:
            return 0.0
        score = _OF_LINE * of_line + _OF_QUESTION * of_question
        return score - (_OTHER_WISH if question.wants and not question.wants & line.wants else 0.0)

    def _weight(self, term: str) -> float:
        rare = math.log(1 + (self._count + 1) / (self._held[fold(term)] + 0.5))
        return rare * (_LIGHT_WEIGHT if fold(term) in _LIGHT else 1.0)


def _same(typed: str, printed: str) -> bool:
    """Whether a typed syllable means a printed one; typed without marks, it means any."""
    if fold(typed) == typed:
        return fold(printed) == typed
    return matching(typed) == matching(printed)
