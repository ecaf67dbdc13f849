"""Signs that files name by their place in the fonts Symbol and Wingdings, as what they show."""

from __future__ import annotations

import re
from dataclasses import replace

from indexer.model import Extraction

_PRIVATE = re.compile("[\uf020-\uf0ff]")
_SHOWN = {
    # Symbol
    0xF0A3: "≤", 0xF0A5: "∞", 0xF0AB: "↔", 0xF0AC: "←", 0xF0AD: "↑", 0xF0AE: "→", 0xF0AF: "↓", 0xF0B0: "°", 0xF0B1: "±",
    0xF0B3: "≥", 0xF0B4: "×", 0xF0B7: "•", 0xF0B8: "÷", 0xF0B9: "≠", 0xF0BA: "≡", 0xF0BB: "≈", 0xF0BC: "…", 0xF0C4: "⊗",
    0xF0C5: "⊕", 0xF0C7: "∩", 0xF0C8: "∪", 0xF0CE: "∈", 0xF0D0: "∠", 0xF0D1: "∇", 0xF0D6: "√", 0xF0D7: "⋅", 0xF0DB: "⇔",
    0xF0DE: "⇒", 0xF0E5: "∑", 0xF02B: "+", 0xF02D: "-", 0xF03D: "=", 0xF044: "Δ", 0xF057: "Ω", 0xF061: "α", 0xF062: "β",
    0xF064: "δ", 0xF06C: "λ", 0xF06D: "μ", 0xF070: "π", 0xF073: "σ",
    # Wingdings
    0xF06E: "■", 0xF071: "□", 0xF076: "❖", 0xF0A7: "▪", 0xF0A8: "□", 0xF0D8: "➢", 0xF0E0: "→", 0xF0E8: "➔", 0xF0F0: "⇨",
    0xF0FB: "✗", 0xF0FC: "✓", 0xF0FE: "☑",
}  # fmt: skip


def with_signs(read: Extraction) -> Extraction:
    """The text with such signs as Unicode has them. Others stay: a font of its own may show them, and none is found."""
    pages = tuple(
        replace(page, blocks=tuple(replace(block, text=block.text.translate(_SHOWN)) for block in page.blocks))
        if any(_PRIVATE.search(block.text) for block in page.blocks)
        else page
        for page in read.pages
    )
    return replace(read, pages=pages)
