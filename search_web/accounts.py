"""Signing in and out, and one's own account."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, current_app, redirect, render_template, request, url_for
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response as AnyResponse

from indexer.errors import PasswordRefused
from indexer.library import Library
from indexer.model import Account, Role
from indexer.settings import Settings
from search_web.access import account, always_open, begin_session, end_session, needs
from search_web.library import whole_library
from search_web.tries import SignInTries
from search_web.within import within_site

pages = Blueprint("accounts", __name__)
_TRIES = "tracuu.tries"
_NAME, _PASSWORD, _NEW, _AGAIN, _NEXT = "ten", "mat-khau", "mat-khau-moi", "mat-khau-lan-nua", "next"


def add_tries(app: Flask, library_: Library, settings: Settings) -> None:
    """Count in this application how often somebody tries to sign in."""
    app.extensions[_TRIES] = SignInTries(library_, settings.tries)


@pages.get("/dang-nhap")
@always_open
def sign_in() -> AnyResponse | str:
    """The form; those who are signed in go on."""
    if account() is not None:
        return redirect(within_site(request.args.get(_NEXT)))
    return _form()


@pages.post("/dang-nhap")
@always_open
def begin() -> AnyResponse | str:
    """Signed in, on to where one wanted to go; or the form again, which does not say what was wrong."""
    name, password = request.form.get(_NAME, "").strip(), request.form.get(_PASSWORD, "")
    _count_try(name)
    session = whole_library().accounts.sign_in(name, password, address=request.remote_addr or "")
    if session is None:
        return Response(_form(name, refused=True), 401)
    _tries().succeeded(name, request.remote_addr or "")
    begin_session(session)
    return redirect(within_site(request.form.get(_NEXT)), 303)


@pages.post("/dang-xuat")
@always_open
def sign_out() -> AnyResponse:
    """Signed out, on to the home page."""
    end_session()
    return redirect(url_for("search.home"), 303)


@pages.get("/tai-khoan")
@needs(Role.READER)
def own() -> str:
    """One's own account, with a form for another password."""
    return render_template("account.html")


@pages.post("/tai-khoan")
@needs(Role.READER)
def change_password() -> AnyResponse | str:
    """One's own password changed, which ends every session; one signs in anew with it."""
    asking = _asking()
    old, new = request.form.get(_PASSWORD, ""), request.form.get(_NEW, "")
    _count_try(asking.name)
    if new != request.form.get(_AGAIN, ""):
        return Response(render_template("account.html", problem="unlike"), 422)
    if not whole_library().accounts.fits(asking.name, old):
        return Response(render_template("account.html", problem="wrong"), 422)
    try:
        whole_library().accounts.set_password(asking.name, new, asking.name)
    except PasswordRefused as error:
        return Response(render_template("account.html", problem="refused", least=error.least), 422)
    end_session()
    return redirect(url_for("accounts.sign_in", next=url_for("accounts.own")), 303)


def _asking() -> Account:
    asking = account()
    assert asking is not None  # noqa: S101  # the view needs a role
    return asking


def _form(name: str = "", *, refused: bool = False) -> str:
    onward = request.values.get(_NEXT, "")
    return render_template("sign_in.html", name=name, refused=refused, onward=onward)


def _count_try(name: str) -> None:
    wait = _tries().begin(name, request.remote_addr or "")
    if wait:
        raise TooManyRequests(retry_after=wait)


def _tries() -> SignInTries:
    tries: SignInTries = current_app.extensions[_TRIES]
    return tries
