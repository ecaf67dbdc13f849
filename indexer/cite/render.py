"""Citations printed in a style: plain, and as HTML with titles in italics. Only this file knows citeproc."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from indexer.cite.card import Item
from indexer.cite.order import in_list_order

STYLES = {  # name → what it imitates, as readers are told
    "footnote": "Cước chú kiểu Nxb. Chính trị quốc gia Sự thật",
    "thesis": "Danh mục của luận văn, luận án",
    "author-date": "Tác giả – năm",
    "iso690": "ISO 690 (TCVN 10256)",
    "apa": "APA",
    "chicago": "Chicago (chú thích)",
}
BY_LANGUAGE = frozenset({"thesis"})  # styles whose lists are parted by language
_FOLDER = Path(__file__).parent / "styles"
_DASH = "–"  # citeproc-py puts it into pages, whatever the style says
_STOPS_TWICE = re.compile(r"((?:(?<!\.)\.|[?!…])(?:</i>)?)\.(?!\.)")  # "Tên bài?." and "v.v.."
_PUT_BY = str.maketrans(f"&<>{_DASH}", "\ue0f1\ue0f2\ue0f3\ue0f4")
_BROUGHT_BACK = str.maketrans({"\ue0f1": "&amp;", "\ue0f2": "&lt;", "\ue0f3": "&gt;", "\ue0f4": _DASH})
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Mention:
    """A work, and the page named; later: it has been cited before."""

    item: Item
    label: str = ""  # as printed; empty: no page is named
    later: bool = False


def footnotes(mentions: Sequence[Mention], style: str) -> list[str]:
    """Citations as HTML, one for each mention."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, Locator, formatter
    from citeproc.source.json import CiteProcJSON

    if not mentions:
        return []
    with warnings.catch_warnings():  # citeproc warns of each field that it does not know
        warnings.simplefilter("ignore")
        items = {each.item["id"]: each.item for each in mentions}
        held = CiteProcJSON([_guarded(each) for each in items.values()])
        look = CitationStylesStyle(str(_FOLDER / f"{style}.csl"), validate=False)
        works = CitationStylesBibliography(look, held, formatter.html)

        def printed(mention: Mention) -> str:
            named = (
                {"locator": Locator("page", mention.label.replace(_DASH, "-").translate(_PUT_BY))}
                if mention.label
                else {}
            )
            citation = Citation([CitationItem(mention.item["id"].lower(), **named)])
            works.register(citation)
            return str(works.cite(citation, _missing))

        answer: list[str] = []
        for mention in mentions:
            works._cites.clear()  # noqa: SLF001  # the mention says whether it is a later one, not the order of calls
            if mention.later:
                printed(mention)
            answer.append(_mended(printed(mention)))
    return answer


def list_of_works(items: Sequence[Item], style: str) -> list[str]:
    """A list of works as HTML, in Vietnamese order, each once and without the page of any citation."""
    return footnotes([Mention(each) for each in in_list_order(items, by_language=style in BY_LANGUAGE)], style)


def plain(html: str) -> str:
    """The text of a citation without its italics."""
    return unescape(_TAG.sub("", html))


def _guarded(item: Item) -> dict[str, Any]:
    """The item with its printed names, and the signs put by that citeproc reads or changes in values."""
    names = {"author": item["names"]} if "names" in item else {}
    return {name: _kept(value) for name, value in (item | names).items()}


def _kept(value: Any) -> Any:
    if isinstance(value, str):
        return value.translate(_PUT_BY)
    if isinstance(value, list):
        return [_kept(each) for each in value]
    return {name: _kept(each) for name, each in value.items()} if isinstance(value, dict) else value


def _missing(_: Any) -> None:
    raise AssertionError("a mention is of an item that was given")


def _mended(text: str) -> str:
    text = _STOPS_TWICE.sub(r"\1", text.replace(_DASH, "-")).strip()
    return text.translate(_BROUGHT_BACK)
