"""References without a number: sessions and congresses, the Platform, the Statute, laws by name, Khoán 10.

What is an event and no paper ("Hội nghị Trung ương 4 khóa XII bàn về ...") is passed over: a word for the paper must
stand before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from indexer.metadata.references.after import read_after
from indexer.metadata.references.kind import kind_in
from indexer.metadata.references.laws import LAW
from indexer.metadata.references.ordinals import NUMERAL, ORDINAL, ROMAN, ordinal
from indexer.metadata.references.pinpoint import pinpoint_before
from indexer.model import Certainty, Reference


def _paper(name: str) -> str:
    return rf"(?P<{name}>nghị quyết|nq|kết luận|văn kiện|thông báo|quy định|báo cáo chính trị)(?: của| tại)?(?: |(?<=nq)(?=t))(?:các )?"


def _in_term(name: str) -> str:
    return rf",? ?\(?(?:đảng )?khóa (?P<{name}>{NUMERAL})\)?"


_CENTRE = r"(?:trung ương|tw|tư(?= ?\d)|t\.ư\.?)"
_COMMITTEE = rf"(?:ban chấp hành |bch )?{_CENTRE}(?: đảng)?(?: cộng sản việt nam)?"
_SESSION = (
    rf"{_paper('session_paper')}"
    rf"(?:hội nghị (?:lần )?(?:thứ )?(?P<session_a>{ORDINAL}),?(?: của)? {_COMMITTEE}"
    rf"|(?:hội nghị )?{_COMMITTEE}(?: lần)?(?: thứ)?(?: |(?=\d))(?P<session_b>{ORDINAL}))"
    rf"(?:{_in_term('session_term')})?"
)
_SHORT_SESSION = rf"(?<!nghị )(?:trung ương|tw) (?P<short_session>{ORDINAL}){_in_term('short_term')}"
_CONGRESS = (
    rf"{_paper('congress_paper')}đại hội(?: đại biểu)?(?: toàn quốc)?(?: (?:của )?đảng(?! bộ))?"
    rf"(?: toàn quốc)?(?: lần)?(?: thứ)? (?P<congress>{ORDINAL})(?! (?:của )?(?:đảng bộ|công đoàn|đoàn|hội))(?: (?:của )?đảng(?! bộ)(?! ủy))?"
)
_PLATFORM = (
    r"(?P<platform>cương lĩnh)(?: chính trị)?(?: xây dựng đất nước(?: trong thời kỳ quá độ lên (?:chủ nghĩa xã hội|cnxh))?)?"
    r"(?:,? ?\(?(?:được )?bổ sung,?(?: và)? phát triển(?: năm)? (?P<platform_year>\d{4})\)?|(?P<platform_at>,? ?\(?(?:năm )?\d{4}(?!\d)\)?))"
)
_STATUTE = r"(?P<statute>điều lệ đảng)(?! (?:bộ|ủy|viên|trung quốc|quốc dân|cộng sản (?!việt)))(?: cộng sản việt nam)?"
_CONSTITUTION = r"(?P<constitution>hiến pháp)(?: nước [^\W\d_]{2,5} [^\W\d_]{2,5}(?: [^\W\d_]{2,7}){2,8})?(?= (?:năm )?(?:1946|1959|1980|1992|2013)(?!\d))"
_CONTRACT = r"(?P<contract>khoán (?:100|10)(?![\w%,.]?\d| ?(?:%|ha|sào|triệu|nghìn|người|năm|tháng|ngày)))"
_NAMED = re.compile(
    rf"(?<!\w)(?:{_SESSION}|{_SHORT_SESSION}|{_CONGRESS}|{_PLATFORM}|{_STATUTE}|{_CONSTITUTION}|{_CONTRACT}|(?P<law>{LAW}))"
)
_OWNER = re.compile(r" (?:(?!Việt Nam|Khóa|Số)[A-ZĐ]\w+|Liên bang)")
_DRAFT = re.compile(r"dự thảo\s(?:các\s)?$")  # of papers that are yet to be
_MORE_TERMS = re.compile(rf"(?:,| và)(?: khóa)? (?P<term>{ROMAN})")
_AROUND = 100  # code points in which another party may be named
_NUMBERS = re.compile(r"\d{4}")


def find_named(text: str, small: str) -> Iterator[Reference]:
    """References by name, in order, never overlapping.

    Args:
        small: the text in small letters, see `lowered`.
    """
    for match in _NAMED.finditer(small):
        found = _read(match, text, small)
        if found is not None:
            yield found
            if match["session_term"]:
                yield from _of_further_terms(found, text, small)


def _read(match: re.Match[str], text: str, small: str) -> Reference | None:
    if not text[match.start()].isupper() and not match["session_paper"] and not match["congress_paper"]:
        return None
    around = small[max(0, match.start() - _AROUND) : match.end() + _AROUND]
    if match["statute"] and "trung quốc" in around and "việt nam" not in around:
        return None
    if match["congress"] and _DRAFT.search(small, max(0, match.start() - 16), match.start()):
        return None
    named = _name(match)
    if named is None or not _is_written_as_law(text, match):
        return None
    after = read_after(text, small, match.end(), term=named.term, year_alone=True)
    end = after.end if after.end > match.end() else _without_open_bracket(text, match)
    return Reference(
        start=match.start(),
        end=end,
        text=text[match.start() : end],
        key=named.key,
        certainty=Certainty.NAME,
        kind=named.kind,
        number=named.number,
        symbol=named.symbol,
        issued_on=after.issued_on,
        year=named.year or after.year,
        issuer=after.issuer,
        term=after.term,
        pinpoint=pinpoint_before(text, small, match.start()),
    )


def _of_further_terms(first: Reference, text: str, small: str) -> Iterator[Reference]:
    """The same session of further terms: "Trung ương 4 khóa XI, XII"."""
    at = first.end
    while more := _MORE_TERMS.match(small, at):
        at = more.end()
        yield replace(
            first, start=more.start("term"), end=at, text=text[more.start("term") : at], term=ordinal(more["term"])
        )


def _is_written_as_law(text: str, match: re.Match[str]) -> bool:
    """Whether a law's name has its capital, and no other country's behind it: Luật Giáo dục Brasil."""
    if not match["law"]:
        return True
    behind = match.start() + match["law"].index("luật ") + len("luật ")
    return text[behind].isupper() and (
        text[match.start() : match.end()].isupper() or not _OWNER.match(text, match.end())
    )


def _without_open_bracket(text: str, match: re.Match[str]) -> int:
    end = match.end()
    unopened = text[end - 1] == ")" and "(" not in text[match.start() : end]
    return end - 1 if unopened else end


@dataclass(frozen=True, slots=True)
class _Name:
    """What a name tells."""

    key: str
    kind: str
    term: int | None = None
    year: int | None = None
    number: str = ""
    symbol: str = ""


_CONTRACTS = {
    "khoán 10": _Name("10-nq/tw", "Nghị quyết", year=1988, number="10", symbol="NQ/TW"),
    "khoán 100": _Name("100-ct/tw", "Chỉ thị", year=1981, number="100", symbol="CT/TW"),
}


def _name(match: re.Match[str]) -> _Name | None:
    if match["session_a"] or match["session_b"] or match["short_session"]:
        return _session(match)
    if match["congress"]:
        number = ordinal(match["congress"])
        return _Name(f"đại hội {number}", _paper_kind(match["congress_paper"]), number) if number else None
    if match["contract"]:
        return _CONTRACTS[match["contract"]]
    if match["platform"]:
        printed = _NUMBERS.search(match["platform_year"] or match["platform_at"] or "")
        return _Name("cương lĩnh", "Cương lĩnh", year=int(printed[0]) if printed else None)
    if match["statute"]:
        return _Name("điều lệ đảng", "Điều lệ")
    if match["constitution"]:
        return _Name("hiến pháp", "Hiến pháp")
    return _Name(match["law"], "Bộ luật" if match["law"].startswith("bộ") else "Luật")


def _session(match: re.Match[str]) -> _Name | None:
    """A session of the Central Committee; its documents together are of no one kind."""
    number = ordinal(match["session_a"] or match["session_b"] or match["short_session"])
    term = match["session_term"] or match["short_term"]
    paper = match["session_paper"] or "văn kiện"
    kind = "" if paper == "văn kiện" else _paper_kind(paper)
    return _Name(f"hội nghị trung ương {number}", kind, ordinal(term) if term else None) if number else None


def _paper_kind(paper: str) -> str:
    return {"văn kiện": "Văn kiện", "nq": "Nghị quyết"}.get(paper) or kind_in(paper)
