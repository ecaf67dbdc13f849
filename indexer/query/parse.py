"""A line of the query language → nodes.

    line   := or ;  or := and (("OR" | "HOẶC") and)* ;  and := not (("AND" | "VÀ")? not)*
    not    := ("NOT" | "KHÔNG") not | ("-" | "+") (word | atom) | atom
    atom   := "(" or ")" | '"' words '"' ("~" number)? | field ":" atom | "năm:" years | word "*" | word+

Operators are read only in capitals, `-` and `+` only at the beginning of a word, and they hold for that word alone.
Quotation marks may be straight, curly or «». A line with a long run of words is prose: its words in capitals are words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.errors import QuerySyntaxError
from indexer.query.nodes import And, InField, Node, Not, Or, Phrase, Prefix, Required, Words, Years
from indexer.query.terms import MOST_WAYS, ways
from indexer.text.normalize import fold
from indexer.text.tokens import tokenize

FIELDS = {  # folded name → field of the engine contract
    "tieu de": "title",
    "title": "title",
    "tac gia": "author",
    "author": "author",
    "co quan": "issuer",
    "issuer": "issuer",
    "loai": "kind",
    "kind": "kind",
    "bo suu tap": "collection",
    "collection": "collection",
    "so": "number",
    "number": "number",
    "nam": "year",
    "year": "year",
}
_OPERATORS = {"AND": "and", "VÀ": "and", "OR": "or", "HOẶC": "or", "NOT": "not", "KHÔNG": "not"}
_QUOTES = {'"': '"“”„', "“": '”“"', "„": '”“"', "”": '”"', "«": "»", "»": "»"}
_FIELD_NAME = re.compile(r"((?:[^\W\d_]+ ){0,2}[^\W\d_]+):(?=\S)")
_WITHIN = re.compile(r"~(\d{1,3})(?!\w)")
_SIGNS = {"-": "minus", "+": "plus"}
_YEARS = re.compile(r"(?:(\d{4})?\s?(\.\.|…|-|–)\s?(\d{4})?|(\d{4}))(?!\w)")
_WORD = re.compile(r"""[^\s()"“”„«»]+""")
_LONGEST_OPERAND = 8  # words on one side of an operator
_LONGEST_BY_NEGATION = 5  # of a NOT: in questions, "KHÔNG" is often only stressed
_DEEPEST = 40  # parentheses within parentheses


@dataclass(frozen=True, slots=True)
class _Lexeme:
    kind: str  # word, phrase, field, years, and, or, not, minus, plus, (, )
    text: str
    start: int
    within: int = 0  # of a phrase


def parse(line: str) -> Node:
    """The nodes of a line; a line without words gives Words of an empty text.

    Raises: QuerySyntaxError: the line breaks the grammar, with the place where it does.
    """
    lexemes = list(_lexemes(line))
    if not lexemes:
        return Words("", 0)
    reader = _Reader(lexemes, len(line))
    node = reader.alternatives(0)
    reader.expect_end()
    return node


def plain(line: str) -> Words:
    """The line as nothing but words."""
    return Words(" ".join(line[token.start : token.end] for token in tokenize(line)), 0)


def _lexemes(line: str) -> Iterator[_Lexeme]:
    at = 0
    operators = _operators_of(line)
    while at < len(line):
        character = line[at]
        if character.isspace():
            at += 1
        elif character in "()":
            yield _Lexeme(character, character, at)
            at += 1
        elif character in _QUOTES:
            end = next((i for i in range(at + 1, len(line)) if line[i] in _QUOTES[character]), -1)
            if end < 0:
                raise QuerySyntaxError("a quotation mark is opened and never closed", at)
            within = _WITHIN.match(line, end + 1)
            yield _Lexeme("phrase", line[at + 1 : end], at, _distance(line[at + 1 : end], within))
            at = within.end() if within else end + 1
        elif lexeme := _field_at(line, at):
            yield lexeme
            at += len(lexeme.text)
            if lexeme.kind == "field" and FIELDS[_name(lexeme.text)] == "year":
                years = _YEARS.match(line, at)
                if not years or not years.group().strip(".…-– "):
                    raise QuerySyntaxError("a year is wanted, as in năm:2015 or năm:2010..2020", at)
                yield _Lexeme("years", years.group(), at)
                at = years.end()
        elif character in _SIGNS and line[at + 1 : at + 2].strip() and (at == 0 or line[at - 1] in " (\t\n"):
            yield _Lexeme(_SIGNS[character], character, at)
            at += 1
        else:
            match = _WORD.match(line, at)
            word = match.group() if match else character
            yield _Lexeme(operators.get(word, "word"), word, at)
            at += len(word)


def _distance(phrase: str, within: re.Match[str] | None) -> int:
    """How far the words of a phrase may stand apart: `~5` behind it."""
    if within is None:
        return 0
    words = len(tokenize(phrase))
    if words > 1 and ways(words, int(within[1])) > MOST_WAYS:
        raise QuerySyntaxError("these words are too many, or too far apart", within.start())
    return int(within[1])


