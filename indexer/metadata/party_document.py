"""The catalogue card of a Party or State document, from its own heading and signature.

Only what stands above the type line is the document's own number; what the preamble names ("Căn cứ ...") is not.
What is not sure stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.cards import Value
from indexer.metadata.attached import Attached, read_attached
from indexer.metadata.candidates import Candidates, Place
from indexer.metadata.capitals import is_capitals, organisation_case, sentence_case
from indexer.metadata.dates import first_date
from indexer.metadata.forms import compared
from indexer.metadata.heading import SUBJECT, Landmark, Piece, pieces
from indexer.metadata.issuer import is_body_line, issuer_of
from indexer.metadata.kinds import is_named_by_its_kind, kind_on_card, leading_kind
from indexer.metadata.numbers import DocumentNumber
from indexer.metadata.signature import Signature, read_signature
from indexer.model import Page, Source

_HEADING_BLOCKS = 40
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
_BY_SYMBOL = (
    (re.compile(r"QH\w{1,2}"), "Quốc hội"),
    (re.compile(r".*UBTVQH\w{0,2}"), "Ủy ban Thường vụ Quốc hội"),
    (re.compile(r"(?:NĐ|NQ)-CP"), "Chính phủ"),
    (re.compile(r"(?:QĐ|CT)-TTg"), "Thủ tướng Chính phủ"),
)
_CENTRAL_HEADING = "Ban Chấp hành Trung ương"
_YEAR_ALONE = re.compile(r"năm\s*(?P<year>(?:19|20)\d\d)\b")
_PASSED = ("Nghị quyết", "Pháp lệnh")
_PASSED_ON = re.compile(
    r"(?:Luật|Bộ luật|Hiến pháp|Pháp lệnh|Nghị quyết) này (?:đã )?được (?:Quốc hội|Ủy ban [Tt]hường vụ Quốc hội)\b"
    r"[^.]{0,160}?thông qua (?P<day>ngày .{4,40})"
)
_LAST_BLOCKS = 40
_BLOCKS_TO_NOTE = 3


@dataclass(slots=True)
class _Card:
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


def read_party_document(pages: Sequence[Page]) -> tuple[Candidates, bool]:
    """What a Party or State document says of itself, and whether it is one beyond doubt."""
    blocks = [(block.text, page.number) for page in pages for block in page.blocks]
    texts = [text for text, _ in blocks]
    card = _read_heading(texts[:_HEADING_BLOCKS])
    if not card.kind:
        return Candidates(), False
    said = _Said(blocks, Candidates())
    _say_heading(card, said)
    _say_issuer(card, said, read_signature(texts[card.last_block :]))
    if is_named_by_its_kind(card.kind) or card.kind in _PASSED:
        _say_passing(said)
    return said.found, _is_sure(card)


@dataclass(slots=True)
class _Said:
    """The blocks with their pages, and what was read from them."""

    blocks: list[tuple[str, int]]
    found: Candidates

    def add(
        self,
        name: str,
        value: Value,
        block: int,
        *,
        source: Source = Source.FIRST_PAGE,
        line: str = "",
        sure: bool = True,
    ) -> None:
        """Offer a value that was read from a block."""
        text, page = self.blocks[block]
        self.found.add(name, value, Place(source, line or text, page), sure=sure)


def _say_heading(card: _Card, said: _Said) -> None:
    subject = said.blocks[card.kind_block][0] if not card.subject else f"{card.kind.upper()} {' '.join(card.subject)}"
    said.add("title", _title(card), card.kind_block, line=subject, sure=bool(card.subject))
    said.add("kind", kind_on_card(card.kind), card.kind_block)
    for piece in card.own_numbers:
        if piece.number:
            said.add("number", piece.number.printed, piece.block)
    if not card.own_numbers and card.attached:
        said.add("number", card.attached.number, card.attached.block)
    _say_dates(card, said)


def _say_dates(card: _Card, said: _Said) -> None:
    """The day and place of the date line. A day that is still to be filled in leaves a doubtful year."""
    dated = [piece for piece in card.dates if first_date(piece.text)]
    lines = [piece for piece in dated if _place_of(piece)] or dated[:1]
    year = card.number.year if card.number else None
    for piece in lines:
        day = first_date(piece.text)
        agrees = day is not None and year in (None, str(day.year))
        said.add("issued_on", day, piece.block, line=piece.text, sure=agrees)
        said.add("year", day.year if day else None, piece.block, line=piece.text, sure=agrees)
    if not lines and card.attached and card.attached.issued_on:
        said.add("issued_on", card.attached.issued_on, card.attached.block)
        said.add("year", card.attached.issued_on.year, card.attached.block)
    for piece in [*(each for each in card.dates if _place_of(each)), *card.dates][:1]:
        said.add("place", _place_of(piece), piece.block, line=piece.text)
    if year and card.own_numbers:
        said.add("year", int(year), card.own_numbers[0].block, sure=len(card.own_numbers) == 1)
    unfilled = next((match for piece in card.dates if (match := _YEAR_ALONE.search(piece.text))), None)
    if unfilled and not dated:
        said.add("year", int(unfilled["year"]), card.dates[0].block, line=card.dates[0].text, sure=False)


def _place_of(piece: Piece) -> str:
    return re.split(r",?\s*ngày\b", piece.text, maxsplit=1)[0].strip(" ,")


def _say_issuer(card: _Card, said: _Said, signature: Signature) -> None:
    """The issuing body: of the Centre's papers the one that signs, which their heading does not tell."""
    heading = issuer_of(card.bodies)
    signed_at = card.last_block + signature.block
    if signature.signer:
        said.add("signer", signature.signer, signed_at, source=Source.SIGNATURE, line=signature.line)
    if card.of_body:
        said.add("issuer", card.of_body, card.kind_block)
    elif signature.central_body and heading in ("", _CENTRAL_HEADING):
        said.add("issuer", signature.central_body, signed_at, source=Source.SIGNATURE, line=signature.line)
    elif heading:
        is_one_of_three = heading == _CENTRAL_HEADING and card.number is not None and card.number.symbol.endswith("/TW")
        said.add("issuer", heading, card.body_block, line=" ".join(card.bodies), sure=not is_one_of_three)
    elif card.attached and card.attached.issuer:
        said.add("issuer", card.attached.issuer, card.attached.block)
    elif card.own_numbers:
        said.add("issuer", _issuer_by_symbol(card.number), card.own_numbers[0].block)


