"""What a test does on a machine that lacks a program."""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest


def pass_over(what: str) -> NoReturn:
    """Pass the test over, or fail where nothing may be passed over. `what` names the package to install."""
    if os.environ.get("TRACUU_NO_SKIPS") == "1":
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


def needed(program: str, package: str) -> str:
    """The path of a program; the test is passed over where it is missing."""
    path = shutil.which(program)
    if path is None:
        pass_over(f"no {program}: install the Debian package {package}")
    return path
