"""Names of issuing bodies in running text: where one begins, and where it ends."""

from __future__ import annotations

import re

from indexer.metadata.forms import listed
from indexer.metadata.issuer import HEADS
from indexer.metadata.references.ordinals import ORDINAL

_COMMITTEE = r"(?:ban chấp hành|bch) (?:trung ương|tw)(?: đảng)?(?: cộng sản việt nam)?"
_CENTRAL = (
    rf"(?:{_COMMITTEE}|bộ chính trị|ban bí thư(?: trung ương(?: đảng)?)?|trung ương đảng|thủ tướng(?: chính phủ)?|chính phủ(?: việt nam)?"
    r"|ủy ban thường vụ quốc hội|quốc hội|chủ tịch nước|hội đồng bộ trưởng|hội đồng chính phủ)(?!\w)"
)
_MEETING = (
    rf"hội nghị(?: trung ương)?(?: lần)?(?: thứ)? {ORDINAL}(?: của)?(?: {_COMMITTEE})?"
    rf"|đại hội (?:đại biểu )?toàn quốc(?: lần thứ)? {ORDINAL}(?: của đảng(?! \w*bộ))?"
)
_CLOSED = re.compile(rf"(?:{_MEETING}|{_CENTRAL})(?:(?:,| và) {_CENTRAL})*")
_OFFICES = (
    "giám đốc|hiệu trưởng|bộ trưởng|chủ tịch|bí thư|trưởng ban|thường trực|viện trưởng|bch|btv|ubkt|liên bộ|liên ngành"
)
_HEAD = re.compile(rf"(?:{HEADS}|{_OFFICES})(?!\w)")
_WORD = re.compile(r"(?P<gap> | [-–] |-|, )(?P<word>[^\W\d_]+)")
_UNITS = re.compile(
    r"(?:ban chấp hành|ban thường vụ|đảng bộ|đảng ủy|chi bộ|tỉnh ủy|thành ủy|huyện ủy|quận ủy|thị ủy|nhân dân|trung ương|quốc gia|thành phố"
    r"|thị trấn|thị xã|tỉnh|huyện|quận|xã|phường|khối|các cơ quan|cơ quan|nhà nước|tối cao|lâm thời|vận tải|và)(?!\w)"
)
# Second syllables, in small letters, of words that names are made of.
_SECOND = listed(
    "trị|phủ|tướng|thư|hành|ủy|vụ|chức|giáo|vận|tra|chính|dục|tạo|tế|hội|viện|trường|gia|phòng|luận|ngoại|pháp|sát|toán|nghệ"
    "|nghiệp|thôn|thông|khoa|sự|an|binh|động|tịch|đốc|trưởng|niên|hóa|thao|lịch|dựng|thương|mại|tư|tải|tin|truyền|học|nữ|dân|ương"
    "|sản|đoàn|cứu|lý|đạo|biểu|ban|đồng|nước|quốc|hàng|bảo|hiểm|quân|lược|sách|cơ|tộc"
)
_STOPS = listed(
    "VỀ|ĐÃ|LÀ|CÓ|ĐƯỢC|THEO|TRONG|VỚI|ĐỂ|TẠI|KHÓA|KHOÁ|NGÀY|SỐ|NÊU|NHẰM|CHO|DO|RA|VÀO|ĐẾN|TỪ|KHI|THÌ|MÀ|ĐỐI|NHIỆM|CỦA"
)
_LOOSE_ENDS = re.compile(r"(?:,? (?:và|các|khối|cơ quan))+$")
_MOST_WORDS = 16


def body_end(text: str, small: str, start: int) -> int:
    """Where the name of a body that begins at `start` ends; `start` if none begins there.

    Args:
        small: the same text in small letters, see `lowered`.
    """
    closed = _CLOSED.match(small, start)
    if closed:
        return closed.end()
    head = _HEAD.match(small, start)
    if head is None or not (text[start].isupper() or small.startswith(("tỉnh ủy", "đảng ủy"), start)):
        return start
    end = _open_end(text, small, head.end(), several=small.startswith(("bộ ", "sở "), start))
    alone = end == head.end() and " " not in head[0] and not text[start:end].isupper()
    return start if alone else end


def _open_end(text: str, small: str, at: int, *, several: bool) -> int:
    """Where a name goes on to: words with capitals, and the small ones that stand in names."""
    first, after_capital = at, True
    for _ in range(_MOST_WORDS):
        match = _WORD.match(text, at)
        if match is None:
            break
        word, begins = match["word"], match.start("word")
        if match["gap"] == ", " and not (several and word[0].isupper() and not _HEAD.match(small, begins)):
            break
        unit = _UNITS.match(small, begins)
        if word.upper() in _STOPS:
            break
        if unit and not (word.isupper() and len(word) > 1):
            at, after_capital = unit.end(), False
        elif word[0].isupper():
            at, after_capital = match.end(), True
        elif after_capital and small[begins : match.end()] in _SECOND:
            at, after_capital = match.end(), False
        else:
            break
    loose = _LOOSE_ENDS.search(small, first, at)
    return loose.start() if loose else at
