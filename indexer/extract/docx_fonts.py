"""Fonts of the runs of a DOCX file, and the runs in old Vietnamese fonts repaired where they stand in its tree."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from indexer.text.legacy import Repairer, may_be_legacy, promises

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = frozenset({f"{_W}tab", f"{_W}br", f"{_W}cr"})
_Piece = tuple[Any, Any, str, str]  # paragraph, node of text (None: a break), font, text


class Fonts:
    """The fonts of one document: of a run, its style, its paragraph's style, or all."""

    def __init__(self, styles: Any) -> None:  # python-docx's types do not cover what is read here
        self._written = {each.get(f"{_W}styleId"): each for each in styles.iterchildren(f"{_W}style")}
        self._known: dict[str | None, str] = {}
        self._default = _named(styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr"))
        for each in self._written.values():
            if each.get(f"{_W}type") == "paragraph" and each.get(f"{_W}default") in ("1", "true"):
                self._default = self._of_style(each.get(f"{_W}styleId")) or self._default

    def of(self, run: Any, paragraph: Any) -> str:
        """The font of a run, empty if nothing names it."""
        own = run.find(f"{_W}rPr")
        return (
            _named(own)
            or self._of_style(_style(own, "rStyle"))
            or self._of_style(_style(paragraph.find(f"{_W}pPr"), "pStyle"))
            or self._default
        )

    def _of_style(self, name: str | None) -> str:
        """A style that is its own ancestor has no font of its own."""
        if name not in self._known:
            self._known[name] = ""
            if name in self._written:
                style = self._written[name]
                own = _named(style.find(f"{_W}rPr"))
                self._known[name] = own or self._of_style(_style(style, "basedOn"))
        return self._known[name]

    def repair(self, root: Any, repairer: Repairer) -> None:
        """Repair the text of a part of the document in its tree."""
        if not self._is_worth_while(root):
            return
        runs = [list(group) for _, group in groupby(self._pieces(root), key=lambda piece: (id(piece[0]), piece[2]))]
        spelled = ["".join(text for *_, text in run) for run in runs]
        for font in {run[0][2] for run in runs}:
            repairer.learn([text for run, text in zip(runs, spelled, strict=True) if run[0][2] == font], font)
        for run, text in zip(runs, spelled, strict=True):
            if (letters := repairer.letters(text, run[0][2])) is not None:
                _write(run, letters)

    def _is_worth_while(self, root: Any) -> bool:
        named = {self._default, *map(self._of_style, self._written), *map(_font, root.iter(f"{_W}rFonts"))}
        return any(map(promises, named)) or any(may_be_legacy(node.text or "") for node in root.iter(f"{_W}t"))

    def _pieces(self, root: Any) -> Iterator[_Piece]:
        for run in root.iter(f"{_W}r"):
            paragraph = next(run.iterancestors(f"{_W}p"), None)
            if paragraph is None:
                continue
            font = self.of(run, paragraph)
            for node in run:
                if node.tag == f"{_W}softHyphen":  # how a word processor keeps the byte 0xAD, ư in these fonts
                    node.tag, node.text = f"{_W}t", "\xad"
                if node.tag == f"{_W}t" and node.text:
                    yield paragraph, node, font, node.text
                elif node.tag in _BREAKS:
                    yield paragraph, None, font, " "


def _write(run: list[_Piece], letters: list[str]) -> None:
    at = 0
    for _, node, _, text in run:
        if node is not None:
            node.text = "".join(letters[at : at + len(text)])
        at += len(text)


def _named(properties: Any) -> str:
    fonts = properties.find(f"{_W}rFonts") if properties is not None else None
    return _font(fonts) if fonts is not None else ""


def _font(fonts: Any) -> str:
    """The font of letters beyond ASCII, which are all that matters."""
    return str(fonts.get(f"{_W}hAnsi") or fonts.get(f"{_W}ascii") or "")


def _style(properties: Any, kind: str) -> str | None:
    named = properties.find(f"{_W}{kind}") if properties is not None else None
    return named.get(f"{_W}val") if named is not None else None
