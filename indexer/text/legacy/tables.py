"""The letters of the old Vietnamese encodings, as they look when read as Western text.

Sources: TCVN 5712:1993 (VN1; the ABC fonts, called TCVN3, use its upper half), RFC 1456 (VISCII), Windows code page
1258, the VNI fonts of VNI Software. A VNI letter is a base and a mark after it, each one byte.
"""

from __future__ import annotations

import unicodedata

# 0xA0 to 0xFF of TCVN 5712; a space where it has no letter of its own (0xB0 to 0xB4 are marks that nobody typed).
_TCVN_UPPER = " ĂÂÊÔƠƯĐăâêôơưđẰ     àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
TCVN3 = {chr(0xA0 + at): letter for at, letter in enumerate(_TCVN_UPPER) if letter != " "}

# 0x80 to 0x9F and 0x01 to 0x17: the capitals of the full standard, which fonts do not have.
TCVN_CAPITALS = {chr(0x80 + at): letter for at, letter in enumerate("ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ")} | dict(
    zip("\x01\x02\x04\x05\x06\x11\x12\x13\x14\x15\x16\x17", "ÚỤỪỬỮỨỰỲỶỸÝỴ", strict=True)
)

VISCII = {chr(0x80 + at): letter for at, letter in enumerate(
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)} | dict(zip("\x02\x05\x06\x14\x19\x1e", "ẲẴẪỶỸỴ", strict=True))  # fmt: skip

# VNI: letters of one byte, and marks with the letters that they may follow.
VNI_LETTERS = dict(zip("ñôöæóòîÑÔÖÆÓÒÎ", "đơưỉĩịỵĐƠƯỈĨỊỴ", strict=True))
_TONE_SIGNS = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_HAT = "\u0302"
_BREVE = "\u0306"
_HAT_SIGNS = dict(zip("âáàåãä", ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"), strict=True))
_BREVE_SIGNS = dict(zip("êéèúüë", ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"), strict=True))


def _vni_marks() -> dict[str, dict[str, str]]:
    tones = dict(_TONE_SIGNS)
    hats = {sign: _HAT + tone for sign, tone in _HAT_SIGNS.items()}
    breves = {sign: _BREVE + tone for sign, tone in _BREVE_SIGNS.items()}
    allowed = {"a": tones | hats | breves, "e": tones | hats, "o": tones | hats}
    allowed |= dict.fromkeys("uyôö", tones)
    both = {base: signs | {sign.upper(): mark for sign, mark in signs.items()} for base, signs in allowed.items()}
    return both | {base.upper(): signs for base, signs in both.items()}


VNI_MARKS = _vni_marks()  # base as typed → mark as typed → combining marks

# What Western text has in place of the bytes 0x80 to 0x9F: typographic signs, the same in the old fonts.
WESTERN = {byte: bytes([byte]).decode("cp1252", "replace").replace("\ufffd", "") for byte in range(0x80, 0xA0)}


def composed(text: str) -> str:
    """The text with each letter and its marks as one."""
    return unicodedata.normalize("NFC", text)
