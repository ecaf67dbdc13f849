"""The parts of a journal paper that are printed under their own names: abstract, keywords, journal and issue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.metadata.capitals import organisation_case
from indexer.model import Block, BlockKind

_OPENING = 40  # blocks
_MARK = r"\s*[:.—–-]*\s*"
_ABSTRACT = re.compile(rf"^[*_]*(?:Tóm tắt|TÓM TẮT|Tóm lược)[*_]*(?=$|[\s:.—–-]){_MARK}")
_ABSTRACT_INSIDE = re.compile(r"(?<=\s)Tóm tắt\s*:\s*")
_LONGEST_LEAD = 400
_KEYWORDS = re.compile(rf"(?:^|(?<=[.\s]))[*_]*(?:Từ kh(?:óa|oá)|TỪ KH(?:ÓA|OÁ))[*_]*{_MARK}")
_ABSTRACT_ENDS = re.compile(
    r"^(?:Abstract|ABSTRACT|Keywords|KEYWORDS|\d+\.|[IVX]+\.|Đặt vấn đề|ĐẶT VẤN ĐỀ|Mở đầu|MỞ ĐẦU)"
)
_NAME = r"(?:(?:Tạp chí|TẠP CHÍ)\s[^,;:()|]{2,70}?|(?:Thông tin khoa học|Bản tin|Kỷ yếu)\s[^,;:()|]{2,70}?)"
JOURNAL_LINE = re.compile(
    rf"^(?:Nguồn\s*:\s*)?(?P<journal>{_NAME})\s*[,;:|(–-]*\s*"
    r"(?:(?:[Tt]ập|TẬP|[Vv]ol\.?|VOL\.?)\s*(?P<volume>\d{1,4}|[IVXLC]{1,7})\s*[,;:|(–-]*\s*)?(?:[Ss]ố|SỐ|[Nn]o\.?)\s*:?\s*"
    r"(?P<issue>\d{1,4}\s*(?:[/(]\s*(?:tháng\s*)?[\d/-]+\s*\)?)?(?:\s*[-–]\s*(?:19|20)\d\d)?)\b"
)
ISSUE_FIRST = re.compile(
    r"^(?:[Ss]ố|SỐ)\s*:?\s*(?P<issue>\d{1,4}(?:\s?\([^()]{1,12}\))?)\s*[-–/,]?\s*(?P<year>(?:19|20)\d\d)\s*[,;:|–-]*\s*"
    r"(?P<journal>(?:Tạp chí|TẠP CHÍ)\s[^,;:()|\d]{2,70}?)\s*(?:[|–-]?\s*\d{1,4})?$"  # of the page
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_PAGES = re.compile(r"(?:\btr(?:ang|\.)?|\bpp?\.)\s*(?P<first>\d{1,4})\s?[-–]\s?(?P<last>\d{1,4})\b", re.IGNORECASE)
_LONGEST_ABSTRACT = 4000
_LONGEST_KEYWORD = 80


@dataclass(frozen=True, slots=True)
class Paper:
    """What a paper prints of itself."""

    abstract: str = ""
    keywords: tuple[str, ...] = ()
    journal: str = ""
    issue: str = ""
    year: int | None = None
    volume: str = ""
    page_range: str = ""
    journal_line: str = ""  # as printed


def read_paper(blocks: Sequence[Block], running_head: str = "") -> Paper:
    """Abstract, keywords, journal and issue from the first blocks of a file, or the latter two from its running head."""
    opening = blocks[:_OPENING]
    match = _journal([running_head, *(block.text for block in opening[:15])])
    if match is None:
        return Paper(_abstract(opening), _keywords(opening))
    issue = re.sub(r"\s+", " ", match["issue"]).strip()
    said = match.groupdict()
    years, pages = _YEAR.findall(said.get("year") or issue), _PAGES.search(match.string, match.end())
    return Paper(
        abstract=_abstract(opening),
        keywords=_keywords(opening),
        journal=organisation_case(match["journal"].strip(" -–")),
        issue=issue,
        year=int(years[-1]) if years else None,
        volume=said.get("volume") or "",
        page_range=f"{pages['first']}-{pages['last']}" if pages else "",
        journal_line=match.string,
    )


def _journal(lines: Sequence[str]) -> re.Match[str] | None:
    return next((match for line in lines if (match := JOURNAL_LINE.match(line) or ISSUE_FIRST.match(line))), None)


def _abstract(blocks: Sequence[Block]) -> str:
    for at, block in enumerate(blocks):
        match = _ABSTRACT.match(block.text) or _ABSTRACT_INSIDE.search(block.text[:_LONGEST_LEAD])
        if match is None:
            continue
        parts = [block.text[match.end() :]]
        for later in blocks[at + 1 :]:
            if parts[-1] and not later.continues and parts[0]:
                break
            if later.kind is BlockKind.HEADING or _ABSTRACT_ENDS.match(later.text) or _KEYWORDS.match(later.text):
                break
            parts.append(later.text)
        text = " ".join(part for part in parts if part)
        keywords = _KEYWORDS.search(text)
        text = text[: keywords.start()] if keywords else text
        return text.strip(" *_")[:_LONGEST_ABSTRACT]
    return ""


def _keywords(blocks: Sequence[Block]) -> tuple[str, ...]:
    for at, block in enumerate(blocks):
        match = _KEYWORDS.search(block.text) if "Tóm tắt" in block.text else _KEYWORDS.match(block.text)
        if match is None:
            continue
        text = block.text[match.end() :] or (blocks[at + 1].text if at + 1 < len(blocks) else "")
        words = [word.strip(" *_.") for word in re.split(r"[;•]" if ";" in text else "[,•]", text)]
        return tuple(word for word in words if 0 < len(word) <= _LONGEST_KEYWORD)
    return ()
