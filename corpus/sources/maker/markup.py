"""The light markup of the sources.

A source begins with fields, one ``name: value`` a line, and a line ``---``. Then come blocks, parted by empty lines:

    # Heading, ## heading of a part, ### and so on
    - an item of a list
    > a quotation, set off
    ^ a centred line
    | a row of a table | its second cell |        (the first row is the head)
    [^1]: the text of a footnote
    +++                                           (a new page)
    {name}                                        (a place where the builder puts something of its own)

Anything else is a paragraph. Within a line ``**bold**``, ``*italic*`` and ``[^1]``, the mark of a footnote.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize


@dataclass(frozen=True)
class Block:
    """A block of a source: its kind, its text, and the depth of a heading or the rows of a table."""

    kind: str
    text: str = ""
    depth: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Piece:
    """A run of letters in one style: any of the letters b, i, and n for the mark of a footnote."""

    text: str
    style: str = ""


@dataclass
class Source:
    """A parsed source."""

    name: str
    fields: dict[str, str]
    blocks: list[Block]
    notes: dict[str, str] = field(default_factory=dict)

    def get(self, key: str, default: str = "") -> str:
        """Value of a field."""
        return self.fields.get(key, default)

    def split(self, key: str) -> list[str]:
        """Values of a field that holds several, parted by bars."""
        return [part.strip() for part in self.get(key).split("|") if part.strip()]


_NOTE = re.compile(r"\[\^(\w+)\]:\s*(.+)", re.DOTALL)
_MARKS = {"- ": "item", "> ": "quote", "^ ": "centre"}
_INLINE = re.compile(r"(\*\*|\*|\[\^\w+\])")


def read_source(path: Path) -> Source:
    """Read and parse a source file."""
    head, _, body = normalize("NFC", path.read_text(encoding="utf-8")).partition("\n---\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    source = Source(path.stem, fields, [])
    for chunk in re.split(r"\n\s*\n", body.strip()):
        _add_chunk(source, chunk.strip())
    return source


def _add_chunk(source: Source, chunk: str) -> None:
    lines = chunk.splitlines()
    if chunk.startswith("|"):
        rows = tuple(tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in lines)
        source.blocks.append(Block("table", rows=rows))
    elif chunk == "+++":
        source.blocks.append(Block("page"))
    elif chunk.startswith("{") and chunk.endswith("}"):
        source.blocks.append(Block("insert", chunk[1:-1]))
    elif re.match(r"- |\[\^\w+\]:|\^ ", chunk):
        for part in re.split(r"\n(?=- |\[\^\w+\]:|\^ )", chunk):
            _add_line(source, " ".join(part.split()))
    else:
        _add_line(source, " ".join(chunk.split()) if not chunk.startswith("> ") else _unquote(lines))


def _unquote(lines: list[str]) -> str:
    return "> " + " ".join(line.removeprefix(">").strip() for line in lines)


def _add_line(source: Source, text: str) -> None:
    if note := _NOTE.match(text):
        source.notes[note[1]] = note[2]
    elif heading := re.match(r"(#+) (.+)", text):
        source.blocks.append(Block("heading", heading[2], len(heading[1])))
    elif text[:2] in _MARKS:
        source.blocks.append(Block(_MARKS[text[:2]], text[2:]))
    else:
        source.blocks.append(Block("para", text))


def pieces(text: str) -> list[Piece]:
    """Runs of a text in one style each, marks of footnotes apart. A lone star is a star."""
    if text == "*":
        return [Piece(text)]
    found: list[Piece] = []
    bold = italic = False
    for part in _INLINE.split(text):
        if part == "**":
            bold = not bold
        elif part == "*":
            italic = not italic
        elif part.startswith("[^"):
            found.append(Piece(part[2:-1], "n"))
        elif part:
            found.append(Piece(part, "b" * bold + "i" * italic))
    return found


def plain(text: str) -> str:
    """A text without its inline marks."""
    return "".join(piece.text for piece in pieces(text) if piece.style != "n")
