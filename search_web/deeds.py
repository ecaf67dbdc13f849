"""The record of who did what, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from indexer.model import Act, Deed, Visibility
from search_web.speech import gettext as _
from search_web.speech import later
from search_web.words import ROLE_NAMES, moment

ACTS = {
    Act.SIGNED_IN: later("đăng nhập"),
    Act.SIGN_IN_REFUSED: later("đăng nhập không thành"),
    Act.SIGNED_OUT: later("đăng xuất"),
    Act.ACCOUNT_ADDED: later("mở tài khoản"),
    Act.ROLE_CHANGED: later("đổi vai trò"),
    Act.PASSWORD_CHANGED: later("đổi mật khẩu"),
    Act.ACCOUNT_DISABLED: later("khóa tài khoản"),
    Act.ACCOUNT_ENABLED: later("mở khóa tài khoản"),
    Act.ACCOUNT_REMOVED: later("bỏ tài khoản"),
    Act.FILE_SENT: later("gửi tệp"),
    Act.FILE_REFUSED: later("tệp không được nhận"),
    Act.FILE_CANCELLED: later("hủy tệp đang chờ"),
    Act.FILE_RETRIED: later("thử lại tệp"),
    Act.VISIBILITY_CHANGED: later("đổi người được xem bộ sưu tập"),
    Act.CARD_CHANGED: later("sửa thẻ"),
    Act.CHANGE_UNDONE: later("hoàn tác"),
    Act.SUGGESTION_ACCEPTED: later("nhận gợi ý"),
    Act.SUGGESTION_REFUSED: later("bỏ gợi ý"),
    Act.LOOKED_AT: later("đã xem"),
    Act.TRASHED: later("bỏ vào thùng rác"),
    Act.RESTORED: later("khôi phục"),
    Act.DOCUMENTS_MERGED: later("gộp tài liệu"),
}
AUDIENCES = {
    Visibility.PUBLIC: later("mọi người"),
    Visibility.SIGNED_IN: later("người đã đăng nhập"),
    Visibility.LIBRARIANS: later("thủ thư"),
}
_VALUES = {str(role): name for role, name in ROLE_NAMES.items()} | {str(each): name for each, name in AUDIENCES.items()}
_KEYS = {"address": later("địa chỉ"), "role": later("vai trò"), "visibility": later("cho")}
HEAD = (later("Lúc"), later("Ai"), later("Việc"), later("Về"), later("Chi tiết"))
_BY_COMMAND = " (command line)"


def who(deed: Deed) -> str:
    """Who did it; somebody at the command line is told from an account of that name."""
    return deed.who.replace(_BY_COMMAND, f" ({_('dòng lệnh')})")


def details(deed: Deed) -> str:
    """What else the record says.

    >>> from datetime import UTC, datetime
    >>> details(Deed(1, datetime.now(UTC), "an", Act.ROLE_CHANGED, "linh", {"role": "admin"}))
    'vai trò: Người quản trị'
    """
    told = {_(_KEYS[key]) if key in _KEYS else key: value for key, value in deed.details.items()}
    return " · ".join(f"{key}: {_(_VALUES[value]) if value in _VALUES else value}" for key, value in told.items())


def rows(deeds: Iterable[Deed]) -> Iterator[tuple[str, ...]]:
    """The record as a table, with its head."""
    yield tuple(_(each) for each in HEAD)
    for each in deeds:
        yield moment(each.at), who(each), _(ACTS[each.act]), each.about, details(each)
