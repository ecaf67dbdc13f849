"""Passwords, hashed with Argon2id: the only importer of argon2."""

from __future__ import annotations

import threading
import unicodedata
from functools import cached_property

import argon2

from indexer.errors import PasswordRefused

LEAST = 10  # characters
_MOST = 1000  # characters, so that hashing takes no longer for them
_AT_ONCE = 2  # hashes that a process makes at a time: each takes 64 MiB
_NOBODYS = "of an account that is not there"


class Passwords:
    """Hashes by the rules of RFC 9106 for little memory: 64 MiB, three passes. Threads may share it."""

    def __init__(self, rules: argon2.Parameters = argon2.profiles.RFC_9106_LOW_MEMORY) -> None:
        self._hasher = argon2.PasswordHasher.from_parameters(rules)
        self._turn = threading.BoundedSemaphore(_AT_ONCE)

    @cached_property
    def _nobodys(self) -> str:
        return self._hasher.hash(_NOBODYS)

    def hashed(self, password: str, name: str) -> str:
        """The hash of a new password for the account of a name. Raises: PasswordRefused."""
        if len(password) < LEAST:
            raise PasswordRefused("is short", LEAST)
        if len(password) > _MOST:
            raise PasswordRefused(f"has more than {_MOST} characters", LEAST)
        if len(set(password)) < LEAST // 2 or (
            name.casefold() in password.casefold() and len(name) > len(password) // 2
        ):
            raise PasswordRefused("is easy to guess", LEAST)
        return self._hash(password)

    def fits(self, password: str, held: str | None) -> bool:
        """Whether a password is that of a hash. Without a hash it is not, and to say so takes as long."""
        nobodys = self._nobodys  # made before any is compared, so that no first time tells names from others
        with self._turn:
            try:
                return self._hasher.verify(held or nobodys, _typed(password)) and held is not None
            except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
                return False

    def hashed_anew(self, password: str, held: str) -> str | None:
        """The hash of a password by the rules of today; None if `held` was made by them."""
        return self._hash(password) if self._hasher.check_needs_rehash(held) else None

    def _hash(self, password: str) -> str:
        with self._turn:
            return self._hasher.hash(_typed(password))


def _typed(password: str) -> bytes:
    """The bytes of a password, however the keyboard encodes its letters."""
    return unicodedata.normalize("NFC", password[:_MOST]).encode("utf-8", "surrogatepass")
