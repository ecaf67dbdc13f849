"""Where to go on after a form: nowhere but within this site."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_PATH = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")  # no white space, no control character, no reversed stroke
_MOST = 100_000  # characters: a search for a pasted page


def within_site(address: str | None) -> str:
    """The address if it is a path of this site, else that of the home page.

    >>> within_site("/tai-lieu/ex4y4b1ac?q=a%20b"), within_site("//evil.test"), within_site("https://evil.test")
    ('/tai-lieu/ex4y4b1ac?q=a%20b', '/', '/')
    >>> within_site("/\\\\evil.test"), within_site("/x\\r\\nSet-Cookie: a=b"), within_site(None)
    ('/', '/', '/')
    """
    if not address or len(address) > _MOST or not _PATH.fullmatch(address):
        return "/"
    try:
        parts = urlsplit(address)
    except ValueError:
        return "/"
    return address if not parts.scheme and not parts.netloc else "/"
