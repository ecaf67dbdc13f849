"""What the name of a file may tell of a document that does not tell itself."""

from __future__ import annotations

import re
from pathlib import PurePath
from urllib.parse import urlsplit

from indexer.metadata.candidates import Candidates, Place
from indexer.metadata.numbers import find_numbers
from indexer.model import Source
from indexer.text.normalize import fold

_SYMBOL = re.compile(
    r"(?<!\d)(?P<number>\d{1,4})[-_. ]?(?P<kind>[A-Za-zĐđ]{2,4})[-_. /](?P<body>[A-Za-zĐđ]{2,8})(?![^\W\d_])"
)
_COUNTER = re.compile(r"[-_ ]\(?[\da-f]+\)?$")  # what a site or a browser puts behind
_LEAST_SPELLED = 8  # letters


def spells(name: str, title: str) -> bool:
    """Whether the name of a file, or the last part of an address, is the title in plain letters.

    >>> spells("https://bao.example/tin-tuc/hoi-thao-ve-van-hoa-doc-1234.html", "Hội thảo về văn hoá đọc")
    True
    """
    stem = PurePath(urlsplit(name).path if "://" in name else name).stem  # the name of a site is no title
    wanted = _letters(title)
    return len(wanted) >= _LEAST_SPELLED and wanted in (_letters(stem), _letters(_COUNTER.sub("", stem)))


def _letters(text: str) -> str:
    return "".join(re.findall(r"\w+", fold(text)))


def read_file_name(filename: str, read: Candidates) -> Candidates:
    """The name as a title and a number-symbol in it, where the document does not show them surely; never sure.

    >>> [each[1] for each in read_file_name("QD so 12-QD-TW ban cuoi.pdf", Candidates()).found]
    ['12-QĐ/TW', 'QD so 12 QD TW ban cuoi']
    """
    found = Candidates()
    if not any(name == "number" for name, *_ in read.found):
        for match in _SYMBOL.finditer(PurePath(filename).stem):
            numbers = find_numbers(f"số {match['number']}-{match['kind'].upper()}/{match['body'].upper()}")
            for each in numbers:
                found.add("number", each.number.printed, Place(Source.FILE_NAME, filename), sure=False)
    if not read.knows("title"):
        found.add("title", readable(filename), Place(Source.FILE_NAME, filename), sure=False)
    return found


def readable(filename: str) -> str:
    """The name of a file made fit to be read.

    >>> readable("nghi_quyet-05  (ban cuoi).pdf")
    'Nghi quyet 05 (ban cuoi)'
    """
    stem = re.sub(r"[\s_]+|(?<=\w)-(?=\w)", " ", PurePath(filename).stem).strip()
    return f"{stem[:1].upper()}{stem[1:]}" or filename
