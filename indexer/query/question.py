"""A line as understood: its nodes, its plan, and what the reader is told of it."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.engines.base import Engine
from indexer.errors import QuerySyntaxError
from indexer.model import Notice, Reading
from indexer.query.keyboard import meant
from indexer.query.nodes import Node, Words, shown
from indexer.query.numbers import is_number
from indexer.query.parse import parse, plain
from indexer.query.pasted import PROSE
from indexer.query.plan import Plan, make_plan
from indexer.query.scoring import Statistics
from indexer.text.tokens import tokenize

_LONGEST_LINE = 20_000  # code points; what is beyond is passed over


@dataclass(frozen=True, slots=True)
class Question:
    """A line as understood."""

    node: Node
    plan: Plan
    notices: tuple[Notice, ...]
    as_typed: bool  # neither malformed nor raw keys


def _is_bare_number(line: str) -> bool:
    """Whether the line is a number that the grammar would tear apart: in "23 -CT/TW" the hyphen is none of a negation."""
    return " -" in line and is_number(line)


def _is_prose(line: str) -> bool:
    """Whether the line is a pasted text, whose quotation marks and parentheses are no operators."""
    return len(tokenize(line)) > PROSE


def understand(line: str, engine: Engine, *, abbreviations: bool = True) -> Question:
    """The line as nodes and plan. One that breaks the grammar is read as plain words, and says so."""
    line = line[:_LONGEST_LINE]
    notices: tuple[Notice, ...] = ()
    try:
        typed = Words(line.strip(), 0) if _is_bare_number(line) or _is_prose(line) else parse(line)
    except QuerySyntaxError as error:
        typed = plain(line)
        notices = (Notice(Reading.PLAIN, str(error.position + 1), error.problem),)
    node = meant(typed, engine.frequencies)
    if node != typed:
        notices = (*notices, Notice(Reading.TYPING, shown(node)))
    plan = make_plan(
        node,
        expand=lambda field, prefix: [each.term for each in engine.terms(field, prefix, 32)],
        statistics=Statistics(engine.frequencies, engine.size()),
        abbreviations=abbreviations,
    )
    return Question(node, plan, (*notices, *plan.notices), as_typed=not notices)
