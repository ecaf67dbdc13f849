"""The catalogue card of a paper, course text, web page or note, from what it prints on its first pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from indexer.metadata.bylines import read_date_line
from indexer.metadata.capitals import raised
from indexer.metadata.front import Front, read_front
from indexer.metadata.garbled import is_garbled
from indexer.metadata.journal import Paper, read_paper
from indexer.metadata.names import is_title_case_name, without_titles
from indexer.model import Block, BlockKind, Extraction, Metadata, Page
from indexer.text.normalize import matching

_COURSE = re.compile(r"\b(?:giáo trình|bài giảng|tài liệu học tập|tài liệu bồi dưỡng)\b")
_COURSE_PAGES = 20
_COURSE_CHARACTERS = 40_000  # where there are no pages
_QUESTION = re.compile(r"(?:câu(?: hỏi)?|hỏi) ?\d{0,3} ?[.:)]")
_LEAST_QUESTIONS = 4
_FRONT_PAGES = 4
_DATED_WITH_HOUR = {"text/html": False, "text/plain": True}  # whether the line of the day must tell the hour as well
_LONGEST_SENTENCE = 160
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s")


def read_bibliographic(extraction: Extraction, filename: str) -> Metadata:
    """The card of a file that is no Party or State document."""
    blocks = _first_blocks(extraction.pages)
    front, paper, said = read_front(blocks), read_paper(blocks, extraction.properties.journal), extraction.properties
    unreadable = is_garbled(front.title) or (not front.title and any(is_garbled(block.text) for block in blocks))
    title = _better_set(Front() if unreadable else front, said.title.partition(" | ")[0])
    issued_on = said.issued_on
    if issued_on is None and extraction.media_type in _DATED_WITH_HOUR:
        issued_on = read_date_line([block.text for block in blocks], with_hour=_DATED_WITH_HOUR[extraction.media_type])
    authors = tuple(name for name in front.authors if not is_garbled(name))
    return Metadata(
        title=title or ("" if unreadable else _first_sentence(extraction.pages)) or readable(filename),
        kind=_kind(extraction, title, front, paper, dated=issued_on is not None),
        issuer=_legible(front.imprint.issuer),
        authors=authors or said.authors or _signed(extraction),
        place=_legible(front.imprint.place),
        year=paper.year or front.imprint.year or said.year or (issued_on.year if issued_on else None),
        issued_on=issued_on,
        journal=paper.journal,
        issue=paper.issue,
        abstract=paper.abstract or said.abstract,
        keywords=paper.keywords or said.keywords,
    )


def readable(filename: str) -> str:
    """The name of a file made fit to be read.

    >>> readable("nghi_quyet-05  (ban cuoi).pdf")
    'Nghi quyet 05 (ban cuoi)'
    """
    stem = re.sub(r"[\s_]+|(?<=\w)-(?=\w)", " ", PurePath(filename).stem).strip()
    return raised(stem) or filename


def _first_blocks(pages: Sequence[Page]) -> list[Block]:
    """The blocks of the first pages, up to where there is enough to read."""
    blocks: list[Block] = []
    for page in pages[:_FRONT_PAGES]:
        blocks.extend(page.blocks)
        if len(blocks) > 3 and any(len(block.text) > _LONGEST_SENTENCE for block in page.blocks):  # noqa: PLR2004
            break
    return [block for block in blocks if block.kind not in (BlockKind.FOOTNOTE, BlockKind.CONTENTS)]


def _first_sentence(pages: Sequence[Page]) -> str:
    for page in pages:
        for block in page.blocks:
            if (
                block.kind is not BlockKind.CONTENTS
                and sum(each.isalpha() for each in block.text) > len(block.text) / 2
            ):
                return _cut(_SENTENCE_END.split(block.text, maxsplit=1)[0])
    return ""


def _cut(sentence: str) -> str:
    if len(sentence) <= _LONGEST_SENTENCE:
        return sentence.rstrip(" .")
    return sentence[:_LONGEST_SENTENCE].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def _signed(extraction: Extraction) -> tuple[str, ...]:
    """The name that a web page ends with."""
    if extraction.media_type != "text/html":
        return ()
    last = [block.text for page in extraction.pages[-1:] for block in page.blocks[-3:]]
    names = (without_titles(text.strip(" ()./*")) for text in reversed(last))
    return tuple(name for name in names if is_title_case_name(name))[:1]


def _better_set(front: Front, said: str) -> str:
    """The printed title; as the file's properties give it, where the page prints the same in other capitals."""
    printed, whole = _letters(front.title), _letters(said)
    if printed and whole in (printed, printed + _letters(front.subtitle)):
        return said
    return front.title or said


def _letters(text: str) -> str:
    """The letters and digits alone, in the form that is compared."""
    return "".join(matching(word) for word in re.findall(r"\w+", text))


def _legible(text: str) -> str:
    return "" if is_garbled(text) else text


def _kind(extraction: Extraction, title: str, front: Front, paper: Paper, *, dated: bool) -> str:
    media_type = extraction.media_type
    if (paper.abstract and paper.keywords) or paper.journal:
        return "Bài báo khoa học"
    if media_type != "text/html" and (front.course or (_COURSE.search(_key(title)) and _is_long(extraction))):
        return "Giáo trình"
    if _questions(extraction.pages) >= _LEAST_QUESTIONS:
        return "Hỏi – đáp"
    if media_type == "text/markdown" or _key(title).startswith("ghi chép "):
        return "Ghi chép"
    is_essay = media_type == "text/html" or (media_type == "text/plain" and (dated or bool(front.authors)))
    return "Bài viết" if is_essay else ""


def _is_long(extraction: Extraction) -> bool:
    if extraction.paged:
        return len(extraction.pages) >= _COURSE_PAGES
    return sum(len(block.text) for page in extraction.pages for block in page.blocks) >= _COURSE_CHARACTERS


def _questions(pages: Sequence[Page]) -> int:
    return sum(_QUESTION.match(_key(block.text[:20])) is not None for page in pages for block in page.blocks)


def _key(text: str) -> str:
    return " ".join(matching(word) for word in re.findall(r"\w+|[^\w\s]+", text)).replace(" .", ".").replace(" :", ":")
