"""Make the whole folder, add it, and say what came of it."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.extract.hostile import make
from tests.extract.hostile.trial import add

if __name__ == "__main__":
    if len(sys.argv) != 2:  # the command and its argument
        sys.exit("usage: python -m tests.extract.hostile FOLDER   (a new folder; it takes some minutes)")
    root = Path(sys.argv[1])
    trial = add(root / "files", root / "home", make(root / "files"))
    print("\n".join([*trial.lines(), *trial.wrong()]))  # noqa: T201  # a command prints
    sys.exit(bool(trial.wrong()))
