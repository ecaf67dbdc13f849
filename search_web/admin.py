"""What admins do: keep accounts, say to whom collections are shown, and read the record of who did what."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from indexer.accounts import Wanted
from indexer.errors import PasswordRefused, WrongUse
from indexer.model import Act, Role, Visibility
from indexer.sheet import sheet
from search_web import deeds
from search_web.access import guard, who
from search_web.asked import plain, whole_number
from search_web.library import whole_library
from search_web.speech import gettext as _
from search_web.words import ROLE_NAMES

pages = Blueprint("admin", __name__, url_prefix="/quan-tri")
pages.before_request(guard(Role.ADMIN))
_SHOWN = 100  # lines of the record on a page
_LAST = 1 << 62
_FILTERS = ("q", "ai", "viec", "tu", "den")


@pages.get("/nhat-ky")
def record() -> str:
    """The record, the last line first, as far as the filters let it through."""
    before = whole_number(request.args.get("truoc", ""), default=_LAST, least=1, most=_LAST)
    found = whole_library().audit.deeds(_wanted(), _SHOWN + 1, before)
    shown = found[:_SHOWN]
    asked = {name: request.args.get(name, "") for name in _FILTERS}
    return render_template(
        "admin/record.html",
        deeds=deeds,
        shown=shown,
        older=shown[-1].number if len(found) > _SHOWN else None,
        asked=asked,
        kept={name: value for name, value in asked.items() if value},
    )


@pages.get("/nhat-ky.csv")
def table() -> Response:
    """All lines that the filters let through, as a table."""
    found = whole_library().audit.all(_wanted())
    answer = Response((line.encode() for line in sheet(deeds.rows(found))), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = "attachment; filename=nhat-ky.csv"
    return answer


def _wanted() -> Wanted:
    """What the filters ask for; one that cannot be read asks for nothing."""
    given = {name: plain(request.args.get(name, "")).strip() for name in _FILTERS}
    until = _day(given["den"])
    return Wanted(
        words=given["q"][:200],
        who=given["ai"],
        act=Act(given["viec"]) if given["viec"] in list(Act) else None,
        since=_day(given["tu"]),
        until=until + timedelta(days=1) if until else None,
    )


def _day(written: str) -> datetime | None:
    """The moment at which a day begins by the machine's clock."""
    try:
        day = date.fromisoformat(written)
        return datetime(day.year, day.month, day.day).astimezone()  # the machine's clock is meant
    except (ValueError, OverflowError):
        return None


@pages.get("/tai-khoan")
def accounts() -> str:
    """Every account, with what can be done about it."""
    return _accounts()


@pages.post("/tai-khoan")
def add_account() -> AnyResponse | str:
    """A new account."""
    name, role = plain(request.form.get("ten", "")).strip(), request.form.get("vai-tro", "")
    if role not in list(Role):
        return Response(_accounts(problem="role"), 422)
    try:
        whole_library().accounts.add(name, Role(role), request.form.get("mat-khau", ""), who())
    except PasswordRefused as error:
        return Response(_accounts(problem="password", least=error.least, name=name), 422)
    except WrongUse:
        return Response(_accounts(problem="name", name=name), 422)
    flash(_("Đã mở tài khoản %(name)s.", name=name))
    return redirect(url_for("admin.accounts"), 303)


@pages.post("/tai-khoan/<name>")
def change_account(name: str) -> AnyResponse | str:
    """An account changed; not one's own, so that nobody locks themselves out."""
    kept, doing = whole_library().accounts, request.form.get("viec", "")
    if kept.account(name).name == who():
        return Response(_accounts(problem="own"), 422)
    match doing:
        case "vai-tro" if request.form.get("vai-tro") in list(Role):
            kept.set_role(name, Role(request.form["vai-tro"]), who())
        case "mat-khau":
            try:
                kept.set_password(name, request.form.get("mat-khau", ""), who())
            except PasswordRefused as error:
                return Response(_accounts(problem="password", least=error.least), 422)
        case "khoa" | "mo-khoa":
            kept.disable(name, who(), disabled=doing == "khoa")
        case "bo":
            kept.remove(name, who())
        case _:
            return Response(_accounts(problem="role"), 422)
    flash(_("Đã thay đổi tài khoản %(name)s.", name=name))
    return redirect(url_for("admin.accounts"), 303)


def _accounts(**told: Any) -> str:
    return render_template("admin/accounts.html", accounts=whole_library().accounts.all(), roles=ROLE_NAMES, **told)


@pages.get("/bo-suu-tap")
def collections() -> str:
    """Every collection, with to whom it is shown."""
    return render_template(
        "admin/collections.html", collections=whole_library().visibilities.counted(), audiences=deeds.AUDIENCES
    )


@pages.post("/bo-suu-tap")
def show_collection() -> AnyResponse:
    """A collection shown to others than before."""
    name, audience = plain(request.form.get("ten", "")).strip(), request.form.get("cho", "")
    if not name or audience not in list(Visibility):
        raise WrongUse("no such collection or audience")
    whole_library().visibilities.change(name, Visibility(audience), who())
    whom = _(deeds.AUDIENCES[Visibility(audience)])
    flash(_("Bộ sưu tập %(name)s nay dành cho: %(whom)s.", name=name, whom=whom))
    return redirect(url_for("admin.collections"), 303)
