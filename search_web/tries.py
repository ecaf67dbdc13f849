"""How often somebody may try to sign in. All server processes count in one place: the only importer of limits.

That place is the catalogue, which every installation has; memory would count in each process apart, and Redis is
one more thing to run. Where there is a Redis, the setting `tries` names it by URL.
"""

from __future__ import annotations

import hashlib
import ipaddress
import math
import time

from limits import RateLimitItem, parse
from limits.errors import ConfigurationError
from limits.storage import Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter

from indexer.accounts import key_of
from indexer.errors import IndexerError, WrongUse
from indexer.library import Library

_OF_BOTH = parse("10 per 15 minutes")  # one name from one address: somebody who mistypes
_OF_NAME = parse("50 per hour")  # one name from everywhere: many machines that guess one password
_OF_ADDRESS = parse("100 per 15 minutes")  # one address, which a whole school may share


class _InCatalogue(Storage):
    """Counts in the catalogue, for `limits`."""

    STORAGE_SCHEME = None  # opened by no URL

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library

    @property
    def base_exceptions(self) -> type[Exception]:
        return IndexerError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        return self._library.accounts.tries.add(key, expiry, amount)

    def get(self, key: str) -> int:
        return self._library.accounts.tries.count(key)

    def get_expiry(self, key: str) -> float:
        return self._library.accounts.tries.until(key)

    def check(self) -> bool:
        return True

    def reset(self) -> int:
        return self._library.accounts.tries.forget()

    def clear(self, key: str) -> None:
        self._library.accounts.tries.forget(key)


class SignInTries:
    """Counts each try before the password is looked at, so that many at once are no way around."""

    def __init__(self, library: Library, url: str) -> None:
        """Args: url: of Redis; empty: the catalogue. Raises: WrongUse: it is none, or the package redis is missing."""
        try:
            storage = storage_from_string(url) if url else _InCatalogue(library)
        except ConfigurationError as error:
            raise WrongUse(f"setting tries is {url!r} ({error}): write redis://HOST:PORT, or leave it out") from error
        self._limiter = FixedWindowRateLimiter(storage)

    def begin(self, name: str, address: str) -> int:
        """Count a try. Returns: for how many seconds no other is let through; 0: this one is."""
        wait = 0
        for limit, *of in self._limits(name, address):
            if not self._limiter.hit(limit, *of):
                wait = max(wait, math.ceil(self._limiter.get_window_stats(limit, *of).reset_time - time.time()), 1)
        return wait

    def succeeded(self, name: str, address: str) -> None:
        """Forget the tries of somebody who then signed in; those of the address count on."""
        for limit, *of in self._limits(name, address)[:2]:
            self._limiter.clear(limit, *of)

    @staticmethod
    def _limits(name: str, address: str) -> list[tuple[RateLimitItem, str, str]]:
        who, where = _hashed(key_of(name)), _network(address)
        return [(_OF_BOTH, who, where), (_OF_NAME, who, ""), (_OF_ADDRESS, "", where)]


def _hashed(name: str) -> str:
    """A name as it is counted: what was typed may be a password in the wrong field."""
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:24]


def _network(address: str) -> str:
    """An address as it is counted: of IPv6 the part that one household is given.

    >>> _network("192.0.2.7"), _network("2001:db8:1:2:3::4"), _network("")
    ('192.0.2.7', '2001:db8:1:2::', '')
    """
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return ""
    return str(known) if known.version == 4 else str(ipaddress.ip_network(f"{address}/64", strict=False)[0])  # noqa: PLR2004  # IPv4
