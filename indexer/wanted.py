"""The papers that one document names, and those that documents of the library name and the library does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from indexer.catalogue import Catalogue
from indexer.citing import unheld
from indexer.metadata.references.same import by_paper, fullest
from indexer.model import Led, Named, Reference, Wish

_AT_ONCE = 100  # keys whose references are read together
_ASKING = 5  # documents named of those that ask for a paper


def named(led: Iterable[Led]) -> tuple[Named, ...]:
    """Each paper that a document names once, in the order of time; those of no known time last."""
    held: dict[str, list[Led]] = {}
    others = []
    for each in led:
        if each.document:
            held.setdefault(each.document.id, []).append(each)
        else:
            others.append(each)
    groups = [*held.values(), *by_paper(others, lambda each: each.reference)]
    return tuple(sorted(map(_named, groups), key=_time))


def _named(group: Sequence[Led]) -> Named:
    first = group[0]
    reference = fullest(each.reference for each in group)
    return Named(reference, first.reference.page, len(group), first.document, first.candidates)


def _time(paper: Named) -> tuple[date, str]:
    card = paper.document.metadata if paper.document else None
    day = (card.issued_on if card else None) or paper.reference.issued_on
    year = (card.year if card else None) or paper.reference.year
    return day or (date(year, 12, 31) if year else date.max), paper.reference.text


@dataclass(frozen=True, slots=True)
class _Asked:
    """A paper with the documents that name it."""

    reference: Reference
    numbers: tuple[int, ...]
    places: int

    @property
    def order(self) -> tuple[int, int, str]:
        return -len(self.numbers), -self.places, self.reference.key


def wanted(catalogue: Catalogue, limit: int | None = None, offset: int = 0) -> list[Wish]:
    """Papers that are not held, those that most documents name first.

    The references of a key are read only while they can still come into the list.

    Args:
        limit: how many; all by default.
    """
    keys = catalogue.references.most_named()
    found: list[_Asked] = []
    for at in range(0, len(keys), _AT_ONCE):
        part = keys[at : at + _AT_ONCE]
        if limit is not None and sum(len(each.numbers) > part[0][1] for each in found) >= offset + limit:
            break
        found += _asked(catalogue, [key for key, _ in part])
    found.sort(key=lambda each: each.order)
    chosen = found[offset:] if limit is None else found[offset : offset + limit]
    records = catalogue.documents(sorted({number for each in chosen for number in each.numbers[:_ASKING]}))
    return [
        Wish(
            each.reference,
            len(each.numbers),
            each.places,
            tuple(records[number] for number in each.numbers[:_ASKING]),
        )
        for each in chosen
    ]


def _asked(catalogue: Catalogue, keys: Sequence[str]) -> list[_Asked]:
    papers = by_paper(unheld(catalogue, keys), lambda stated: stated.reference)
    return [
        _Asked(
            fullest(each.reference for each in paper),
            tuple(sorted({number for each in paper for number in each.documents})),
            sum(each.places for each in paper),
        )
        for paper in papers
    ]
