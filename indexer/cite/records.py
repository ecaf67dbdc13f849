"""Citations as records that other programs read: RIS, BibTeX, CSL-JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from indexer.cite.card import PRINTED, Item

_RIS_TYPES = {
    "book": "BOOK",
    "chapter": "CHAP",
    "article-journal": "JOUR",
    "article-newspaper": "NEWS",
    "paper-conference": "CPAPER",
    "thesis": "THES",
    "legislation": "STAT",
    "webpage": "ELEC",
}
_BIBTEX_TYPES = {
    "book": "book",
    "chapter": "incollection",
    "article-journal": "article",
    "article-newspaper": "article",
    "paper-conference": "inproceedings",
    "thesis": "phdthesis",
    "legislation": "techreport",
}
_RIS_FIELDS = (
    ("PB", "publisher"),
    ("CY", "publisher-place"),
    ("ET", "edition"),
    ("VL", "volume"),
    ("IS", "issue"),
    ("DO", "DOI"),
    ("UR", "URL"),
)
_BIBTEX_FIELDS = (
    ("publisher", "publisher"),
    ("address", "publisher-place"),
    ("edition", "edition"),
    ("volume", "volume"),
    ("isbn", "ISBN"),
    ("issn", "ISSN"),
    ("doi", "DOI"),
    ("url", "URL"),
)
_BABEL = {  # code → what BibTeX styles call the language
    "vi": "vietnamese",
    "en": "english",
    "fr": "french",
    "de": "german",
    "ru": "russian",
    "zh": "chinese",
    "ja": "japanese",
    "ko": "korean",
    "es": "spanish",
    "lo": "lao",
    "km": "khmer",
    "th": "thai",
}
_SPECIAL = re.compile(r"[\\{}#$%&_^~]")
_WRITTEN = {"\\": r"\textbackslash{}", "^": r"\^{}", "~": r"\~{}", "{": "", "}": ""}  # a brace alone breaks the file


def csl_json(items: Iterable[Item]) -> str:
    """CSL-JSON, one array."""
    return json.dumps([_own(each) for each in items], ensure_ascii=False, indent=2) + "\n"


def _own(item: Item) -> Item:
    return {name: value for name, value in item.items() if name not in PRINTED}


def ris(items: Iterable[Item]) -> str:
    """RIS. Names carry no comma, so that Zotero keeps them whole."""
    return "\r\n".join("\r\n".join(f"{tag}  - {value}" for tag, value in _ris(item)) + "\r\n" for item in items)


def _ris(item: Item) -> Iterator[tuple[str, str]]:
    yield "TY", _RIS_TYPES[item["type"]]
    for tag, part in (("AU", "author"), ("A4", "translator"), ("ED", "editor")):
        yield from ((tag, _line(each["literal"]).replace(",", " ")) for each in item.get(part, ()))
    yield "TI", _line(item.get("title", ""))
    if "container-title" in item:
        yield ("JO" if item["type"].startswith("article") else "T2"), _line(item["container-title"])
    if "issued" in item:
        parts = item["issued"]["date-parts"][0]
        yield "PY", str(parts[0])
        if len(parts) > 1:
            yield "DA", "/".join(f"{part:02}" for part in parts)
    for tag, name in _RIS_FIELDS:
        if name in item:
            yield tag, _line(item[name])
    yield from (("SN", _line(item[name])) for name in ("ISBN", "ISSN") if name in item)
    if "genre" in item:
        yield "M3", _line(item["genre"])
    if "number" in item:
        yield "M1", _line(item["number"])
    first, _, last = item.get("page", "").replace("–", "-").partition("-")
    yield from ((tag, page.strip()) for tag, page in (("SP", first), ("EP", last)) if page)
    yield "LA", item["language"]
    yield "ID", item["id"]
    yield "ER", ""


def _line(value: str) -> str:
    return " ".join(value.split())


def bibtex(items: Iterable[Item]) -> str:
    """BibTeX in UTF-8. Names stand in braces of their own, so that no program takes them apart."""
    return "\n".join(_bibtex(item) for item in items)


def _bibtex(item: Item) -> str:
    fields = dict(_bibtex_fields(item))
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{_BIBTEX_TYPES.get(item['type'], 'misc')}{{{item['id']},\n{body}}}\n"


def _bibtex_fields(item: Item) -> Iterator[tuple[str, str]]:
    for part in ("author", "editor", "translator"):
        yield part, " and ".join(f"{{{_escaped(each['literal'])}}}" for each in item.get(part, ()))
    yield "title", f"{{{_escaped(item.get('title', ''))}}}"
    if "container-title" in item:
        holder = "journal" if item["type"].startswith("article") else "booktitle"
        yield holder, _escaped(item["container-title"])
    if "issued" in item:
        yield "year", str(item["issued"]["date-parts"][0][0])
    if item["type"] == "thesis":
        yield "school", _escaped(item.get("publisher", ""))
    if item["type"] == "legislation":
        yield "institution", _escaped(item.get("authority", ""))
    if "genre" in item:
        yield "type", _escaped(item["genre"])
    yield "number", _escaped(str(item.get("issue") or item.get("number", "")))
    yield "pages", re.sub(r"\s*[-–]\s*", "--", _escaped(item.get("page", "")))
    for name, ours in _BIBTEX_FIELDS:
        value = item.get(ours, "")
        yield name, value if ours == "URL" else _escaped(value)
    yield "language", _BABEL.get(item["language"], "")


def _escaped(value: str) -> str:
    return _SPECIAL.sub(lambda sign: _WRITTEN.get(sign[0], f"\\{sign[0]}"), _line(value))
