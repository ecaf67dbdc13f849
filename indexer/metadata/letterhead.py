"""What stands above the text of a Party or State document: its landmarks, its type line and its trích yếu."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.metadata.attached import Attached, read_attached
from indexer.metadata.capitals import is_capitals, organisation_case
from indexer.metadata.forms import compared
from indexer.metadata.heading import SUBJECT, Landmark, Piece, pieces
from indexer.metadata.issuer import is_body_line
from indexer.metadata.kinds import leading_kind
from indexer.metadata.numbers import DocumentNumber

_LONGEST_SUBJECT = 500
_BODY_BEGINS = re.compile(
    r"(?:Căn cứ|Kính gửi|Điều \d|Thực hiện |Chương |Phần |Mục |Xét |Theo |Để |Thi hành |Quốc hội |Nguồn:|Trong |Trước |Sau "
    r"|Ngày |Nhằm |Triển khai |Qua |Từ |[IVX]+\s?[-.–]|\d+\s?[-.)]|[-–+•]\s|\(|\[|KÍNH GỬI|ĐIỀU \d|CHƯƠNG |PHẦN )"
)
_OF_BODY = re.compile(
    r"^của\s+(?P<body>bộ chính trị|ban bí thư|ban chấp hành trung ương(?: đảng)?|quốc hội|chính phủ|thủ tướng chính phủ)"
    r"(?:\s+khóa \w+)?\b(?P<rest>.*)$"
)
_ENACTING = re.compile(r"(?:quốc hội|chính phủ|thủ tướng chính phủ|ban chấp hành trung ương|bộ chính trị|ban bí thư)$")
_BLOCKS_TO_NOTE = 3
_ENDS_SUBJECT = (Landmark.RULE, Landmark.PARTY, Landmark.STATE)


@dataclass(slots=True)
class Letterhead:
    """A heading as far as it has been read."""

    family: Landmark | None = None
    numbers: list[Piece] = field(default_factory=list)
    dates: list[Piece] = field(default_factory=list)
    kind: str = ""
    kind_block: int = 0
    bodies: list[str] = field(default_factory=list)
    body_block: int = 0  # of the last body
    subject: list[str] = field(default_factory=list)
    of_body: str = ""
    attached: Attached | None = None
    last_block: int = 0
    letter: bool = False
    filed: bool = False  # a line for number or date was seen, even one not filled in

    @property
    def own_numbers(self) -> list[Piece]:
        """Those that begin a line; where none does, the first: later ones may stand in a subject."""
        at_start = [piece for piece in self.numbers if piece.start == 0]
        return (at_start[:1] if self.letter else at_start) or self.numbers[:1]

    @property
    def number(self) -> DocumentNumber | None:
        """The number, as far as it is needed to read on."""
        return next((piece.number for piece in self.own_numbers), None)


def read_letterhead(texts: Sequence[str]) -> Letterhead:
    """What the first blocks of a document say before its text begins; without a kind if they are no heading."""
    card, found = Letterhead(), list(pieces(texts))
    at = 0
    while at < len(found):
        piece = found[at]
        card.last_block = piece.block
        if piece.sort is Landmark.TEXT:
            kind = leading_kind(piece.text)[0]
            if kind:
                card.kind, card.kind_block = kind, piece.block
                at = _repeated_kind(found, at, kind, card)
                _read_subject(card, texts, found, at)
                return card
            if _ends_heading(piece.text, card):
                break
            _read_text(card, piece)
            if piece.text.startswith("Kính gửi"):
                break
        else:
            _read_landmark(card, piece)
        at += 1
    _read_letter(card, found)
    return card


def _ends_heading(text: str, card: Letterhead) -> bool:
    begun = card.family is not None or card.number is not None
    return begun and not card.letter and _BODY_BEGINS.match(text) is not None and not text.startswith("Nguồn:")


def _repeated_kind(found: list[Piece], at: int, kind: str, card: Letterhead) -> int:
    """The place of the type line proper, where a site has put the document's name above the heading."""
    for later in range(at + 1, min(at + 10, len(found))):
        piece = found[later]
        if piece.sort is Landmark.TEXT and leading_kind(piece.text) == (kind, ""):
            for between in found[at:later]:
                if between.sort is not Landmark.TEXT:
                    _read_landmark(card, between)
                elif is_body_line(between.text) and not leading_kind(between.text)[0]:
                    card.bodies.append(between.text)
            return later
        if piece.sort is Landmark.TEXT and _BODY_BEGINS.match(piece.text) and not piece.text.startswith("Nguồn"):
            break
    return at


