"""What a reader asked for, as the query language says it. Offsets are code points of the line."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.text.tokens import tokenize


@dataclass(frozen=True, slots=True)
class Words:
    """A run of plain words: a passage should hold them all, in any order."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in quotation marks: in order, with at most `within` other syllables between the first and the last."""

    text: str
    start: int
    within: int = 0


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


@dataclass(frozen=True, slots=True)
class Required:
    """A part that also those must hold that hold only some of the line."""

    part: Node


Node = Words | Phrase | Prefix | Years | InField | And | Or | Not | Required


def shown(node: Node) -> str:
    """The node in the query language, in its Vietnamese words."""
    match node:
        case Words(text) | Prefix(text):
            return text if isinstance(node, Words) else f"{text}*"
        case Phrase(text, _, within):
            return f"“{text}”~{within}" if within else f"“{text}”"
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
        case Required(part):
            inner = _inner(part)
            return f"+({inner})" if isinstance(part, Words) and " " in inner else f"+{inner}"


def _among(node: Node, following: Node | None) -> str:
    """A part of a line; a single word left out keeps its minus where more words follow, which a KHÔNG would take in."""
    if isinstance(node, Not) and isinstance(node.part, Words) and isinstance(following, Words):
        return f"-{node.part.text}"
    return _inner(node)


def _inner(node: Node) -> str:
    return f"({shown(node)})" if isinstance(node, And | Or) else shown(node)


def is_loose(node: Node) -> bool:
    """Whether the line is only words and phrases, none of which was made a condition."""
    if isinstance(node, And):
        return node.implicit and all(isinstance(_bare(part), Words | Phrase) for part in node.parts)
    return isinstance(node, Words)


def _bare(node: Node) -> Node:
    return node.part if isinstance(node, Required) else node


def is_empty(node: Node) -> bool:
    """Whether the part was typed without a letter or digit: it asks for nothing."""
    node = _bare(node)
    return isinstance(node, Words | Phrase) and not tokenize(node.text)


def texts_of(node: Node) -> list[str]:
    """Every text typed, in whichever node."""
    match node:
        case Words(text) | Phrase(text) | Prefix(text):
            return [text]
        case Years():
            return []
        case InField(_, part):
            return [part.text]
        case And(parts) | Or(parts):
            return [text for part in parts for text in texts_of(part)]
        case Not(part) | Required(part):
            return texts_of(part)


FIELD_WORDS = {
    "title": "tiêu đề",
    "author": "tác giả",
    "issuer": "cơ quan",
    "kind": "loại",
    "collection": "bộ sưu tập",
    "number": "số",
}
