"""The help page: what may be typed, with examples that find something in this very library."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template

from search_web.library import library
from search_web.speech import gettext as _
from search_web.speech import later

pages = Blueprint("guide", __name__)


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that may be typed, what it does, and lines that show it, the first that finds something first."""

    typed: str
    does: str
    lines: tuple[str, ...]


RULES: dict[str, tuple[Rule, ...]] = {
    later("Từ và dấu"): (
        Rule("lý luận", later("đoạn có đủ các tiếng; đứng liền nhau thì xếp trên"), ("lý luận",)),
        Rule("ly luan", later("không dấu: khớp mọi dấu; tiếng nào có dấu thì phải đúng dấu"), ("ly luan", "dan")),
        Rule(
            "lys luaanj, ly1 lua65n",
            later("gõ Telex hay VNI khi chưa bật bộ gõ vẫn được hiểu"),
            ("lys luaanj", "ddangr"),
        ),
        Rule(
            "CNXH",
            later("chữ viết tắt tìm cả dạng viết đủ, và ngược lại; tắt được ở trang kết quả"),
            ("LLCT", "CNXH", "BCH"),
        ),
        Rule("23-CT/TW", later("số, ký hiệu văn bản, viết cách nào cũng được"), ("5nq/du", "23-CT/TW", "số:1*")),
    ),
    later("Cụm từ"): (
        Rule(
            "“dân là gốc”", later('đúng cụm từ, đúng thứ tự; cũng viết được "…" và «…»'), ("“dân là gốc”", "“lý luận”")
        ),
        Rule("“dân gốc”~5", later("theo thứ tự ấy, xen giữa nhiều nhất năm tiếng khác"), ("“dân gốc”~5", "“lý trị”~5")),
        Rule("dân*", later("tiếng bắt đầu như vậy"), ("dân*", "d*")),
    ),
    later("Kết hợp"): (
        Rule("đảng VÀ dân", later("cả hai; viết hoa, cũng là AND"), ("đảng VÀ dân",)),
        Rule("đảng HOẶC dân", later("một trong hai; cũng là OR"), ("đảng HOẶC dân",)),
        Rule(
            "đảng KHÔNG dân", later("có vế trước, không có vế sau; cũng là NOT"), ("đảng KHÔNG dân", "đảng KHÔNG zzz")
        ),
        Rule("đảng -dân", later("bỏ một từ, viết liền dấu trừ"), ("đảng -dân", "đảng -zzz")),
        Rule("đảng +dân", later("bắt buộc có từ này"), ("đảng +dân",)),
        Rule("(đảng HOẶC dân) lý luận", later("ngoặc đơn để gộp"), ("(đảng HOẶC dân) lý luận",)),
    ),
    later("Trường"): (
        Rule(
            'tiêu đề:"lý luận"',
            later("trong tên tài liệu; cũng là tieu de:, title:"),
            ('tiêu đề:"lý luận"', "tiêu đề:a*"),
        ),
        Rule("tác giả:(Vũ Tuân)", later("tên tác giả; cũng là tac gia:, author:"), ("tác giả:(Vũ Tuân)", "tác giả:n*")),
        Rule('loại:"nghị quyết"', later("loại tài liệu; cũng là loai:, kind:"), ('loại:"nghị quyết"', "loại:b*")),
        Rule(
            'cơ quan:"Đảng ủy"',
            later("cơ quan ban hành; cũng là co quan:, issuer:"),
            ('cơ quan:"Đảng ủy"', "cơ quan:b*"),
        ),
        Rule(
            'bộ sưu tập:"Văn kiện"',
            later("bộ sưu tập; cũng là bo suu tap:, collection:"),
            ('bộ sưu tập:"Văn kiện"', "bộ sưu tập:t*"),
        ),
        Rule("số:05-NQ/ĐU", later("số của chính tài liệu; cũng là so:, number:"), ("số:05-NQ/ĐU", "số:1*")),
        Rule("năm:2010..2020", later("năm hay khoảng năm; cũng là nam:, year:"), ("năm:2010..2020", "năm:1900..")),
    ),
}


@pages.get("/tro-giup")
def guide() -> str:
    """All rules, each with a line that finds something here; without one where none does."""
    shown = {_(name): [(rule, _(rule.does), _live(rule.lines)) for rule in rules] for name, rules in RULES.items()}
    return render_template("guide.html", rules=shown)


def _live(lines: tuple[str, ...]) -> tuple[str, int] | None:
    """The first line that finds documents, and how many."""
    found = ((line, library().search(line, limit=1).total_documents) for line in lines)
    return next(((line, documents) for line, documents in found if documents), None)
