"""Who asks, and what they may do: sessions, roles, and tokens against forged forms."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, Response, current_app, redirect, request, session, url_for
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import Forbidden, HTTPException, Unauthorized
from werkzeug.wrappers import Response as AnyResponse

from indexer.accounts.secret import secret_key
from indexer.errors import IndexerError, LibraryBusy, StorageFull
from indexer.model import Account, Role, Session
from indexer.settings import Settings
from search_web.library import whole_library

View = TypeVar("View", bound=Callable[..., Any])
MOST_BYTES = 1_000_000  # of a body, unless its view says otherwise


class _Reader(UserMixin):  # type: ignore[misc]  # flask_login ships no types
    """Somebody signed in, as Flask-Login wants them."""

    def __init__(self, session_: Session) -> None:
        self.session, self.account = session_, session_.account

    def get_id(self) -> str:
        """What the browser keeps, signed."""
        return self.session.token


def add_access(app: Flask, settings: Settings, forms_of_others: Sequence[Any] = ()) -> None:
    """Make this application know who asks.

    Args:
        forms_of_others: blueprints that programs send forms to, without a token.
    """
    app.config.update(
        SECRET_KEY=_key(settings),
        SESSION_COOKIE_NAME="__Host-tracuu" if settings.https else "tracuu",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        PERMANENT_SESSION_LIFETIME=settings.session_hours * 3600,
        WTF_CSRF_TIME_LIMIT=None,  # a token lasts as long as its session
        MAX_CONTENT_LENGTH=MOST_BYTES,
    )
    signed_in = LoginManager(app)
    signed_in.session_protection = None  # a phone changes its address, and is still the same
    signed_in.user_loader(_of_token)
    app.before_request(_limit_body)  # before anything reads the body
    app.before_request(_let_read)
    tokens = CSRFProtect(app)
    for blueprint in forms_of_others:
        tokens.exempt(blueprint)
    app.after_request(_keep_private)
    app.context_processor(lambda: {"account": _shown_account()})


def _key(settings: Settings) -> bytes:
    """The key of the data folder. Where nothing can be written, one of this process: reading goes on, signing in cannot."""
    try:
        return secret_key(settings.home)
    except (StorageFull, LibraryBusy):
        logging.getLogger(__name__).warning("no key can be kept in %s: nobody can sign in", settings.home)
        return secrets.token_bytes(32)


def _of_token(token: str) -> _Reader | None:
    found = whole_library().accounts.of_session(token)
    return _Reader(Session(found, token)) if found else None


# ---- who asks


def account() -> Account | None:
    """Who asks, if somebody is signed in."""
    return current_user.account if current_user.is_authenticated else None


def _shown_account() -> Account | None:
    """Whom a page greets: nobody, where the catalogue cannot say, so that an error about it can be shown."""
    try:
        return account()
    except IndexerError:
        return None


def role() -> Role | None:
    """What whoever asks may do; None: nobody is signed in."""
    asking = account()
    return asking.role if asking else None


def who() -> str:
    """Who asks, for the record; empty if nobody is signed in."""
    asking = account()
    return asking.name if asking else ""


def begin_session(session_: Session) -> None:
    """Take whoever asks for this account from now on. Nothing of the session before is kept."""
    session.clear()
    login_user(_Reader(session_))


def end_session() -> None:
    """Forget who asks, here and in the library."""
    if current_user.is_authenticated:
        whole_library().accounts.sign_out(current_user.session)
    logout_user()
    session.clear()


# ---- what they may do


def needs(needed: Role) -> Callable[[View], View]:
    """A view for those alone who may do what this role may."""

    def of(view: View) -> View:
        @wraps(view)
        def checked(*args: Any, **kwargs: Any) -> Any:
            refusal = _refusal(needed)
            return view(*args, **kwargs) if refusal is None else refusal

        return checked  # type: ignore[return-value]  # the view, checked

    return of


def guard(needed: Role) -> Callable[[], AnyResponse | None]:
    """The same for all views of a blueprint: `pages.before_request(guard(Role.LIBRARIAN))`."""
    return lambda: _refusal(needed)


def always_open(view: View) -> View:
    """A view for everybody, also where only those who are signed in may read."""
    view.always_open = True  # type: ignore[attr-defined]  # a mark
    return view


def takes(most_bytes: int | Callable[[Settings], int]) -> Callable[[View], View]:
    """A view whose request may have a larger body, by a setting if need be."""

    def of(view: View) -> View:
        view.most_bytes = most_bytes  # type: ignore[attr-defined]  # a mark
        return view

    return of


def _refusal(needed: Role) -> AnyResponse | None:
    held = role()
    if held is None:
        return _to_sign_in()
    if not held.covers(needed):
        raise Forbidden
    return None


def _to_sign_in() -> AnyResponse:
    """The page to sign in, for those who came for a page; programs are told."""
    if request.method == "GET" and "text/html" in request.headers.get("Accept", ""):
        back = request.full_path.rstrip("?")
        return redirect(url_for("accounts.sign_in", next=back if back != "/" else None))
    raise Unauthorized


def _mark(name: str) -> Any:
    return getattr(current_app.view_functions.get(request.endpoint or ""), name, None)


def body_limit(app: Flask) -> Callable[[str, str], int]:
    """From a method and a path to the most bytes that a body sent there may have."""
    addresses = app.url_map.bind("")

    def limit(method: str, path: str) -> int:
        try:
            endpoint, _ = addresses.match(path, method)
        except HTTPException:
            return MOST_BYTES
        return _most_bytes(app, str(endpoint)) or MOST_BYTES

    return limit


def _most_bytes(app: Flask, endpoint: str) -> int | None:
    most = getattr(app.view_functions.get(endpoint), "most_bytes", None)
    return most(app.config["TRACUU"]) if callable(most) else most


def _limit_body() -> None:
    most = _most_bytes(current_app, request.endpoint or "")
    if most is not None:
        request.max_content_length = request.max_form_memory_size = most


def _let_read() -> AnyResponse | None:
    """Where only those who are signed in may read, turn others away. What is at no address is so for everybody."""
    settings: Settings = current_app.config["TRACUU"]
    free = request.endpoint in (None, "static") or _mark("always_open")
    if settings.reading == "open" or free or account() is not None:
        return None
    return _to_sign_in()


def _keep_private(response: Response) -> Response:
    """No cache between keeps what one reader was shown for another."""
    if request.endpoint != "static" and "_user_id" in session:
        response.cache_control.private = True
        response.cache_control.public = None  # type: ignore[assignment]  # left out
    return response