def _say_passing(said: _Said) -> None:
    """The day on which a law was passed, which stands at its end."""
    for block in range(len(said.blocks) - 1, max(len(said.blocks) - _LAST_BLOCKS, -1), -1):
        match = _PASSED_ON.search(said.blocks[block][0])
        day = first_date(match["day"]) if match else None
        if day is not None:
            said.add("issued_on", day, block, source=Source.LAST_PAGE)
            said.add("year", day.year, block, source=Source.LAST_PAGE)
            return


def _is_sure(card: _Card) -> bool:
    """Whether so much of a heading was found that the rest may be believed."""
    if card.family is not None:
        return card.filed or is_named_by_its_kind(card.kind)
    if card.attached is not None:
        return True
    return card.number is not None and bool(card.bodies or card.dates)


def _read_heading(texts: Sequence[str]) -> _Card:
    card, found = _Card(), list(pieces(texts))
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
        card.numbers.append(piece)
    elif piece.sort is Landmark.DATE:
        card.dates.append(piece)


def _read_text(card: _Card, piece: Piece) -> None:
    text = piece.text
    subject = SUBJECT.match(text)
    if subject and not card.subject:
        card.subject, card.letter = [text[subject.end() :]], True
    elif card.letter and text[0].islower():
        card.subject.append(text)
    elif is_body_line(text):
        card.bodies.append(text)
        card.body_block = piece.block


def _read_letter(card: _Card, found: list[Piece]) -> None:
    """An official letter has no type line: it has a subject under its number, and an address."""
    addressed = any(piece.text.startswith(("Kính gửi", "KÍNH GỬI")) for piece in found)
    by_sign = card.number is not None and (
        card.number.symbol.startswith("CV/") or (card.family is Landmark.STATE and addressed)
    )
    if card.family is not None and (by_sign or (card.letter and addressed)):
        card.kind = "Công văn"
        card.kind_block = next((piece.block for piece in found if SUBJECT.match(piece.text)), 0)


def _read_subject(card: _Card, texts: Sequence[str], found: list[Piece], at: int) -> None:
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


def _read_note(card: _Card, texts: Sequence[str]) -> None:
    """The note by which the paper was issued may stand under a rule."""
    for block in range(card.last_block, min(card.last_block + _BLOCKS_TO_NOTE, len(texts))):
        card.attached = card.attached or read_attached(texts[block], block)


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


def _issuer_by_symbol(number: DocumentNumber | None) -> str:
    symbol = number.symbol if number else ""
    return next((body for pattern, body in _BY_SYMBOL if pattern.fullmatch(symbol)), "")
