"""Another process at work on an index: `python -m tests.contract.child ENGINE PATH WHAT`.

It says what it has come to, a line at a time.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from tests.contract.opening import opened
from tests.contract.samples import entry, put

BLOCKS = 8


def main(name: str, path: Path, what: str) -> None:
    engine = opened(name, path)
    if what == "put":
        put(engine, entry(1, text="a"))
    elif what == "hold":
        hold(name, path)
    elif what == "blocks":
        for n in range(BLOCKS):
            put(engine, *(entry(n, ordinal, "a b") for ordinal in range(10)))
    say("done")


def hold(name: str, path: Path) -> None:
    """Stay inside a block until killed."""
    with opened(name, path).writer() as writer:
        writer.remove(1)
        writer.put(entry(2, ordinal, f"a t{ordinal}") for ordinal in range(2000))
        say("inside")
        time.sleep(600)


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
