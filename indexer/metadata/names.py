"""Names of people, as bylines and signatures print them."""

from __future__ import annotations

import re

from indexer.metadata.forms import listed
from indexer.text.normalize import matching

_SURNAMES = listed(
    "nguyễn|trần|lê|phạm|hoàng|huỳnh|phan|vũ|võ|đặng|bùi|đỗ|hồ|ngô|dương|lý|đoàn|đinh|trịnh|trương|lâm|mai|đào"
    "|hà|cao|lương|tạ|châu|quách|tô|tôn|thái|kiều|phùng|lưu|nông|vi|vương|giáp|chu|triệu|la|lại|lò|hứa|thân"
    "|thạch|mạc|tống|văn|nghiêm|đàm|khổng|khúc|ninh|bạch|hàn|âu|ông|cù|từ|viên|ma|sầm|lục|quàng|cầm|tòng|giàng"
    "|vàng|sùng|điêu|bế|doãn|thiều|uông|diệp|kim|thi|danh|phó|bành|cung|chử|tăng|tiêu|nhữ|ngụy|trà|h|y|phí|đồng"
    "|đậu"
)
_PLACES = listed(
    "hà nội|hà giang|hà nam|hà tĩnh|hà tiên|hồ chí minh|cao bằng|thái bình|thái nguyên|lâm đồng|lâm thao|ninh bình|ninh thuận"
    "|hồng lĩnh|lạng sơn|lai châu|tô hiệu|kim sơn|lý luận|văn hóa|văn phòng|văn kiện|thái lan|triệu sơn|hoàng sa|trường sa"
    "|cao cấp|trung cấp|châu á|châu âu|mai châu|hà đông|văn nghệ|đảng đoàn|đoàn thanh niên|lê chân|đoàn chủ tịch|lưu hành"
    "|lưu hành nội bộ|đồng tháp|đồng nai|phó bí thư|phó chủ tịch|văn bản|từ khóa|triệu phong|viên chức"
)
_TITLE = (
    r"(?:GS|PGS|TS|ThS|Ths|TSKH|CN|CNKHXH|BS|KS|NCS|CVC|GVC|GVCC|LS|NGND|NGƯT|Giáo sư|Phó Giáo sư|Phó giáo sư|Tiến sĩ|Tiến sỹ"
    r"|Thạc sĩ|Thạc sỹ|Cử nhân|Đại tá|Thượng tá|Trung tá|Thiếu tá|Thiếu tướng|Trung tướng|Thượng tướng|Đại tướng|Đồng chí|Đ/c|Ông|Bà)"
)
_TITLES = re.compile(rf"^(?:{_TITLE}(?![\w])[\s.,:-]*)+")
_MARKS = re.compile(r"[\d*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰()\[\]]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
_LEAST, _MOST = 2, 6
_LONGEST_LINE = 300


def without_titles(text: str) -> str:
    """The name without academic titles and ranks before it.

    >>> without_titles("PGS, TS Trần B"), without_titles("ThS. Lê C")
    ('Trần B', 'Lê C')
    """
    return _TITLES.sub("", text.strip()).strip(" .,;:")


def is_name(text: str) -> bool:
    """Whether the text is the name of a Vietnamese: a known surname, then one to five names, each with a capital."""
    words = text.split()
    if " ".join(matching(word) for word in words) in _PLACES:
        return False
    if not _LEAST <= len(words) <= _MOST or matching(words[0]) not in _SURNAMES:
        return False
    return all(_WORD.fullmatch(word) and word[0].isupper() for word in words)


def is_title_case_name(text: str) -> bool:
    """Whether the text is a name, and not one set in capitals throughout."""
    return is_name(text) and not text.isupper()


def read_names(line: str) -> tuple[str, ...]:
    """The names in a byline that holds nothing else; empty if anything else is in it.

    >>> read_names("PGS, TS Trần Văn B và ThS. Lê Thị C"), read_names("Nguyễn Trãi viết thư")
    (('Trần Văn B', 'Lê Thị C'), ())
    """
    if len(line) > _LONGEST_LINE:
        return ()
    line = _MARKS.sub(" ", line)
    parts = [
        without_titles(part)
        for part in re.split(r"\s*(?:[,;–]|\s-\s|\svà\s|\s&\s|\s(?=(?:PGS|GS|TS|ThS)[.,\s]))\s*", line)
    ]
    names = [_in_title_case(" ".join(part.split())) for part in parts if part and not _TITLES.fullmatch(f"{part} ")]
    return tuple(names) if names and all(is_name(name) for name in names) else ()


def _in_title_case(name: str) -> str:
    return " ".join(word.capitalize() for word in name.split()) if name.isupper() else name


def trailing_name(text: str) -> str:
    """The name that a line ends with, such as a signature after its office; empty if there is none.

    >>> trailing_name("T/M ĐẢNG ỦY BÍ THƯ Trần Minh Khải")
    'Trần Minh Khải'
    """
    words = text.split()
    for length in range(min(_MOST - 1, len(words)), _LEAST - 1, -1):
        last = words[-length:]
        if is_name(" ".join(last)) and not any(word.isupper() and len(word) > 1 for word in last):
            return " ".join(last)
    return ""
