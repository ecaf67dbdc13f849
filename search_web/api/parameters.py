"""Parameters of the API: each is named once, and told, checked and read from there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from indexer.cite import DEFAULT, RECORDS, STYLES
from indexer.errors import WrongUse
from indexer.model import FACETS, ConcordanceSort, Filter, Sort
from search_web import asked
from search_web.picked import read_spans

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
_MOST_LINE = 20_000  # code points: a pasted page
_MOST_PHRASE = 500  # code points
_MOST_PAGE = 999_999
TEXT_FORMAT = "text"


class Place(StrEnum):
    """Where a request carries a parameter."""

    QUERY = "query"
    PATH = "path"
    BODY = "body"


class BadParameter(WrongUse):
    """A parameter that is unknown, given twice, or out of bounds."""

    def __init__(self, name: str, problem: str, allowed: Iterable[str] = ()) -> None:
        self.parameter, self.allowed = name, tuple(allowed)
        super().__init__(f"{name}: {problem}")


@dataclass(frozen=True, slots=True, eq=False)
class Parameter(Generic[T_co]):
    """A parameter. `read` raises ValueError, with what the value must be."""

    name: str
    told: str
    schema: Mapping[str, Any]
    read: Callable[[str], T_co]
    default: T_co
    place: Place = Place.QUERY
    example: str = ""

    def value(self, texts: Sequence[str]) -> T_co:
        """What these texts state. Raises: BadParameter."""
        if not texts:
            return self.default
        if len(texts) > 1:
            raise BadParameter(self.name, "is given more than once")
        try:
            return self.read(texts[0])
        except ValueError as error:
            raise BadParameter(self.name, str(error), self.schema.get("enum", ())) from error


class Repeated(Parameter[tuple[T, ...]]):
    """A parameter that may be given several times."""

    def value(self, texts: Sequence[str]) -> tuple[T, ...]:
        """What these texts state, each once. Raises: BadParameter."""
        if len(texts) > self.schema["maxItems"]:
            raise BadParameter(self.name, f"is given more than {self.schema['maxItems']} times")
        try:
            return tuple(dict.fromkeys(each for text in texts for each in self.read(text)))
        except ValueError as error:
            raise BadParameter(self.name, str(error)) from error


def words(name: str, told: str, example: str = "") -> Parameter[str]:
    """Words, in NFC, without control characters."""

    def read(text: str) -> str:
        if len(text) > _MOST_LINE:
            raise ValueError(f"must have at most {_MOST_LINE} characters")
        return asked.plain(text)

    return Parameter(name, told, {"type": "string", "maxLength": _MOST_LINE}, read, "", example=example)


def whole(name: str, told: str, bounds: tuple[int, int], default: T, place: Place = Place.QUERY) -> Parameter[int | T]:
    """A whole number within bounds, both of which it may be."""
    least, most = bounds

    def read(text: str) -> int:
        if not re.fullmatch(r"-?[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise ValueError(f"must be a whole number from {least} to {most}")
        return int(text)

    schema: dict[str, Any] = {"type": "integer", "minimum": least, "maximum": most}
    if default is not None:
        schema["default"] = default
    return Parameter(name, told, schema, read, default, place)


def one_of(name: str, told: str, choices: Iterable[str], default: str) -> Parameter[str]:
    """One of several words."""
    known = [str(each) for each in choices]

    def read(text: str) -> str:
        if text not in known:
            raise ValueError(f"must be one of {', '.join(known)}")
        return text

    return Parameter(name, told, {"type": "string", "enum": known, "default": default}, read, default)


def switch(name: str, told: str, *, default: bool, place: Place = Place.QUERY) -> Parameter[bool]:
    """Yes or no."""

    def read(text: str) -> bool:
        if text not in ("true", "false"):
            raise ValueError("must be true or false")
        return text == "true"

    return Parameter(name, told, {"type": "boolean", "default": default}, read, default, place)


def _filter(text: str) -> tuple[Filter, ...]:
    chosen = asked.read_filter(text)
    if chosen is None:
        raise ValueError(f"must be FACET=VALUE, with a facet of {', '.join(FACETS)}")
    return (chosen,)


def _phrase(text: str) -> tuple[str, ...]:
    if len(text) > _MOST_PHRASE:
        raise ValueError(f"must have at most {_MOST_PHRASE} characters")
    phrase = asked.plain(text)
    return (phrase,) if phrase else ()


def _spans(text: str) -> tuple[tuple[int, int], ...]:
    spans = read_spans(text)
    if not spans:
        raise ValueError("must be slices of the document's text: 120-180,200-240")
    return spans


def _id(text: str) -> str:
    return text


ID = Parameter(
    "id", "of the document", {"type": "string", "pattern": "^[0-9a-z]{9}$"}, _id, "", Place.PATH, example="ex4y4b1ac"
)
PAGE_NUMBER = whole("page", "place of the page in the file, from 1", (1, _MOST_PAGE), 1, Place.PATH)
LINE = words("q", "a line of the query language", "gia tri thang du")
HIGHLIGHT = words("q", "a line whose hits are marked", "giá trị thặng dư")
BEGINNING = words("q", "a line half typed", "gia tri th")
FILTER: Parameter[tuple[Filter, ...]] = Repeated(
    "filter",
    f"FACET=VALUE, of {', '.join(FACETS)}; a year may be a range: year=2011..2020. May be repeated",
    {
        "type": "array",
        "items": {"type": "string", "pattern": f"^({'|'.join(FACETS)})=[^\\s\\x00-\\x1f\\x7f-\\x9f]"},
        "maxItems": asked.MOST_FILTERS,
    },
    _filter,
    (),
    example="year=2011..2020",
)
SORT = one_of("sort", "order of the documents", Sort, Sort.RELEVANCE)
ABBREVIATIONS = switch("abbreviations", "whether other forms of abbreviations are found", default=True)
LIMIT = whole("limit", "how many to answer with", (1, asked.MOST_LIMIT), asked.LIMIT)
OFFSET = whole("offset", "how many to pass over", (0, asked.MOST_OFFSET), 0)
FAR = whole("offset", "how many to pass over", (0, _MOST_PAGE), 0)
AFTER: Parameter[str | None] = Parameter(
    "after", "id of the document to go on behind", {"type": "string", "pattern": "^[0-9a-z]{9}$"}, _id, None
)
PAGE = whole("page", "only this page, by its place in the file", (1, _MOST_PAGE), None)
SPANS: Parameter[tuple[tuple[int, int], ...]] = Parameter(
    "spans",
    "the words to quote, as slices of the document's text: 120-180,200-240",
    {"type": "string", "pattern": "^[0-9]{1,9}-[0-9]{1,9}(,[0-9]{1,9}-[0-9]{1,9}){0,49}$"},
    _spans,
    (),
)
STYLE = one_of("style", "of the citation", STYLES, DEFAULT)
FORMAT = one_of("format", "text with JSON around it, or a record of the document", (TEXT_FORMAT, *RECORDS), TEXT_FORMAT)
TEXT: Parameter[str] = Parameter("text", "the manuscript", {"type": "string", "minLength": 1}, _id, "", Place.BODY)
FILE: Parameter[str] = Parameter(
    "file", "the manuscript's file: DOCX, PDF, TXT, MD …", {"type": "string", "format": "binary"}, _id, "", Place.BODY
)
SENTENCES = switch(
    "sentences", "check every sentence, not only what stands in quotation marks", default=False, place=Place.BODY
)
PHRASE = words("q", "a word or phrase", "giá trị")
PHRASES: Parameter[tuple[str, ...]] = Repeated(
    "q",
    "a word or phrase. May be repeated",
    {"type": "array", "items": {"type": "string", "maxLength": _MOST_PHRASE}, "maxItems": 5},
    _phrase,
    (),
    example="lý luận",
)
DOCUMENT: Parameter[str | None] = Parameter(
    "document", "id of the only document to look into", {"type": "string", "pattern": "^[0-9a-z]{9}$"}, _id, None
)
NEIGHBOUR = one_of("sort", "by place, or by what stands beside", ConcordanceSort, ConcordanceSort.PLACE)
ROWS = whole("limit", "how many to answer with", (1, 1000), 50)
