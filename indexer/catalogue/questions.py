"""The questions that documents answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

import sqlalchemy as sa

from indexer.catalogue import tables as t
from indexer.catalogue.rows import parts, read_spans, written_spans
from indexer.model import QuestionAnswer

_Connect = Callable[[], AbstractContextManager[sa.Connection]]


class Questions:
    """The questions of each document, with their answers."""

    def __init__(self, reading: _Connect, writing: _Connect) -> None:
        self._reading, self._writing = reading, writing

    def of(self, numbers: Sequence[int]) -> dict[int, list[QuestionAnswer]]:
        """The questions of these documents, in the order of each; a document without any is absent."""
        found: dict[int, list[QuestionAnswer]] = {}
        with self._reading() as connection:
            for part in parts(list(numbers)):
                query = sa.select(t.questions).where(t.questions.c.document.in_(part))
                for row in connection.execute(query.order_by(t.questions.c.document, t.questions.c.ordinal)):
                    [question] = read_spans(row.question)
                    answer = QuestionAnswer(row.ordinal, question, read_spans(row.answer), row.page)
                    found.setdefault(row.document, []).append(answer)
        return found

    def renew(self, number: int, questions: Sequence[QuestionAnswer]) -> None:
        """Make these the questions of a document."""
        with self._writing() as connection:
            write(connection, number, questions)


def write(connection: sa.Connection, number: int, questions: Sequence[QuestionAnswer]) -> None:
    """Make these the questions of a document."""
    connection.execute(sa.delete(t.questions).where(t.questions.c.document == number))
    rows = [
        {
            "document": number,
            "ordinal": each.ordinal,
            "question": written_spans([each.question]),
            "answer": written_spans(each.answer),
            "page": each.page,
        }
        for each in questions
    ]
    if rows:
        connection.execute(sa.insert(t.questions), rows)
