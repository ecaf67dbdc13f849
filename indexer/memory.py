"""Memory that is no longer used, given back."""

from __future__ import annotations

import ctypes
import gc
import sys


def give_back() -> None:
    """Let the system have what this process allocated and freed since: C libraries keep it otherwise. Costs some milliseconds."""
    gc.collect()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # of glibc
        if trim:
            trim(0)