def _read_landmark(card: Letterhead, piece: Piece) -> None:
    card.filed = card.filed or piece.sort in (Landmark.NUMBER, Landmark.BLANK, Landmark.DATE)
    if piece.sort in (Landmark.PARTY, Landmark.STATE):
        card.family = card.family or piece.sort
    elif piece.sort is Landmark.NUMBER:
        card.numbers.append(piece)
    elif piece.sort is Landmark.DATE:
        card.dates.append(piece)


def _read_text(card: Letterhead, piece: Piece) -> None:
    text = piece.text
    subject = SUBJECT.match(text)
    if subject and not card.subject:
        card.subject, card.letter = [text[subject.end() :]], True
    elif card.letter and text[0].islower():
        card.subject.append(text)
    elif is_body_line(text):
        card.bodies.append(text)
        card.body_block = piece.block


def _read_letter(card: Letterhead, found: list[Piece]) -> None:
    """An official letter has no type line: it has a subject under its number, and an address."""
    addressed = any(piece.text.startswith(("Kính gửi", "KÍNH GỬI")) for piece in found)
    by_sign = card.number is not None and (
        card.number.symbol.startswith("CV/") or (card.family is Landmark.STATE and addressed)
    )
    if card.family is not None and (by_sign or (card.letter and addressed)):
        card.kind = "Công văn"
        card.kind_block = next((piece.block for piece in found if SUBJECT.match(piece.text)), 0)


def _read_subject(card: Letterhead, texts: Sequence[str], found: list[Piece], at: int) -> None:
    """The trích yếu: the lines under the type line, up to a rule or the body."""
    rest = leading_kind(found[at].text)[1]
    start = texts[found[at].block].index(rest, found[at].start) if rest else found[at].end
    for block in range(found[at].block, len(texts)):
        card.last_block = block
        inside = [piece for piece in found[at:] if piece.block == block and piece.start >= start]
        rule = next((piece for piece in inside if piece.sort in _ENDS_SUBJECT), None)
        line = texts[block][start : rule.start if rule else None].strip(" ,;:.*" if start else " *")
        card.attached = card.attached or read_attached(line, block)
        if line and not (len(inside) == 1 and _read_under_kind(card, inside[0])):
            if not _may_be_subject(card, line):
                break
            _add_subject(card, line)
        if rule:
            break
        start = 0
    _read_note(card, texts)


def _read_note(card: Letterhead, texts: Sequence[str]) -> None:
    """The note by which the paper was issued may stand under a rule."""
    for block in range(card.last_block, min(card.last_block + _BLOCKS_TO_NOTE, len(texts))):
        card.attached = card.attached or read_attached(texts[block], block)


def _read_under_kind(card: Letterhead, piece: Piece) -> bool:
    """Whether a line is a date or number alone; before any subject it is the document's own."""
    if piece.sort in (Landmark.TEXT, Landmark.RULE):
        return False
    if not card.subject:
        _read_landmark(card, piece)
    return True


def _may_be_subject(card: Letterhead, text: str) -> bool:
    if len(text) > _LONGEST_SUBJECT or _BODY_BEGINS.match(text) or text[-1] in ".;:":
        return False
    if _ENACTING.match(compared(text)) and is_capitals(text):
        return False
    if text[0].islower() or not card.subject:
        return True
    if is_capitals(text):
        return is_capitals(card.subject[-1])
    return card.subject[-1].endswith(("-", "–", ",")) or text[0].isdigit()


def _add_subject(card: Letterhead, text: str) -> None:
    match = _OF_BODY.match(compared(text))
    if match is None or card.subject or card.of_body:
        card.subject.append(text)
        return
    card.of_body = organisation_case(text[match.start("body") : match.end("body")].upper())
    rest = text[match.start("rest") :].strip(" ,")
    if rest:
        card.subject.append(rest)
