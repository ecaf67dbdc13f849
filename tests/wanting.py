"""What a test does on a machine that lacks a program."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def pass_over(what: str) -> NoReturn:
    """Pass the test over, or fail where nothing may be passed over. `what` names the package to install."""
    if os.environ.get("TRACUU_NO_SKIPS") == "1":
        pytest.fail(what, pytrace=False)
    pytest.skip(what)
