"""Who may sign in: accounts, their passwords, and the key that signs what browsers keep of a session."""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from datetime import UTC, datetime, timedelta

from indexer.accounts.passwords import Passwords
from indexer.catalogue import Catalogue
from indexer.catalogue.audit import Audit, Wanted
from indexer.catalogue.tries import Tries
from indexer.catalogue.users import Users
from indexer.errors import AccountNotFound, WrongUse
from indexer.model import Account, Act, Role, Session

_NAME = re.compile(r"[\w.@-]{1,64}")


def key_of(name: str) -> str:
    """A name as it is looked for: capitals and the way its letters are encoded make no difference.

    >>> key_of("Linh.Trần") == key_of("linh.tra\u0302\u0300n")
    True
    """
    return unicodedata.normalize("NFKC", name).casefold()


class Accounts:
    """The accounts of a library. `by` is who changes them, for the record."""

    def __init__(self, catalogue: Catalogue, session_hours: int) -> None:
        self._lasts = timedelta(hours=session_hours)
        self._users: Users = catalogue.users
        self._audit = catalogue.audit
        self.tries: Tries = catalogue.tries
        self.passwords = Passwords()

    def all(self) -> list[Account]:
        """Every account, by name."""
        return self._users.all()

    def account(self, name: str) -> Account:
        """The account of a name. Raises: AccountNotFound."""
        found = self._users.named(key_of(name))
        if found is None:
            raise AccountNotFound(name)
        return found[0]

    def of_session(self, token: str) -> Account | None:
        """The account of whoever holds the token, if the session has not ended."""
        account = self._users.of_session(_hashed(token), datetime.now(UTC) - self._lasts)
        return account if account and not account.disabled else None

    def add(self, name: str, role: Role, password: str, by: str) -> Account:
        """Make an account. Raises: WrongUse (the name), PasswordRefused."""
        name = unicodedata.normalize("NFC", name)
        if not _NAME.fullmatch(name):
            raise WrongUse(f"account name {name!r}: write 1 to 64 letters, digits and . _ @ - without spaces")
        return self._users.add(name, key_of(name), role, self.passwords.hashed(password, name), by)

    def set_password(self, name: str, password: str, by: str) -> None:
        """Give an account a password, which ends its sessions. Raises: AccountNotFound, PasswordRefused."""
        self._users.change(key_of(name), by, Act.PASSWORD_CHANGED, password=self.passwords.hashed(password, name))

    def set_role(self, name: str, role: Role, by: str) -> None:
        """Let an account do more or less, and end its sessions. Raises: AccountNotFound."""
        self._users.change(key_of(name), by, Act.ROLE_CHANGED, role=role)

    def disable(self, name: str, by: str, *, disabled: bool = True) -> None:
        """End an account's sessions and let it begin no more, or let it again. Raises: AccountNotFound."""
        act = Act.ACCOUNT_DISABLED if disabled else Act.ACCOUNT_ENABLED
        self._users.change(key_of(name), by, act, disabled=disabled)

    def remove(self, name: str, by: str) -> None:
        """Drop an account; what it did stays in the record. Raises: AccountNotFound."""
        self._users.remove(key_of(name), by)

    def sign_in(self, name: str, password: str, **details: str) -> Session | None:
        """Begin a session of this name and password, None if nobody may sign in so. Takes as long either way.

        Args:
            details: what the record is to say, such as the address that asks.
        """
        found = self._users.named(key_of(name))
        right = self.passwords.fits(password, found[1] if found else None)
        if found is None or not right or found[0].disabled:
            # A name that is unknown is not written: it may be a password typed into the wrong field.
            self._audit.write("", Act.SIGN_IN_REFUSED, found[0].name if found else "", **details)
            return None
        account, held = found
        session = Session(account, secrets.token_urlsafe(32))
        renewed = self.passwords.hashed_anew(password, held)
        self._users.begin(account, _hashed(session.token), datetime.now(UTC) - self._lasts, renewed, **details)
        return session

    def fits(self, name: str, password: str) -> bool:
        """Whether this is the password of the account."""
        found = self._users.named(key_of(name))
        return self.passwords.fits(password, found[1] if found else None)

    def sign_out(self, session: Session) -> None:
        """End a session: its token is worth nothing from now on."""
        self._users.end(session.account, _hashed(session.token))


def _hashed(token: str) -> str:
    """What is kept of a token: whoever reads the catalogue, or a backup of it, cannot use it."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


__all__ = ["Accounts", "Audit", "Wanted", "key_of"]
