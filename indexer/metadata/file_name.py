"""What the name of a file may tell of a document that does not tell itself."""

from __future__ import annotations

import re
from pathlib import PurePath

from indexer.metadata.candidates import Candidates, Place
from indexer.metadata.numbers import find_numbers
from indexer.model import Source

_SYMBOL = re.compile(
    r"(?<!\d)(?P<number>\d{1,4})[-_. ]?(?P<kind>[A-Za-zĐđ]{2,4})[-_. /](?P<body>[A-Za-zĐđ]{2,8})(?![^\W\d_])"
)


def read_file_name(filename: str, read: Candidates) -> Candidates:
    """A number-symbol in the name, where the document shows none; never sure.

    >>> [each[1] for each in read_file_name("QD so 12-QD-TW ban cuoi.pdf", Candidates()).found]
    ['12-QĐ/TW']
    """
    found = Candidates()
    if not any(name == "number" for name, *_ in read.found):
        for match in _SYMBOL.finditer(PurePath(filename).stem):
            numbers = find_numbers(f"số {match['number']}-{match['kind'].upper()}/{match['body'].upper()}")
            for each in numbers:
                found.add("number", each.number.printed, Place(Source.FILE_NAME, filename), sure=False)
    return found
