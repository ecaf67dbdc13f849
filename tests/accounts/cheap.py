"""Passwords that cost little to hash, for tests of everything else."""

from __future__ import annotations

from argon2.profiles import CHEAPEST

from indexer.accounts import Accounts
from indexer.accounts.passwords import Passwords


def cheap(accounts: Accounts) -> Accounts:
    """The accounts, hashing by the cheapest rules there are."""
    accounts.passwords = Passwords(CHEAPEST)
    return accounts
