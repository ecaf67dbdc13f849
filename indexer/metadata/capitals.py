"""Letter case: headings are printed in capitals, and a catalogue card is not."""

from __future__ import annotations

import re

from indexer.metadata.numbers import find_numbers
from indexer.text.normalize import fold, matching

# Written with these capitals anywhere; the longest that fits wins. Separated by "|".
_EVERYWHERE = """
Đảng|Đảng Cộng sản Việt Nam|đảng viên|cấp ủy|tổ chức đảng|Điều lệ Đảng|Cương lĩnh|Đảng ủy|Đảng bộ|chi bộ|Tỉnh ủy|Thành ủy
|Huyện ủy|Thị ủy|Quận ủy|Quân ủy Trung ương|Trung ương|Trung ương Đảng|Ban Chấp hành Trung ương|Ban Chấp hành|Bộ Chính trị
|Ban Chấp hành Trung ương Đảng|Ban Bí thư|Ban Thường vụ|Ban Tổ chức Trung ương|Ban Tuyên giáo Trung ương|Ủy ban Kiểm tra
|Ban Tuyên giáo và Dân vận|Ban Tuyên giáo và Dân vận Trung ương|Ban Tuyên giáo|Ban Dân vận|Ban Nội chính|Ban Đối ngoại
|Ban Tổ chức Tỉnh ủy|Ban Kinh tế|Ban cán sự đảng|Đảng đoàn|Hội đồng Lý luận Trung ương|Văn phòng Trung ương Đảng
|Nhà nước|Quốc hội|Chính phủ|Thủ tướng Chính phủ|Chủ tịch nước|Ủy ban Thường vụ Quốc hội|Ủy ban nhân dân|Hội đồng nhân dân
|Tòa án nhân dân|Viện kiểm sát nhân dân|Kiểm toán nhà nước|Ngân hàng Nhà nước|Mặt trận Tổ quốc|Mặt trận Tổ quốc Việt Nam
|Hiến pháp|Bộ luật|Luật|Nghị quyết|Đại hội|Đại hội đại biểu toàn quốc|Đại hội đại biểu|Tổng Bí thư|Bí thư thứ nhất
|Việt Nam|Cộng hòa xã hội chủ nghĩa Việt Nam|Đông Dương|Liên Xô|Trung Quốc|Liên hợp quốc|Đoàn Thanh niên Cộng sản
|Hồ Chí Minh|Hồ Chủ tịch|Nguyễn Ái Quốc|Chủ tịch Hồ Chí Minh|C. Mác|C.Mác|Ph. Ăngghen|Ăngghen|V.I. Lênin|Mác|Lênin|Lê-nin
|Lê Duẩn|Trường Chinh|Phạm Văn Đồng|Võ Nguyên Giáp|Trần Phú|Nguyễn Phú Trọng|Tô Lâm|Tôn Đức Thắng|Nguyễn Văn Linh|Đỗ Mười
|Học viện Chính trị quốc gia Hồ Chí Minh|Cách mạng Tháng Tám|Điện Biên Phủ|Bác Hồ|Đông Nam Á|châu Á|châu Âu
|Hà Nội|Thành phố Hồ Chí Minh|Hải Phòng|Đà Nẵng|Cần Thơ|Huế|An Giang|Bà Rịa - Vũng Tàu|Bắc Giang|Bắc Kạn|Bạc Liêu|Bắc Ninh
|Bến Tre|Bình Định|Bình Dương|Bình Phước|Bình Thuận|Cà Mau|Cao Bằng|Đắk Lắk|Đắk Nông|Điện Biên|Đồng Nai|Đồng Tháp|Gia Lai
|Hà Giang|Hà Nam|Hà Tĩnh|Hải Dương|Hậu Giang|Hòa Bình|Hưng Yên|Khánh Hòa|Kiên Giang|Kon Tum|Lai Châu|Lâm Đồng|Lạng Sơn
|Lào Cai|Long An|Nam Định|Nghệ An|Ninh Bình|Ninh Thuận|Phú Thọ|Phú Yên|Quảng Bình|Quảng Nam|Quảng Ngãi|Quảng Ninh|Quảng Trị
|Sóc Trăng|Sơn La|Tây Ninh|Thái Bình|Thái Nguyên|Thanh Hóa|Thừa Thiên Huế|Tiền Giang|Trà Vinh|Tuyên Quang|Vĩnh Long
|Vĩnh Phúc|Yên Bái|Internet|logic|marketing|Tây Nguyên|Tây Bắc|Đông Bắc
"""
# In the name of a body, besides: its own words take capitals by the word or by the pair.
_IN_NAMES = """
và|của|các|tỉnh|thành phố|thị xã|thị trấn|huyện|quận|xã|phường|đặc khu|lần thứ|khóa|nhiệm kỳ|quốc gia|nhân dân|toàn quốc
|Chi bộ|Chi ủy|Khối|Khối các cơ quan|cơ quan|doanh nghiệp|tối cao|tại|Ban Giám hiệu|Văn phòng|Trường|Trường Đại học|Học viện
|Trường Cao đẳng|Trường Chính trị|Đại học|Đại học Quốc gia|Cao đẳng|Trung học phổ thông|Chính trị|Giáo dục|Đào tạo|Kinh tế|Tài chính|Nội vụ
|Tư pháp|Công an|Quốc phòng|Ngoại giao|Công Thương|Xây dựng|Giao thông Vận tải|Nông nghiệp|Phát triển nông thôn|Môi trường
|Tài nguyên|Y tế|Lao động|Thương binh|Xã hội|Văn hóa|Thể thao|Du lịch|Thông tin|Truyền thông|Dân tộc|Tôn giáo|Khoa học
|Công nghệ|Kế hoạch|Đầu tư|Nhân văn|Báo chí|Tạp chí|Tuyên truyền|Tổ chức|Kiểm tra|Dân vận|Tuyên giáo|Hành chính|Quản lý|Lý luận
|Lý luận chính trị|Lý luận cơ sở|Nhà nước và pháp luật|Pháp luật|Xây dựng Đảng|Nghiên cứu|Nghiên cứu khoa học|Bồi dưỡng
|Thanh niên|Cộng sản|Phụ nữ|Nông dân|Cựu chiến binh|Liên hiệp|Liên đoàn|Công đoàn|Trung tâm|Hội đồng|Ủy ban|Hội nghị
|Tổng cục|Thanh tra|Thư viện|Phòng|Khoa|Sở|Bộ|Viện|Cục|Vụ|Ban|Hội|Đoàn|Ngân hàng|Tổng Liên đoàn|Sư phạm|Bách khoa|Luật
|Kỹ thuật|Mầm non|Tiểu học|Trung học cơ sở|Kỷ luật|Thi đua|Khen thưởng|Đối ngoại|Nội chính|Thường trực|Thường vụ|Quân sự
|Chỉ huy|Chỉ đạo|Hội đồng Lý luận|Dân quân|Chủ tịch|Giám đốc|Hiệu trưởng
"""