def _operators_of(line: str) -> dict[str, str]:
    """The words that are operators in this line: none in one typed all in capitals, fewer in prose."""
    if line.isupper():
        return {}
    longest = run = 0
    for word in line.split():
        run = 0 if word in _OPERATORS or word[0] in "-+()" else run + 1
        longest = max(longest, run)
    if longest > _LONGEST_OPERAND or line.rstrip().endswith("?"):
        return {}
    if longest > _LONGEST_BY_NEGATION:
        return {word: kind for word, kind in _OPERATORS.items() if kind != "not"}
    return _OPERATORS


def _field_at(line: str, at: int) -> _Lexeme | None:
    match = _FIELD_NAME.match(line, at)
    if match and _name(match.group()) in FIELDS:
        return _Lexeme("field", match.group(), at)
    return None


def _name(text: str) -> str:
    return fold(text.rstrip(":"))


class _Reader:
    """Recursive descent over the lexemes."""

    def __init__(self, lexemes: list[_Lexeme], length: int) -> None:
        self._lexemes, self._at, self._length = lexemes, 0, length

    def _kind(self) -> str:
        return self._lexemes[self._at].kind if self._at < len(self._lexemes) else ""

    def _take(self) -> _Lexeme:
        self._at += 1
        return self._lexemes[self._at - 1]

    def _place(self) -> int:
        return self._lexemes[self._at].start if self._at < len(self._lexemes) else self._length

    def expect_end(self) -> None:
        if self._at < len(self._lexemes):
            raise QuerySyntaxError("a parenthesis is closed that was never opened", self._place())

    def alternatives(self, depth: int) -> Node:
        if depth > _DEEPEST:
            raise QuerySyntaxError("parentheses are nested too deeply", self._place())
        parts = [self._together(depth)]
        while self._kind() == "or":
            self._take()
            parts.append(self._together(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _together(self, depth: int) -> Node:
        parts = [self._negation(depth)]
        implicit = True
        while self._kind() not in ("", ")", "or"):
            if self._kind() == "and":
                self._take()
                implicit = False
            parts.append(self._negation(depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts), implicit)

    def _negation(self, depth: int) -> Node:
        if self._kind() == "plus":
            self._take()
            return Required(_word(self._take()) if self._kind() == "word" else self._atom(depth))
        negated = narrow = False
        while self._kind() in ("not", "minus"):
            narrow = self._take().kind == "minus"
            negated = not negated
        node = _word(self._take()) if narrow and self._kind() == "word" else self._atom(depth)
        return Not(node) if negated else node

    def _atom(self, depth: int) -> Node:
        match self._kind():
            case "(":
                self._take()
                node = self.alternatives(depth + 1)
                if self._kind() != ")":
                    raise QuerySyntaxError("a parenthesis is opened and never closed", self._place())
                self._take()
                return node
            case "phrase":
                return _phrase(self._take())
            case "field":
                return self._field()
            case "word":
                return self._words()
            case _:
                raise QuerySyntaxError("a word is wanted here", self._place())

    def _field(self) -> Node:
        name = FIELDS[_name(self._take().text)]
        if name == "year":
            return _years(self._take())
        match self._kind():
            case "phrase":
                return InField(name, _phrase(self._take()))
            case "word":
                return InField(name, _word(self._take()))
            case "(":
                self._take()
                words = self._words()
                if self._kind() != ")":
                    raise QuerySyntaxError("a parenthesis is opened and never closed", self._place())
                self._take()
                if isinstance(words, And):
                    raise QuerySyntaxError("a field takes words or a phrase, no star among them", self._place())
                return InField(name, words)
            case _:
                raise QuerySyntaxError("a field wants a word or a phrase after its colon", self._place())

    def _words(self) -> Words | Prefix | And:
        """A run of words; a word with a star stands for itself."""
        parts: list[Words | Prefix] = []
        run: list[_Lexeme] = []
        while self._kind() == "word":
            node = _word(self._lexemes[self._at])
            if isinstance(node, Prefix):
                parts.extend(_joined(run))
                run = []
                parts.append(node)
            else:
                run.append(self._lexemes[self._at])
            self._at += 1
        parts.extend(_joined(run))
        if not parts:
            raise QuerySyntaxError("a word is wanted here", self._place())
        return parts[0] if len(parts) == 1 else And(tuple(parts), implicit=True)


def _phrase(lexeme: _Lexeme) -> Phrase:
    return Phrase(lexeme.text.strip(), lexeme.start, lexeme.within)


def _joined(run: list[_Lexeme]) -> list[Words]:
    return [Words(" ".join(lexeme.text for lexeme in run), run[0].start)] if run else []


def _word(lexeme: _Lexeme) -> Words | Prefix:
    stem = lexeme.text.rstrip("*")
    if stem != lexeme.text and len(tokenize(stem)) == 1:
        return Prefix(stem, lexeme.start)
    return Words(lexeme.text, lexeme.start)


def _years(lexeme: _Lexeme) -> Years:
    match = _YEARS.fullmatch(lexeme.text)
    if match is None:
        raise QuerySyntaxError("a year is wanted, as in năm:2015 or năm:2010..2020", lexeme.start)
    low, _, high, single = match.groups()
    if single:
        return Years(int(single), int(single))
    years = Years(int(low) if low else None, int(high) if high else None)
    if years.low is not None and years.high is not None and years.low > years.high:
        raise QuerySyntaxError("the first year is after the second", lexeme.start)
    return years
