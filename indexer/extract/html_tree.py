"""What a reader sees of an HTML page, through selectolax. No other module imports that library."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from indexer.extract.cells import row_text
from indexer.extract.decode import decoded
from indexer.extract.html_layout import without_layout_tables
from indexer.extract.outline import numbered_level
from indexer.extract.repairing import at_hand, repaired_lines
from indexer.model import NOTE_DIGITS, Block, BlockKind
from indexer.text.normalize import printable, raised

_UNSEEN = (
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "math",
    "iframe",
    "object",
    "head",
    "select",
    "button",
    "textarea",
)
_AROUND = ("nav", "footer", "aside", "form", "header")
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "thead",
        "tbody",
        "tr",
        "td",
        "th",
        "caption",
        "figure",
        "figcaption",
        "body",
        "html",
        "center",
        "address",
        "hr",
        "br",
        "header",
        "footer",
        "aside",
        "nav",
        "form",
        "fieldset",
        "details",
        "summary",
    ]
)
_NOTES = frozenset({"aside", "div", "section", "p", "li", "dd"})
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)|<\?xml[^>]{0,100}encoding=["']([A-Za-z0-9_.-]+)""",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DEEPEST = 400  # elements within elements
_NOTE = re.compile(r"\b(?:doc-)?(?:foot|end|rear)notes?\b|^note$")
_NOTE_MARK = re.compile(r"\bnoteref\b|\bbacklink\b")
_NOTE_ID = re.compile(r"^_?(?:ftn|edn|fn|footnote|endnote|cite_note)[-_:]?[\w-]{0,40}$", re.IGNORECASE)
_BACK = re.compile(r"^#_?(?:ftnref|ednref|fnref|footnote-ref|cite_ref)", re.IGNORECASE)
_SUPERSCRIPT = re.compile(
    r"<sup\b[^<>]*>(?P<before>(?:\s*<[^<>]*>){0,6})\s*[\[(]?(?P<mark>\d{1,3})[\])]?\s*(?P<after>(?:<[^<>]*>\s*){0,6})</sup\s*>",
    re.IGNORECASE,
)
_ANCHORED = re.compile(  # a link to a note or back from it, in pages of Word and in books
    r"(?P<before><a\b(?=[^<>]*(?:href\s*=\s*[\"']?[^\s<>\"']*#_?(?:ftn|edn|fn|footnote|endnote|cite_(?:note|ref))|doc-noteref|epub:type=.noteref))"
    r"[^<>]*>(?:\s*<[^<>]*>){0,6})\s*[\[(]?(?P<mark>\d{1,3})[\])]?\s*(?P<after>(?:<[^<>]*>\s*){0,6}</a\s*>)",
    re.IGNORECASE,
)
_RAISED_MARK = re.compile(f"\\s*[{NOTE_DIGITS}]{{1,3}}\\s*")
_BODY, _ONE_NOTE, _TABLE_OF_CONTENTS, _UNPRINTED = "body", "note", "contents", "unprinted"
_OTHER_LISTS = re.compile(r"\b(?:page-list|landmarks)\b")
_CLOSED = re.compile(  # as XML has it; to a parser of HTML such an element would hold all that follows
    r"<(title|script|style|a|span|div|p|i|b|em|strong|sup|sub|td|th|li|section|aside|h[1-6])((?:\s[^<>]*)?)/>",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Seen:
    """A page as read."""

    markup: str
    title: str
    blocks: list[Block]
    prose: int  # words outside of menus and the like
    authors: tuple[str, ...] = ()
    issued_on: date | None = None


@dataclass(slots=True)
class _Writing:
    """Blocks as they grow."""

    blocks: list[Block] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)  # of notes, by the id of the note

    def end(self, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0, mark: str = "") -> None:
        """The words so far become a block."""
        text = printable("".join(self.words))
        self.words.clear()
        if text:
            level = level or numbered_level(text)
            kind = BlockKind.HEADING if level and kind is BlockKind.PARAGRAPH else kind
            self.blocks.append(Block(printable(mark + text), kind, level if kind is BlockKind.HEADING else 0))

    def apart(self, blocks: list[Block], part: str, name: str) -> None:
        """Blocks of a part of their own: a note is one block, a table of contents a block for each entry."""
        if part == _TABLE_OF_CONTENTS:
            self.blocks += [Block(block.text.removeprefix("- "), BlockKind.CONTENTS) for block in blocks]
        elif text := printable(" ".join(block.text for block in blocks)):
            bare = text[0] not in NOTE_DIGITS and not text[0].isdecimal()
            self.blocks.append(
                Block(f"{self.marks[name]} {text}" if bare and name in self.marks else text, BlockKind.FOOTNOTE)
            )

    def row(self, cells: Iterable[str]) -> None:
        """A row of a table becomes a block."""
        if text := row_text(cells):
            self.blocks.append(Block(text, BlockKind.TABLE))


def _with_raised_marks(markup: str) -> str:
    """The page with the marks of notes in raised digits: no word is joined to a number by its note."""
    return _ANCHORED.sub(_raise, _SUPERSCRIPT.sub(_raise, markup))


