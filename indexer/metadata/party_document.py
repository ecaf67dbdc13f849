"""The catalogue card of a Party or State document, from its own heading and signature.

Only what stands above the type line is the document's own number; what the preamble names ("Căn cứ ...") is not.
What is not sure stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from indexer.metadata.capitals import is_capitals, organisation_case, sentence_case
from indexer.metadata.dates import first_date
from indexer.metadata.forms import compared
from indexer.metadata.heading import Landmark, Piece, pieces
from indexer.metadata.issuer import is_body_line, issuer_of
from indexer.metadata.kinds import is_named_by_its_kind, kind_on_card, leading_kind
from indexer.metadata.numbers import DocumentNumber
from indexer.metadata.signature import read_signature
from indexer.model import Metadata, Page

_HEADING_BLOCKS = 40
_LONGEST_SUBJECT = 500
_LETTER_SUBJECT = re.compile(r"(?:V\s?/\s?v|Về việc)\b[\s:]*", re.IGNORECASE)
_BODY_BEGINS = re.compile(
    r"(?:Căn cứ|Kính gửi|Điều \d|Thực hiện |Chương |Phần |Mục |Xét |Theo |Để |Thi hành |Quốc hội |Nguồn:|Trong |Trước |Sau "
    r"|Ngày |Nhằm |Triển khai |Qua |Từ |[IVX]+\s?[-.–]|\d+\s?[-.)]|[-–+•]\s|\(|\[|KÍNH GỬI|ĐIỀU \d|CHƯƠNG |PHẦN )"
)
_OF_BODY = re.compile(
    r"^của\s+(?P<body>bộ chính trị|ban bí thư|ban chấp hành trung ương(?: đảng)?|quốc hội|chính phủ|thủ tướng chính phủ)"
    r"(?:\s+khóa \w+)?\b(?P<rest>.*)$"
)
_ENACTING = re.compile(r"(?:quốc hội|chính phủ|thủ tướng chính phủ|ban chấp hành trung ương|bộ chính trị|ban bí thư)$")
_BY_SYMBOL = (
    (re.compile(r"QH\w{1,2}"), "Quốc hội"),
    (re.compile(r".*UBTVQH\w{0,2}"), "Ủy ban Thường vụ Quốc hội"),
    (re.compile(r"(?:NĐ|NQ)-CP"), "Chính phủ"),
    (re.compile(r"(?:QĐ|CT)-TTg"), "Thủ tướng Chính phủ"),
)
_CENTRAL_HEADING = "Ban Chấp hành Trung ương"


@dataclass(slots=True)
class _Card:
    """A heading as far as it has been read."""

    family: Landmark | None = None
    number: DocumentNumber | None = None
    issued_on: date | None = None
    place: str = ""
    kind: str = ""
    bodies: list[str] = field(default_factory=list)
    subject: list[str] = field(default_factory=list)
    of_body: str = ""
    last_block: int = 0
    letter: bool = False
    filed: bool = False  # a line for number or date was seen, even one not filled in


def read_party_document(pages: Sequence[Page]) -> Metadata | None:
    """The card of a Party or State document; None if the pages do not begin with such a heading."""
    texts = [block.text for page in pages for block in page.blocks]
    card = _read_heading(texts[:_HEADING_BLOCKS])
    if not _is_sure(card):
        return None
    signature = read_signature(texts[card.last_block :])
    issuer = issuer_of(card.bodies)
    if card.of_body or (signature.central_body and issuer in ("", _CENTRAL_HEADING)):
        issuer = card.of_body or signature.central_body
    return Metadata(
        title=_title(card),
        kind=kind_on_card(card.kind),
        number=card.number.printed if card.number else "",
        issuer=issuer or _issuer_by_symbol(card.number),
        issued_on=card.issued_on,
        year=_year(card),
        place=card.place,
        signer=signature.signer,
    )


def _is_sure(card: _Card) -> bool:
    """Whether so much of a heading was found that the rest may be believed."""
    if not card.kind:
        return False
    if card.family is not None:
        return card.filed or is_named_by_its_kind(card.kind)
    return card.number is not None and bool(card.bodies or card.issued_on)


def _read_heading(texts: Sequence[str]) -> _Card:
    card, found = _Card(), list(pieces(texts))
    at = 0
    while at < len(found):
        piece = found[at]
        card.last_block = piece.block
        if piece.sort is Landmark.TEXT:
            kind = leading_kind(piece.text)[0]
            if kind:
                card.kind = kind
                at = _repeated_kind(found, at, kind, card)
                _read_subject(card, texts, found, at)
                return card
            if _ends_heading(piece.text, card):
                break
            _read_text(card, piece.text)
            if piece.text.startswith("Kính gửi"):
                break
        else:
            _read_landmark(card, piece)
        at += 1
    _read_letter(card, found)
    return card


def _ends_heading(text: str, card: _Card) -> bool:
    begun = card.family is not None or card.number is not None
    return begun and not card.letter and _BODY_BEGINS.match(text) is not None and not text.startswith("Nguồn:")


def _repeated_kind(found: list[Piece], at: int, kind: str, card: _Card) -> int:
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


def _read_landmark(card: _Card, piece: Piece) -> None:
    card.filed = card.filed or piece.sort in (Landmark.NUMBER, Landmark.BLANK, Landmark.DATE)
    if piece.sort in (Landmark.PARTY, Landmark.STATE):
        card.family = card.family or piece.sort
    elif piece.sort is Landmark.NUMBER:
        card.number = card.number or piece.number
    elif piece.sort is Landmark.DATE:
        card.issued_on = card.issued_on or first_date(piece.text)
        place = re.split(r",?\s*ngày\b", piece.text, maxsplit=1)[0].strip(" ,")
        card.place = card.place or place


def _read_text(card: _Card, text: str) -> None:
    subject = _LETTER_SUBJECT.match(text)
    if subject and not card.subject:
        card.subject, card.letter = [text[subject.end() :]], True
    elif card.letter and text[0].islower():
        card.subject.append(text)
    elif is_body_line(text):
        card.bodies.append(text)


def _read_letter(card: _Card, found: list[Piece]) -> None:
    """An official letter has no type line: it has a subject under its number, and an address."""
    addressed = any(piece.text.startswith(("Kính gửi", "KÍNH GỬI")) for piece in found)
    by_sign = card.number is not None and (
        card.number.symbol.startswith("CV/") or (card.family is Landmark.STATE and addressed)
    )
    if card.family is not None and (by_sign or (card.letter and addressed)):
        card.kind = "Công văn"


def _read_subject(card: _Card, texts: Sequence[str], found: list[Piece], at: int) -> None:
    """The trích yếu: the lines under the type line, up to a rule or the body."""
    rest = leading_kind(found[at].text)[1]
    start = texts[found[at].block].index(rest, found[at].start) if rest else found[at].end
    for block in range(found[at].block, len(texts)):
        card.last_block = block
        inside = [piece for piece in found[at:] if piece.block == block and piece.start >= start]
        rule = next((piece for piece in inside if piece.sort in _ENDS_SUBJECT), None)
        line = texts[block][start : rule.start if rule else None].strip(" ,;:.*" if start else " *")
        if line and not (len(inside) == 1 and _read_under_kind(card, inside[0])):
            if not _may_be_subject(card, line):
                break
            _add_subject(card, line)
        if rule:
            break
        start = 0


_ENDS_SUBJECT = (Landmark.RULE, Landmark.PARTY, Landmark.STATE)


def _read_under_kind(card: _Card, piece: Piece) -> bool:
    """Whether a line is a date or number alone; before any subject it is the document's own."""
    if piece.sort in (Landmark.TEXT, Landmark.RULE):
        return False
    if not card.subject:
        _read_landmark(card, piece)
    return True


