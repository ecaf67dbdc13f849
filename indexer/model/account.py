"""People who sign in, what they may do, and the record of what was done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What somebody may do. Each may do all that those before it may."""

    READER = "reader"
    LIBRARIAN = "librarian"
    ADMIN = "admin"

    def covers(self, needed: Role) -> bool:
        """Whether this role may do what another may."""
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(Role(needed))


class Visibility(StrEnum):
    """To whom a collection is shown."""

    PUBLIC = "public"
    SIGNED_IN = "signed-in"
    LIBRARIANS = "librarians"

    def includes(self, role: Role | None) -> bool:
        """Whether it is shown to somebody of this role; None: nobody is signed in."""
        if self is Visibility.PUBLIC:
            return True
        return role is not None and (self is Visibility.SIGNED_IN or role.covers(Role.LIBRARIAN))


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in."""

    number: int
    name: str
    role: Role
    disabled: bool
    created_at: datetime
    signed_in_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody signed in. Whoever holds the token is taken for the account until the session ends."""

    account: Account
    token: str


class Act(StrEnum):
    """What is written into the record."""

    SIGNED_IN = "signed-in"
    SIGN_IN_REFUSED = "sign-in-refused"
    SIGNED_OUT = "signed-out"
    ACCOUNT_ADDED = "account-added"
    ROLE_CHANGED = "role-changed"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105  # the name of an act
    ACCOUNT_DISABLED = "account-disabled"
    ACCOUNT_ENABLED = "account-enabled"
    ACCOUNT_REMOVED = "account-removed"
    FILE_SENT = "file-sent"
    FILE_REFUSED = "file-refused"
    FILE_CANCELLED = "file-cancelled"
    FILE_RETRIED = "file-retried"
    VISIBILITY_CHANGED = "visibility-changed"
    CARD_CHANGED = "card-changed"
    CHANGE_UNDONE = "change-undone"
    SUGGESTION_ACCEPTED = "suggestion-accepted"
    SUGGESTION_REFUSED = "suggestion-refused"
    LOOKED_AT = "looked-at"
    TRASHED = "trashed"
    RESTORED = "restored"
    DOCUMENTS_MERGED = "documents-merged"


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the record: who did what, when, to which thing."""

    number: int  # rises with time
    at: datetime
    who: str  # name of the account; of the command line, that of its user and "(command line)"
    act: Act
    about: str = ""  # id of a document, name of an account or of a collection
    details: Mapping[str, str] = field(default_factory=dict)
