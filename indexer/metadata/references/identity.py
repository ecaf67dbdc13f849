"""Whether a document of the library can be the one that a reference names.

Numbers begin anew with each term of a committee, and every committee of a level writes the same symbol, so that
number and symbol alone name several papers. Date, term, kind and issuer tell them apart wherever both sides state them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from indexer.metadata.references.named import find_named
from indexer.metadata.references.ordinals import days_of_term
from indexer.metadata.references.text import lowered
from indexer.model import Metadata, Reference
from indexer.text.normalize import fold

_BY_DECISION = frozenset(
    {"Quy chế", "Đề án", "Chương trình", "Kế hoạch", "Quy hoạch", "Chiến lược", "Điều lệ", "Phương án"}
)
_CENTRAL = (
    "/TW",
    "/HNTW",
    "/VPTW",
    "/BTCTW",
    "/BTGTW",
    "/UBKTTW",
    "-CP",
    "-TTg",
)  # symbols of one body, or of three at once
_ANY_COMMITTEE = ("ban thuong vu", "ban chap hanh", "bch", "btv", "dang bo")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a card says of which paper the document is."""

    kind: str
    issued_on: date | None
    year: int | None
    issuer: str
    term: int | None

    @property
    def first_day(self) -> date | None:
        """The first day on which it can have been issued."""
        return self.issued_on or (date(self.year, 1, 1) if self.year else None)

    @property
    def last_day(self) -> date | None:
        """The last such day."""
        return self.issued_on or (date(self.year, 12, 31) if self.year else None)


def identity_of(card: Metadata) -> Identity:
    """The identity that a card tells."""
    return identity(card.kind, card.issued_on, card.year, card.issuer, card.title)


def identity(kind: str, issued_on: date | None, year: int | None, issuer: str, name: str = "") -> Identity:
    """The identity that these parts of a card tell.

    Args:
        name: the title, where the paper may be called by it: it may tell the session or the year.
    """
    named = next(find_named(name, lowered(name)), None) if name else None
    own = named if named and named.start == 0 else None
    year = issued_on.year if issued_on else year
    return Identity(kind, issued_on, year or (own.year if own else None), issuer, own.term if own else None)


def may_be(reference: Reference, held: Identity, citing: Identity) -> bool:
    """Whether nothing contradicts that the reference, in a document `citing`, names the paper `held`."""
    return (
        _kinds_agree(reference.kind, held.kind)
        and _days_agree(reference, held)
        and _terms_agree(reference, held)
        and _issuers_agree(reference, held)
        and not (held.first_day and citing.last_day and held.first_day > citing.last_day)
    )


def is_near(reference: Reference, held: Identity) -> bool:
    """Whether only the day or the issuer differs, as a slip of the pen makes it."""
    same_year = reference.year is None or held.year is None or reference.year == held.year
    return same_year and _kinds_agree(reference.kind, held.kind) and _terms_agree(reference, held)


def _kinds_agree(stated: str, held: str) -> bool:
    if not stated or not held:
        return True
    one, other = fold(stated), fold(held)
    if one.startswith(other) or other.startswith(one):
        return True
    return stated == "Quyết định" and held in _BY_DECISION  # issued with it, and filed under its number


def _days_agree(reference: Reference, held: Identity) -> bool:
    if reference.issued_on and held.issued_on:
        return reference.issued_on == held.issued_on
    return reference.year is None or held.year is None or reference.year == held.year


def _terms_agree(reference: Reference, held: Identity) -> bool:
    if reference.term is None:
        return True
    if held.term is not None:
        return reference.term == held.term
    days = days_of_term(reference.term) if reference.symbol.endswith(_CENTRAL) or not reference.symbol else None
    if days is None or held.first_day is None or held.last_day is None:
        return True
    return held.last_day >= days[0] and held.first_day <= days[1]


def _issuers_agree(reference: Reference, held: Identity) -> bool:
    """Whether the bodies may be one; for symbols that committees of a level share."""
    if not reference.issuer or not held.issuer or not reference.symbol or reference.symbol.endswith(_CENTRAL):
        return True
    one, other = _body(reference.issuer), _body(held.issuer)
    return one <= other or other <= one


def _body(name: str) -> set[str]:
    folded = fold(name).replace(",", " ")
    for words in _ANY_COMMITTEE:
        folded = folded.replace(words, " ")
    return set(folded.split())