def _may_be_subject(card: _Card, text: str) -> bool:
    if len(text) > _LONGEST_SUBJECT or _BODY_BEGINS.match(text) or text[-1] in ".;:":
        return False
    if _ENACTING.match(compared(text)) and is_capitals(text):
        return False
    if text[0].islower() or not card.subject:
        return True
    if is_capitals(text):
        return is_capitals(card.subject[-1])
    return card.subject[-1].endswith(("-", "–", ",")) or text[0].isdigit()


def _add_subject(card: _Card, text: str) -> None:
    match = _OF_BODY.match(compared(text))
    if match is None or card.subject or card.of_body:
        card.subject.append(text)
        return
    card.of_body = organisation_case(text[match.start("body") : match.end("body")].upper())
    rest = text[match.start("rest") :].strip(" ,")
    if rest:
        card.subject.append(rest)


def _title(card: _Card) -> str:
    """The kind and the trích yếu; the kind and the number if there is none."""
    subject = " ".join(card.subject).strip(" -–_*")
    if not subject:
        return f"{card.kind} {card.number.printed}" if card.number else card.kind
    if is_capitals(subject):
        return sentence_case(f"{card.kind.upper()} {subject}")
    if subject.startswith("Về "):
        subject = f"về {subject[3:]}"
    return f"{card.kind} {'về việc ' if card.letter else ''}{subject}"


def _year(card: _Card) -> int | None:
    if card.issued_on is not None:
        return card.issued_on.year
    return int(card.number.year) if card.number and card.number.year else None


def _issuer_by_symbol(number: DocumentNumber | None) -> str:
    symbol = number.symbol if number else ""
    return next((body for pattern, body in _BY_SYMBOL if pattern.fullmatch(symbol)), "")