_Phrases = dict[tuple[str, ...], tuple[str, ...]]


def _phrases(text: str) -> _Phrases:
    wanted = (phrase.strip() for phrase in text.replace("\n", "").split("|"))
    return {tuple(matching(word) for word in _words(phrase)): tuple(_words(phrase)) for phrase in wanted if phrase}


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


_SENTENCE_PHRASES = _phrases(_EVERYWHERE)
_NAME_PHRASES = {**_SENTENCE_PHRASES, **_phrases(_IN_NAMES)}
_LONGEST = max(len(key) for key in _NAME_PHRASES)
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?(?:[aeiouy]|[iuo][aeoyu]|[aeo][iouy]|uye|uya|ieu|yeu|oai|uoi|oay|uay|yê|uou|uyu|oeo|oao)(?:ng|nh|ch|[cmnpt])?"
)
_STOPPED = re.compile(r"[a-zđăâêôơư]*[aeiouyăâêôơư](?:c|ch|p|t)")  # no syllable: these endings want a tone mark
_ROMAN = re.compile("[IVXLC]+")
_COMMITTEES = frozenset(
    {("đảng", "ủy"), ("đảng", "bộ"), ("chi", "bộ"), ("tỉnh", "ủy"), ("thành", "ủy"), ("huyện", "ủy"), ("thị", "ủy")}
)
_LED = (["trường"], ["xã"], ["phường"], ["tỉnh"], ["khối"], ["thị"], ["huyện"], ["học"], ["sở"], ["đặc"])
_AFTER_NAME = frozenset(
    [
        "về",
        "và",
        "của",
        "trong",
        "khóa",
        "nhiệm",
        "năm",
        "giai",
        "đến",
        "từ",
        "là",
        "với",
        "theo",
        "tại",
        "cho",
        "lần",
        "ngày",
        "tháng",
    ]
)
_BEFORE_ROMAN = frozenset({"khóa", "thứ", "hội", "chương", "phần", "kỷ", "kỳ", "mục", "tập", "quý"})
_MOSTLY = 0.7