def _raise(match: re.Match[str]) -> str:
    return f"{match['before']}{raised(match['mark'])}{match['after']}"


def markup_of(raw: bytes) -> str:
    """The page's letters, in the encoding that it names, else in UTF-8.

    Raises: DamagedFile: the bytes are not in that encoding.
    """
    named = _CHARSET.search(raw[:4096])
    name = ((named[1] or named[2]).decode("ascii") if named else "").lower()
    if name in ("", "utf-8", "utf8", "utf-16", "unicode") or raw.startswith(
        (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
    ):
        return decoded(raw)
    try:
        return raw.decode("utf-8")  # pages converted long ago often still name their old encoding
    except UnicodeDecodeError:
        pass
    try:
        text = raw.decode({"iso-8859-1": "cp1252", "latin-1": "cp1252"}.get(name, name))
    except (UnicodeDecodeError, LookupError):
        return decoded(raw)  # such as "x-user-defined": a page for an old font
    return repaired_lines(text, at_hand())


def seen(raw: bytes) -> Seen:
    """The page as a reader sees it, without menus, forms and footers where other text is left."""
    from selectolax.lexbor import LexborHTMLParser

    markup = without_layout_tables(_with_raised_marks(markup_of(raw)), LexborHTMLParser)
    tree = LexborHTMLParser(markup)
    title = tree.css_first("title")
    name = printable(title.text()) if title is not None else ""
    if tree.body is None:
        return Seen(markup, name, [], 0)
    blocks = _written(tree.body, (*_UNSEEN, *_AROUND))
    prose = sum(len(block.text.split()) for block in blocks)
    return Seen(markup, name, blocks or _written(tree.body, _UNSEEN), prose)


def chapter(raw: bytes) -> tuple[str, list[Block]]:
    """A chapter of a book in XHTML: its title in the head, and its blocks, notes and tables of contents marked."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(_CLOSED.sub(r"<\1\2></\1>", _with_raised_marks(markup_of(raw))))
    title = tree.css_first("title")
    blocks = _written(tree.body, _UNSEEN) if tree.body is not None else []
    return (printable(title.text()) if title is not None else ""), blocks


def _written(body: Any, unseen: tuple[str, ...]) -> list[Block]:  # selectolax ships partial types
    writing = _Writing(marks=_marks(body))
    _write(body, writing, frozenset(unseen), 0)
    writing.end()
    return writing.blocks


def _marks(body: Any) -> dict[str, str]:
    """Marks in the text by the note that they lead to, within the page."""
    return {
        (link.attributes.get("href") or "")[1:]: link.text().strip()
        for link in body.css('a[href^="#"]')
        if _RAISED_MARK.fullmatch(link.text())
    }


def _write(node: Any, writing: _Writing, unseen: frozenset[str], depth: int) -> None:
    child = node.child
    while child is not None:
        tag = child.tag
        if tag == "-text":
            writing.words.append(child.text(deep=False) or "")
        elif depth > _DEEPEST or (part := _part(child, unseen)) == _UNPRINTED:
            pass
        elif part != _BODY:
            writing.end()
            writing.apart(_written(child, tuple(unseen)), part, child.attributes.get("id") or "")
        elif tag == "tr":
            writing.end()
            cells = child.css("td, th")
            if len(cells) > 1:
                writing.row(cell.text(separator=" ") for cell in cells)
            else:
                _write(child, writing, unseen, depth + 1)
                writing.end()
        elif tag in _BLOCKS:
            writing.end()
            _write(child, writing, unseen, depth + 1)
            level = int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else 0
            writing.end(BlockKind.HEADING if level else BlockKind.PARAGRAPH, level, "- " if tag == "li" else "")
        else:
            _write(child, writing, unseen, depth + 1)
        child = child.next


def _part(node: Any, unseen: frozenset[str]) -> str:
    """Which part of a page or book the element is; what books say of it, web pages seldom say."""
    attributes = node.attributes
    hidden = "hidden" in attributes or _HIDDEN.search(attributes.get("style") or "")
    if node.tag in unseen or node.tag.startswith(("-", "_", "!")) or hidden:
        return _UNPRINTED
    role = f"{attributes.get('epub:type') or ''} {attributes.get('role') or ''}"
    marked = _RAISED_MARK.fullmatch(node.text()) if _NOTE_MARK.search(role) else None
    if (_NOTE_MARK.search(role) and not marked) or _OTHER_LISTS.search(role):
        return _UNPRINTED
    if node.tag == "nav":
        return _TABLE_OF_CONTENTS
    if node.tag in _NOTES and (_NOTE.search(role) or _is_note(node)):
        within = [each for each in node.css("aside, li") if each.mem_id != node.mem_id]
        return _BODY if within else _ONE_NOTE  # what holds several notes is none
    return _BODY


def _is_note(node: Any) -> bool:
    """Whether a part of a page, named as notes are, leads back to where the text refers to it."""
    if not _NOTE_ID.match(node.attributes.get("id") or ""):
        return False
    return any(_BACK.match(link.attributes.get("href") or "") for link in node.css("a"))
