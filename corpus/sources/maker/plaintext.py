"""Plain text files, with the peculiarities of files from many hands."""

from pathlib import Path
from textwrap import fill
from unicodedata import normalize

from .markup import Source, plain


def build(source: Source, target: Path, _fonts: Path) -> None:
    """Make a TXT file. Fields: `wrap` the width of its lines, `nfd` for letters taken apart, `bom`, `crlf`."""
    width = int(source.get("wrap", "0"))
    parts = []
    for block in source.blocks:
        mark = "- " if block.kind == "item" else ""
        text = mark + plain(block.text)
        parts.append(fill(text, width, subsequent_indent=" " * len(mark), break_on_hyphens=False) if width else text)
    text = "\n\n".join(parts) + "\n"
    if source.get("nfd"):
        text = normalize("NFD", text)
    if source.get("crlf"):
        text = text.replace("\n", "\r\n")
    target.write_bytes(text.encode("utf-8-sig" if source.get("bom") else "utf-8"))