def is_capitals(text: str) -> bool:
    """Whether the text is set in capitals: seven letters of ten, and two at least."""
    upper = sum(each.isupper() for each in text)
    letters = sum(each.isalpha() for each in text)
    return upper > 1 and upper >= _MOSTLY * letters


def sentence_case(text: str) -> str:
    """The title with its first letter raised, and brought down from capitals if it was set in them.

    >>> sentence_case("VỀ TĂNG CƯỜNG SỰ LÃNH ĐẠO CỦA ĐẢNG"), sentence_case("về việc học tập")
    ('Về tăng cường sự lãnh đạo của Đảng', 'Về việc học tập')
    """
    if is_capitals(text):
        text = _with_numbers_of(text, _recased(text, in_names=False))
        text = re.sub(r"[“«]\w", lambda match: match[0].upper(), text)
    return raised(text)


def _with_numbers_of(printed: str, text: str) -> str:
    """The text with its number-symbols as they were printed."""
    if len(text) == len(printed):
        for found in find_numbers(printed):
            text = text[: found.start] + printed[found.start : found.end] + text[found.end :]
    return text


def organisation_case(text: str) -> str:
    """The name of a body, printed in capitals, as it is written in a sentence.

    >>> organisation_case("ĐẢNG ỦY TRƯỜNG CHÍNH TRỊ MẪU"), organisation_case("UBND TỈNH NGHỆ AN")
    ('Đảng ủy Trường Chính trị Mẫu', 'UBND tỉnh Nghệ An')
    """
    if is_capitals(text):
        text = _recased(text, in_names=True)
    return raised(re.sub(r"\w+", _with_tone_moved, text))


def _with_tone_moved(match: re.Match[str]) -> str:
    """The word with its tone mark in one place, so that two printings of a name make one body."""
    word = match[0]
    moved = matching(word)
    return (
        "".join(new.upper() if old.isupper() else new for old, new in zip(word, moved, strict=True))
        if len(moved) == len(word)
        else word
    )


def raised(text: str) -> str:
    """The text with its first letter a capital."""
    at = next((at for at, each in enumerate(text) if each.isalpha()), None)
    return text if at is None else text[:at] + text[at].upper() + text[at + 1 :]


def _recased(text: str, *, in_names: bool) -> str:
    """The text brought down from capitals, as the name of a body or as a sentence that may hold such names."""
    pieces = re.split(r"(\w+)", text)  # words at odd places
    words = pieces[1::2]
    keys = [matching(word) for word in words]
    at, naming = 0, in_names
    while at < len(words):
        naming = in_names or (naming and keys[at] not in _AFTER_NAME and not pieces[2 * at].strip())
        phrases = _NAME_PHRASES if naming else _SENTENCE_PHRASES
        length = _fitting(keys, at, phrases)
        if length:
            printed = phrases[tuple(keys[at : at + length])]
            pieces[2 * at + 1 : 2 * (at + length) : 2] = [
                _as_printed(word, model) for word, model in zip(words[at : at + length], printed, strict=True)
            ]
        else:
            before = keys[at - 1] if at else ""
            names_law = before == "luật" and keys[at - 2 : at - 1] != ["pháp"]
            pieces[2 * at + 1] = _unknown(words[at], before, raise_unknown=naming or names_law)
        naming = naming or _begins_name(keys, at, length)
        at += length or 1
    return "".join(pieces)


def _begins_name(keys: list[str], at: int, length: int) -> bool:
    """Whether the phrase is a committee, and the name of what it leads follows."""
    return tuple(keys[at : at + length]) in _COMMITTEES and keys[at + length : at + length + 1] in _LED


def _fitting(keys: list[str], at: int, phrases: _Phrases) -> int:
    """Words in the longest phrase that begins here, 0 if none does."""
    for length in range(min(_LONGEST, len(keys) - at), 0, -1):
        if tuple(keys[at : at + length]) in phrases:
            return length
    return 0


def _as_printed(word: str, model: str) -> str:
    """The word with the capitals of its model; the tone mark stays where it was printed."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word.capitalize() if model[0].isupper() else word.lower()


def _unknown(word: str, before: str, *, raise_unknown: bool) -> str:
    is_roman = _ROMAN.fullmatch(word) is not None
    if is_roman and (before in _BEFORE_ROMAN or len(set(word)) < len(word)):
        return word
    if _SYLLABLE.fullmatch(fold(word)) is None or _STOPPED.fullmatch(word.lower()):
        return word
    return word.capitalize() if raise_unknown else word.lower()
