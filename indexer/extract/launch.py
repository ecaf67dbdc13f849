"""Run as a script, it becomes a program that reads a file nobody vouches for: without network, and not for long.

Usage: launch.py PARENT LARGEST PROGRAM [ARGUMENT...]. The program ends when PARENT (a process number) ends; files it
writes have at most LARGEST bytes. It may map as much memory as it likes, as large programs map more than they use; what
it may fill stays limited as for PARENT.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from contextlib import suppress
from pathlib import Path

_END_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # CLONE_NEWUSER, CLONE_NEWNET


def _leave_network(libc: ctypes.CDLL) -> None:
    """A network of its own, with nobody in it, where the system lets us."""
    if libc.unshare(_NEW_NETWORK) == 0:
        return
    user, group = os.getuid(), os.getgid()
    if libc.unshare(_NEW_USER | _NEW_NETWORK) == 0:
        with suppress(OSError):
            Path("/proc/self/setgroups").write_text("deny", "ascii")
            Path("/proc/self/uid_map").write_text(f"{user} {user} 1", "ascii")
            Path("/proc/self/gid_map").write_text(f"{group} {group} 1", "ascii")


def main() -> None:
    """Set the limits and become the program."""
    parent, largest, program = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    allowed, _ = resource.getrlimit(resource.RLIMIT_FSIZE)
    largest = largest if allowed == resource.RLIM_INFINITY else min(largest, allowed)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    libc = ctypes.CDLL(None)
    _leave_network(libc)
    libc.prctl(_END_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before it was said
        sys.exit(1)
    os.execv(program, sys.argv[3:])  # noqa: S606  # no shell is wanted


if __name__ == "__main__":
    main()
