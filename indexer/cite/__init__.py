"""Citations: what a card says of a document, in the styles of footnotes and lists, and as records for other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from indexer.cite.card import Item, csl_item
from indexer.cite.order import group_of, in_list_order
from indexer.cite.records import bibtex, csl_json, ris
from indexer.cite.render import BY_LANGUAGE, STYLES, Mention, footnotes, list_of_works, plain
from indexer.errors import WrongUse
from indexer.model import Citation, Document

__all__ = [
    "RECORDS",
    "STYLES",
    "Mention",
    "bibtex",
    "cite",
    "csl_item",
    "csl_json",
    "footnotes",
    "in_list_order",
    "list_of_works",
    "plain",
    "records",
    "refuse_unknown",
    "ris",
    "works",
]
DEFAULT = "footnote"
RECORDS: dict[str, tuple[Callable[[Iterable[Item]], str], str]] = {  # format → its writer and media type
    "ris": (ris, "application/x-research-info-systems"),
    "bibtex": (bibtex, "application/x-bibtex"),
    "csl-json": (csl_json, "application/vnd.citationstyles.csl+json"),
}


def refuse_unknown(style: str) -> None:
    """Raises: WrongUse: there is no such style."""
    if style not in STYLES:
        raise WrongUse(f"no citation style {style!r}: choose one of {', '.join(STYLES)}")


def cite(
    document: Document, label: str | None = None, style: str = DEFAULT, *, later: bool = False, page: int | None = None
) -> Citation:
    """A document cited.

    Args:
        label: of the page, as printed; left out of a document without pages, and where None.
        later: the document has been cited before ("Sđd").
        page: that page's place in the file, carried along and never printed.
    Raises: WrongUse: there is no such style.
    """
    refuse_unknown(style)
    label = (label or None) if document.paged else None
    html = footnotes([Mention(csl_item(document), label or "", later)], style)[0]
    return Citation(document.id, style, plain(html), html, page, label)


def works(documents: Sequence[Document], style: str) -> list[Citation]:
    """A list of works in Vietnamese order, each once; that of a thesis by language, if there are several.

    Raises: WrongUse: there is no such style.
    """
    refuse_unknown(style)
    items = in_list_order(map(csl_item, documents), by_language=style in BY_LANGUAGE)
    html = footnotes([Mention(each) for each in items], style)
    several = style in BY_LANGUAGE and len(set(map(group_of, items))) > 1
    return [
        Citation(item["id"], style, plain(each), each, group=group_of(item) if several else "")
        for item, each in zip(items, html, strict=True)
    ]


def records(documents: Sequence[Document], name: str) -> str:
    """The documents as records for other programs; `name` is one of RECORDS. Raises: WrongUse."""
    if name not in RECORDS:
        raise WrongUse(f"no format {name!r}: choose one of {', '.join(RECORDS)}")
    write, _ = RECORDS[name]
    return write([csl_item(each) for each in documents])
