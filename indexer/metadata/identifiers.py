"""The numbers by which the world knows a publication: ISBN, ISSN, DOI."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ISBN = re.compile(
    r"\bISBN(?:[- ]?1[03])?\s*[:.]?\s*(?P<number>97[89][- ]?(?:\d[- ]?){9}\d|(?:\d[- ]?){9}[\dXx])(?![\d-])"
)
_ISSN = re.compile(r"\bISSN\s*(?:\([^)]{1,12}\)\s*)?[:.]?\s*(?P<number>\d{4}\s?[-–]\s?\d{3}[\dXx])(?!\d)")
_DOI = re.compile(r"(?:\bdoi\s*[:.]?\s*|doi\.org/)(?P<number>10\.\d{4,9}/[^\s\"<>;,()]+)", re.IGNORECASE)


def isbns(text: str) -> Iterator[tuple[str, bool]]:
    """The ISBNs that a line announces, as printed, and whether the last figure of each proves it.

    >>> list(isbns("Mã số ISBN: 978-604-00-0000-2")), list(isbns("ISBN 978-604-00-0000-3"))
    ([('978-604-00-0000-2', True)], [('978-604-00-0000-3', False)])
    """
    for match in _ISBN.finditer(text):
        figures = re.sub("[- ]", "", match["number"]).upper()
        yield match["number"].strip().upper(), _proves_isbn(figures)


def _proves_isbn(figures: str) -> bool:
    if len(figures) == 13:  # noqa: PLR2004
        return sum(int(each) * (1, 3)[at % 2] for at, each in enumerate(figures)) % 10 == 0
    return _weighed(figures) % 11 == 0


def issns(text: str) -> Iterator[tuple[str, bool]]:
    """The ISSNs that a line announces, and whether the last figure of each proves it.

    >>> list(issns("ISSN 1234-5679; ISSN (in) 1234-5670"))
    [('1234-5679', True), ('1234-5670', False)]
    """
    for match in _ISSN.finditer(text):
        number = re.sub(r"\s", "", match["number"]).replace("–", "-").upper()
        yield number, _weighed(number.replace("-", "")) % 11 == 0


def _weighed(figures: str) -> int:
    return sum((10 if each == "X" else int(each)) * (len(figures) - at) for at, each in enumerate(figures))


def dois(text: str) -> Iterator[str]:
    """The DOIs that a line announces.

    >>> list(dois("DOI: 10.12345/tcll.2023.05. Nhận bài 1/2/2023"))
    ['10.12345/tcll.2023.05']
    """
    for match in _DOI.finditer(text):
        yield match["number"].rstrip(".")
