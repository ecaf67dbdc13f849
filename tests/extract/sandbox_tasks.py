"""Work that misbehaves, importable by the workers."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from indexer.errors import NoText


def work(order: str) -> str:  # one line a misdeed
    name, _, argument = order.partition(":")
    if name == "sleep":
        time.sleep(float(argument))
        return order
    if name == "fill":
        return str(len(bytearray(int(argument) << 20)))
    if name == "abort":
        os.abort()
    if name == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if name == "exit":
        sys.exit(3)
    if name == "raise":
        message = "wrong\nturn"
        raise RuntimeError(message)
    if name == "no text":
        raise NoText("it is a scan")
    if name == "mark":
        Path(argument).write_text(str(os.getpid()), "utf-8")
        time.sleep(60)
    return order.upper()


def unpicklable(order: str) -> object:
    return lambda: order
