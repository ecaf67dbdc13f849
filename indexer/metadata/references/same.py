"""Which references name one paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from indexer.metadata.references.identity import Identity, may_be
from indexer.model import Reference
from indexer.text.normalize import fold

T = TypeVar("T")
_NOBODY = Identity("", None, None, "", None)


@dataclass(slots=True)
class _Paper(Generic[T]):
    identity: Identity
    stated: tuple[object, ...]
    members: list[tuple[int, T]] = field(default_factory=list)


def by_paper(named: Iterable[T], reference_of: Callable[[T], Reference]) -> list[list[T]]:
    """Those that name one paper together, the papers in the order of their first place.

    What states less of a number joins what states more, if that can be only one: "Nghị quyết số 05-NQ/TW" beside two of
    this number and different dates is a paper of its own. A name joins only those of the same year and term, for "Điều lệ
    Đảng" means each time another.
    """
    papers: dict[str, list[_Paper[T]]] = {}
    for place, each in sorted(enumerate(named), key=lambda pair: _fullness(reference_of(pair[1])), reverse=True):
        reference = reference_of(each)
        held = papers.setdefault(reference.key, [])
        stated = _stated(reference)
        able = [paper for paper in held if paper.stated == stated or _joins(reference, paper.identity)]
        chosen = next((paper for paper in able if paper.stated == stated), able[0] if len(able) == 1 else None)
        if chosen is None:
            chosen = _Paper(_identity(reference), stated)
            held.append(chosen)
        chosen.members.append((place, each))
    ordered = (sorted(paper.members, key=lambda member: member[0]) for held in papers.values() for paper in held)
    return [[each for _, each in members] for members in sorted(ordered, key=lambda members: members[0][0])]


def fullest(references: Iterable[Reference]) -> Reference:
    """The reference that says most; the first of several."""
    return max(references, key=_fullness)


def _fullness(reference: Reference) -> tuple[bool, bool, bool, bool]:
    return (
        reference.issued_on is not None,
        reference.year is not None,
        reference.term is not None,
        bool(reference.issuer),
    )


def _stated(reference: Reference) -> tuple[object, ...]:
    if not reference.symbol:
        return reference.year, reference.term
    return reference.issued_on, reference.year, reference.term, fold(reference.issuer), fold(reference.kind)


def _joins(reference: Reference, held: Identity) -> bool:
    return bool(reference.symbol) and may_be(reference, held, _NOBODY)


def _identity(reference: Reference) -> Identity:
    return Identity(reference.kind, reference.issued_on, reference.year, reference.issuer, reference.term)
