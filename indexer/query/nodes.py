"""What a reader asked for, as the query language says it. Offsets are code points of the line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A run of plain words: a passage should hold them all, in any order."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in quotation marks: together and in order."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Prefix:
    """The beginning of a syllable, `dân*`; `text` is without the star."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Years:
    """Documents of the years low..high, an open end None."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class InField:
    """Words or a phrase sought in one field of the document's card."""

    field: str  # a field of the engine contract
    part: Words | Phrase | Prefix


@dataclass(frozen=True, slots=True)
class And:
    """Every part. `implicit`: no operator was typed between them."""

    parts: tuple[Node, ...]
    implicit: bool = False


@dataclass(frozen=True, slots=True)
class Or:
    """Any part."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """All but the part."""

    part: Node


Node = Words | Phrase | Prefix | Years | InField | And | Or | Not


def shown(node: Node) -> str:
    """The node in the query language, in its Vietnamese words."""
    match node:
        case Words(text) | Prefix(text):
            return text if isinstance(node, Words) else f"{text}*"
        case Phrase(text):
            return f"“{text}”"
        case Years(low, high):
            ends = (str(end) if end is not None else "" for end in (low, high))
            return f"năm:{low}" if low == high else f"năm:{'..'.join(ends)}"
        case InField(field, part):
            inner = shown(part)
            return f"{FIELD_WORDS[field]}:{inner if ' ' not in inner or isinstance(part, Phrase) else f'({inner})'}"
        case And(parts, implicit):
            joint = " " if implicit else " VÀ "
            return joint.join(
                _among(part, following) for part, following in zip(parts, (*parts[1:], None), strict=True)
            )
        case Or(parts):
            return " HOẶC ".join(_inner(part) for part in parts)
        case Not(part):
            return f"KHÔNG {_inner(part)}"


def _among(node: Node, following: Node | None) -> str:
    """A part of a line; a single word left out keeps its minus where more words follow, which a KHÔNG would take in."""
    if isinstance(node, Not) and isinstance(node.part, Words) and isinstance(following, Words):
        return f"-{node.part.text}"
    return _inner(node)


def _inner(node: Node) -> str:
    return f"({shown(node)})" if isinstance(node, And | Or) else shown(node)


FIELD_WORDS = {
    "title": "tiêu đề",
    "author": "tác giả",
    "issuer": "cơ quan",
    "kind": "loại",
    "collection": "bộ sưu tập",
    "number": "số",
}
