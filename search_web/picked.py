"""What a request picks to be cited, in addresses and in the basket that a browser sends."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from indexer.cite import DEFAULT, STYLES
from indexer.errors import WrongUse
from indexer.model import Picked
from indexer.text.anchor import is_anchor
from search_web.asked import writable

SPANS = "doan"
PAGE = "trang"
ANCHOR = "van"  # of the words, by which they are found when their text was extracted anew; see indexer.text.anchor
STYLE = "kieu"
COOKIE = "kieu-trich-dan"
MOST = 500  # passages in a basket
_MOST_NOTE = 2000
_SPANS = re.compile(r"\d{1,9}-\d{1,9}(?:,\d{1,9}-\d{1,9}){0,49}")
_PAGE = re.compile(r"[1-9]\d{0,5}")
_ID = re.compile(r"[0-9a-z]{9}")


def written(spans: Sequence[tuple[int, int]]) -> str:
    """Slices as an address carries them.

    >>> written([(3, 9), (12, 20)])
    '3-9,12-20'
    """
    return ",".join(f"{start}-{end}" for start, end in spans)


def read_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Slices out of an address; none if it states none.

    >>> read_spans("3-9,12-20"), read_spans("3-x")
    (((3, 9), (12, 20)), ())
    """
    if not (text.isascii() and _SPANS.fullmatch(text)):
        return ()
    return tuple((int(low), int(high)) for low, _, high in (each.partition("-") for each in text.split(",")))


def read_picked(document_id: str, args: Mapping[str, str]) -> Picked:
    """What an address picks of a document."""
    page = args.get(PAGE, "")
    return Picked(
        document_id,
        int(page) if page.isascii() and _PAGE.fullmatch(page) else None,
        read_spans(args.get(SPANS, "")),
        anchor=read_anchor(args),
    )


def read_anchor(args: Mapping[str, str]) -> str:
    """The fingerprint of the words that an address picks; empty if it states none."""
    anchor = args.get(ANCHOR, "")
    return anchor if is_anchor(anchor) else ""


def read_style(args: Mapping[str, str], cookies: Mapping[str, str]) -> str:
    """The style that is asked for, or was last chosen, or the usual one."""
    return next((each for each in (args.get(STYLE), cookies.get(COOKIE)) if each in STYLES), DEFAULT)


def read_basket(text: str) -> list[Picked]:
    """The passages of a basket: a JSON list of {id, trang, doan, van, ghi-chu}.

    Raises: WrongUse: it is none, or too long.
    """
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise WrongUse("the basket cannot be read: it must be a JSON list") from error
    if not isinstance(rows, list) or len(rows) > MOST or not all(isinstance(each, dict) for each in rows):
        raise WrongUse(f"the basket cannot be read: it must be a list of at most {MOST} passages")
    return [_picked(each) for each in rows]


def _picked(row: dict[str, Any]) -> Picked:
    document_id = str(row.get("id", ""))
    if not _ID.fullmatch(document_id):
        raise WrongUse(f"a passage of the basket names no document: {document_id[:40]!r}")
    known = read_picked(document_id, {name: str(row.get(name) or "") for name in (PAGE, SPANS, ANCHOR)})
    return replace(known, note=writable(str(row.get("ghi-chu") or "")[:_MOST_NOTE]))
