"""Other programs, run on files nobody vouches for: with limits, and ended with all that they started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from indexer.errors import LimitExceeded
from indexer.extract import launch

_LARGEST = 500_000_000  # bytes of a file that a program may write


@contextmanager
def own_folder() -> Iterator[Path]:
    """An empty folder for one run, among the temporary files of this process."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        yield Path(name)


def run(command: Sequence[str], folder: Path, *, seconds: int) -> tuple[int, Path]:
    """Run a program in a folder.

    Args:
        command: the program by its full path, and its arguments.
        seconds: after which it is ended, with all that it started.
    Returns: its exit status (negative: the signal that ended it), and the file that holds what it printed.
    Raises: LimitExceeded: it took longer.
    """
    printed = folder / "printed"
    with printed.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603  # our own launcher, a program that was looked up, no shell
            [sys.executable, "-I", "-S", launch.__file__, str(os.getpid()), str(_LARGEST), *command],
            cwd=folder,
            env={"PATH": os.defpath, "HOME": str(folder), "TMPDIR": str(folder), "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            return process.wait(seconds), printed
        except subprocess.TimeoutExpired as error:
            name = Path(command[0]).name
            raise LimitExceeded(
                f"{name} took more than {seconds} s to read it: split the file, or save it as PDF"
            ) from error
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
