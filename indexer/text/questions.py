"""Questions and answers, as schools write them on every resolution: "Câu 1. …? Trả lời: …", "Hỏi: … Đáp: …".

A question is told by its label, or by a numbered heading that ends with "?". Its answer goes on to the next question or
to a heading that stands higher. Lists of exercises have questions without answers and give none; so do keys of quizzes
("1 – A"). Of a quiz that writes the right answer out, only that answer is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from indexer.model import BlockKind, Page, QuestionAnswer
from indexer.text.layout import PlacedBlock, place_all
from indexer.text.tokens import tokenize

_LABEL = re.compile(
    r"^(?:(?:câu hỏi|câu)\s+(?:số\s+)?(?P<number>\d{1,3}|thứ\s+\w+)(?:\s*\([^)]{1,30}\))?\s*(?:[.:)–-]+\s*|$)"
    r"|(?:câu hỏi|hỏi)(?:\s+\d{1,3})?\s*:\s*)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^(?:\d{1,3}(?:\.\d{1,2}){0,2}[.)]?|[IVX]{1,5}[.)-])\s+(?=\S)")
_MARK = re.compile(
    r"(?:^|(?<=[?.!…:”\"]\s))(?P<mark>(?:gợi ý\s+)?(?:trả lời|đáp)\s*(?:[.:–-]+\s*|$)|gợi ý\s*:\s*|hướng dẫn trả lời\s*:\s*)",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    r"^(?:đáp án(?: đúng)?(?: là)?|câu trả lời đúng(?: là)?|phương án đúng(?: là)?|the c\w+\S* \w+ is)\s*:\s*",
    re.IGNORECASE,
)
_CHOICE = re.compile(r"^([A-D])[.)]\s*\S")
_CHOOSE = re.compile(r"^(?:select one|chọn một|chọn câu trả lời|chọn đáp án)\b", re.IGNORECASE)
_CHOICES_IN_LINE = re.compile(r"\bA[.)]\s.+\bB[.)]\s.+\bC[.)]\s")
_ASKS = re.compile(
    r"^(?:(?:anh|chị|đồng chí|bạn)\b.{0,20}\s)?(?:hãy|xin|phân tích|trình bày|nêu|giải thích|chứng minh|so sánh|làm rõ|vì sao|tại sao"
    r"|thế nào|cho biết)\b",
    re.IGNORECASE,
)
_RECORD = re.compile(r"^(?:đạt điểm|điểm|đúng|sai|hoàn thành)\b[\s\d,./:]*(?:trên\s+[\d,.]+)?$", re.IGNORECASE)
_ENDS = re.compile(r"^nơi nhận\s*:?$|^(?:danh mục\s+)?tài liệu (?:tham khảo|trích dẫn)", re.IGNORECASE)
_BESIDE = (BlockKind.FOOTNOTE, BlockKind.CONTENTS)
_HIGH = 4  # level of parts, chapters, sections and articles
_LONGEST_QUESTION = 600  # characters
_FEWEST = 3  # questions of a document whose answers no word marks
_SHARE = 0.6  # of them that must have an answer
_LEAST_ANSWER = 12  # syllables of an answer that no word marks
_LEAST_QUESTION = 3  # syllables
_CHOICES = 3  # of a quiz: A, B, C


@dataclass(slots=True)
class _Asked:
    """A question and what stands between it and the next."""

    question: tuple[int, int]  # slice of the document's text, without its label
    text: str
    page: int
    level: int  # of its heading; 0: a paragraph
    labelled: bool
    answer: list[tuple[int, int]] = field(default_factory=list)
    words: int = 0  # syllables of the answer
    marked: bool = False  # a word says that the answer begins
    quiz: bool = False  # answers to choose from stand below it
    choices: set[str] = field(default_factory=set)


def find_questions(pages: Sequence[Page]) -> list[QuestionAnswer]:
    """The questions of a document that it answers, in order."""
    asked = list(_asked([placed for placed in place_all(pages) if placed.block.kind not in _BESIDE]))
    answered = [each for each in asked if _is_answered(each)]
    marked = [each for each in answered if each.marked]
    if len(answered) < _FEWEST or len(answered) < _SHARE * len(asked):
        answered = marked
    return [
        QuestionAnswer(ordinal, each.question, tuple(_joined(each.answer)), each.page)
        for ordinal, each in enumerate(answered, start=1)
    ]


def _asked(blocks: Sequence[PlacedBlock]) -> Iterator[_Asked]:
    """Every question with what follows it."""
    current: _Asked | None = None
    waiting = False  # the label stood alone: the question follows
    for at, placed in enumerate(blocks):
        text = placed.block.text
        label = _label(blocks, at)
        if label is not None:
            if current is not None:
                yield current
            waiting = label == len(text)
            current = _begun(placed, label)
        elif current is None:
            continue
        elif _stops(placed, current):
            yield current
            current, waiting = None, False
        elif waiting:
            waiting = not _takes_question(current, placed)
        else:
            _go_on(current, placed, 0)
    if current is not None:
        yield current


def _label(blocks: Sequence[PlacedBlock], at: int) -> int | None:
    """Where the words of a question begin in its block; None if it is none."""
    block = blocks[at].block
    if block.kind is BlockKind.TABLE or len(block.text) > 4 * _LONGEST_QUESTION:
        return None
    if label := _LABEL.match(block.text):
        return label.end()
    number = _NUMBERED.match(block.text)
    if number is None or not block.text.endswith("?"):
        return None
    following = blocks[at + 1].block.text if at + 1 < len(blocks) else ""
    is_asked = block.kind is BlockKind.HEADING or _MARK.match(following)
    return number.end() if is_asked and len(block.text) <= _LONGEST_QUESTION else None


def _begun(placed: PlacedBlock, label: int) -> _Asked:
    text = placed.block.text
    mark = _MARK.search(text, label)
    end = mark.start() if mark else len(text)
    question = text[label:end].rstrip()
    asked = _Asked(
        (placed.start + label, placed.start + label + len(question)),
        question,
        placed.page,
        placed.block.level,
        labelled=bool(_LABEL.match(text)),
    )
    if mark:
        _go_on(asked, placed, mark.start())
    asked.quiz = bool(_CHOICES_IN_LINE.search(question))
    return asked


def _takes_question(asked: _Asked, placed: PlacedBlock) -> bool:
    """Give the question its words, from the block below its label; not from a line of a test's record."""
    text = placed.block.text
    if len(tokenize(text)) < _LEAST_QUESTION or len(text) > _LONGEST_QUESTION or _RECORD.match(text):
        return False
    asked.question, asked.text = (placed.start, placed.end), text
    return True


