"""RTF as Word writes it for Vietnamese: letters of code page 1258 as bytes, the others as numbers with a stand-in."""

from pathlib import Path
from unicodedata import normalize

from .markup import Block, Source, pieces

_HEAD = r"""{\rtf1\ansi\ansicpg1258\deff0\uc1
{\fonttbl{\f0\froman\fcharset163{\*\fname Times New Roman;}Times New Roman (Vietnamese);}{\f1\fswiss\fcharset0 Arial;}}
{\stylesheet{\ql\f0\fs26 \snext0 Normal;}{\s1\qc\b\f0\fs30\outlinelevel0 \snext0 heading 1;}
{\s2\b\f0\fs26\outlinelevel1 \snext0 heading 2;}{\s15\qc\b\f0\fs32 \snext0 Title;}{\*\cs10 Default Paragraph Font;}}
"""
_LOOK = {1: r"\s1\qc\outlinelevel0\b", 2: r"\s2\outlinelevel1\b", 3: r"\b"}


def build(source: Source, target: Path, _fonts: Path) -> None:
    """Make an RTF file."""
    writing = _Writing(source)
    parts = [
        _HEAD,
        rf"{{\info{{\title {_letters(source.get('doc-title'))}}}{{\author {_letters(source.get('doc-author'))}}}}}",
        rf"{{\header\pard\plain\qc\f0 {_letters(source.get('header'))}\par}}",
        *(rf"\pard\plain\s15\qc\b\f0\fs32 {_letters(line)}\par" + "\n" for line in source.split("title")),
        *(rf"\pard\plain\qc\i\f0 {_letters(line)}\par" + "\n" for line in [*source.split("by"), *source.split("note")]),
        *(writing.block(block) + "\n" for block in source.blocks),
        "}\n",
    ]
    target.write_bytes("".join(parts).encode("ascii"))


class _Writing:
    """Blocks as RTF."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def block(self, block: Block) -> str:
        if block.kind == "heading":
            return rf"\pard\plain{_LOOK[block.depth]}\f0 {self._line(block.text)}\par"
        if block.kind == "table":
            return "".join(map(self._row, block.rows)) + r"\pard\plain"
        if block.kind == "item":
            mark = r"{\listtext\pard\plain\f1 \bullet\tab}"
            return rf"{mark}\pard\plain\fi-360\li720\f0 {self._line(block.text)}\par"
        return rf"\pard\plain\qj\f0 {self._line(block.text)}\par"

    def _line(self, text: str) -> str:
        return "".join(
            self._note(piece.text) if piece.style == "n" else _styled(piece.text, piece.style) for piece in pieces(text)
        )

    def _note(self, mark: str) -> str:
        note = _letters(self._source.notes[mark])
        return rf"{{\super\chftn}}{{\footnote\pard\plain\f0\fs20 {{\super\chftn}} {note}}}"

    def _row(self, row: tuple[str, ...]) -> str:
        border = "".join(rf"\clbrdr{side}\brdrs\brdrw10" for side in "tlbr")
        edges = "".join(rf"{border}\cellx{3000 * (at + 1)}" for at in range(len(row)))
        cells = "".join(rf"\pard\plain\intbl\f0 {self._line(cell)}\cell" for cell in row)
        return rf"\trowd{edges}{cells}\row" + "\n"


def _styled(text: str, style: str) -> str:
    return f"{{{''.join(chr(92) + each for each in style)} {_letters(text)}}}" if style else _letters(text)


def _letters(text: str) -> str:
    return "".join(map(_letter, normalize("NFC", text)))


def _letter(letter: str) -> str:
    if letter in "\\{}":
        return f"\\{letter}"
    if letter.isascii():
        return letter
    try:
        return f"\\'{letter.encode('cp1258')[0]:02x}"
    except UnicodeEncodeError:
        return f"\\u{ord(letter)}?"
