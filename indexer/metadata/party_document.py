"""The catalogue card of a Party or State document, from its own heading and signature.

Only what stands above the type line is the document's own number; what the preamble names ("Căn cứ ...") is not.
What is not sure stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.cards import Value
from indexer.metadata.candidates import Candidates, Place
from indexer.metadata.capitals import is_capitals, sentence_case
from indexer.metadata.dates import first_date
from indexer.metadata.heading import Piece
from indexer.metadata.issuer import issuer_of
from indexer.metadata.kinds import is_named_by_its_kind, kind_on_card
from indexer.metadata.letterhead import Letterhead, read_letterhead
from indexer.metadata.numbers import DocumentNumber
from indexer.metadata.signature import Signature, read_signature
from indexer.model import Page, Source
from indexer.text.normalize import unmarked

_HEADING_BLOCKS = 40
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


def read_party_document(pages: Sequence[Page]) -> tuple[Candidates, bool]:
    """What a Party or State document says of itself, and whether it is one beyond doubt."""
    blocks = [(block.text, page.number) for page in pages for block in page.blocks]
    texts = [text for text, _ in blocks]
    card = read_letterhead(texts[:_HEADING_BLOCKS])
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


def _say_heading(card: Letterhead, said: _Said) -> None:
    subject = said.blocks[card.kind_block][0] if not card.subject else f"{card.kind.upper()} {' '.join(card.subject)}"
    said.add("title", _title(card), card.kind_block, line=subject, sure=bool(card.subject or card.number))
    said.add("kind", kind_on_card(card.kind), card.kind_block)
    for piece in card.own_numbers:
        if piece.number:
            said.add("number", piece.number.printed, piece.block)
    if not card.own_numbers and card.attached:
        said.add("number", card.attached.number, card.attached.block)
    _say_dates(card, said)


def _say_dates(card: Letterhead, said: _Said) -> None:
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


def _say_issuer(card: Letterhead, said: _Said, signature: Signature) -> None:
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


def _is_sure(card: Letterhead) -> bool:
    """Whether so much of a heading was found that the rest may be believed."""
    if card.family is not None:
        return card.filed or is_named_by_its_kind(card.kind)
    if card.attached is not None:
        return True
    return card.number is not None and bool(card.bodies or card.dates)


def _title(card: Letterhead) -> str:
    """The kind and the trích yếu; the kind and the number if there is none."""
    subject = " ".join(unmarked(" ".join(card.subject)).split()).strip(" -–_*")
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