def _stops(placed: PlacedBlock, asked: _Asked) -> bool:
    """Whether the block is no more of the answer."""
    block = placed.block
    if _ENDS.match(block.text):
        return True
    return block.kind is BlockKind.HEADING and block.level <= (asked.level or _HIGH)


def _go_on(asked: _Asked, placed: PlacedBlock, start: int) -> None:
    """Add the block, from `start` on, to the answer."""
    text = placed.block.text
    if asked.quiz and asked.marked:
        return
    if right := _RIGHT.match(text, start):
        asked.quiz = asked.quiz or asked.words == 0
        if asked.quiz:
            _replace_answer(asked, placed, right.end())
            return
    if choice := _CHOICE.match(text):
        asked.choices.add(choice[1])
    if len(asked.choices) >= _CHOICES or _CHOOSE.match(text) or _CHOICES_IN_LINE.search(text):
        asked.quiz = asked.quiz or not asked.marked
    mark = _MARK.match(text, start) if not asked.answer else None
    if mark is not None:
        asked.marked, start = True, mark.end()
    if start < len(text):
        asked.answer.append((placed.start + start, placed.end))
        asked.words += len(tokenize(text[start:]))


def _replace_answer(asked: _Asked, placed: PlacedBlock, start: int) -> None:
    asked.answer = [(placed.start + start, placed.end)] if start < len(placed.block.text) else []
    asked.words = len(tokenize(placed.block.text[start:]))
    asked.marked = True


def _is_answered(asked: _Asked) -> bool:
    if len(tokenize(asked.text)) < _LEAST_QUESTION or not asked.words:
        return False
    if asked.quiz:
        return asked.marked and asked.words > 1
    if asked.marked:
        return True
    is_question = asked.text.rstrip().endswith("?") or bool(_ASKS.match(asked.text))
    return is_question and asked.words >= _LEAST_ANSWER


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans, those that touch as one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
