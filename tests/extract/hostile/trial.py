"""The folder added by the real command, with an eye on its memory."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from indexer.names import BETWEEN, shown
from tests.ingest.running import TRACUU, environment

SECONDS, MEGABYTES = 60, 1024  # limits of one file
_MOST_GROWTH, _MOST_MEMORY = 100, 500  # megabytes of the first process
_OUTCOMES = {"added", "failed", "duplicate"}


@dataclass
class Trial:
    """What came of it."""

    must_be_added: dict[str, bool]
    status: int = -1
    said: str = ""
    seconds: float = 0.0
    files: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    memory: list[float] = field(default_factory=list)  # megabytes of the first process, every fifth of a second

    def wrong(self) -> list[str]:
        """Every promise that was not kept."""
        found = []
        if self.status != 1:
            found.append(f"exit status {self.status}, not 1")
        if "Traceback" in self.said or "Error" in self.said:
            found.append(f"it said: {self.said[-2000:]}")
        for name, must in self.must_be_added.items():
            if problem := self._wrong_of(name, must=must):
                found.append(f"{name!r} {problem}")
        if self.growth() > _MOST_GROWTH:
            found.append(f"memory grew by {self.growth():.0f} MB")
        if max(self.memory) > _MOST_MEMORY:
            found.append(f"memory reached {max(self.memory):.0f} MB")
        return found

    def _wrong_of(self, name: str, *, must: bool) -> str:
        told = self.files.get(shown(name), [])
        outcomes = [each["outcome"] for each in told]
        if name.endswith(".zip"):  # a line for each of its members
            return (
                "" if outcomes and set(outcomes) <= {*_OUTCOMES, "skipped"} else f"has {set(outcomes) or 'no outcome'}"
            )
        if len(outcomes) != 1 or outcomes[0] not in _OUTCOMES:
            return f"has {outcomes or 'no outcome'}"
        if must and outcomes != ["added"]:
            return f"is good and was not added: {told[0]['reason']}"
        if outcomes == ["failed"] and len(told[0]["reason"]) < 20:  # a sentence
            return "failed without a reason"
        return ""

    def growth(self) -> float:
        """Megabytes by which the last quarter usually takes more than the second one, whatever the largest file took."""
        quarter = len(self.memory) // 4
        return median(self.memory[-quarter - 1 :]) - median(self.memory[quarter : 2 * quarter + 1])

    def lines(self) -> list[str]:
        """It in words."""
        outcomes = Counter(each["outcome"] for found in self.files.values() for each in found)
        reasons = Counter(
            each["reason"].partition("(")[0].partition(":")[0][:60]
            for found in self.files.values()
            for each in found
            if each["outcome"] == "failed"
        )
        return [
            f"{len(self.must_be_added)} files, {sum(self.must_be_added.values())} of them good: {dict(outcomes)}",
            f"{self.seconds:.0f} s; memory of the first process at each tenth of the time, then its peak, in MB:",
            " ".join(f"{self.memory[len(self.memory) * at // 10]:.0f}" for at in range(10))
            + f" {max(self.memory):.0f}",
            *(f"{count:4}  {reason}" for reason, count in reasons.most_common()),
        ]


def add(folder: Path, home: Path, must_be_added: dict[str, bool]) -> Trial:
    """Add the folder's files, each by its name, so that none is passed over."""
    limits = {"TRACUU_FILE_SECONDS": str(SECONDS), "TRACUU_FILE_MEGABYTES": str(MEGABYTES)}
    trial = Trial(must_be_added)
    began = time.monotonic()
    with subprocess.Popen(
        [*TRACUU, "--home", str(home), "add", "--json", *(folder / name for name in must_be_added)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment() | limits,
    ) as process:
        watching = threading.Thread(target=_watch, args=(process, trial.memory))
        watching.start()
        answer, said = process.communicate()
        watching.join()
    trial.seconds, trial.status, trial.said = time.monotonic() - began, process.returncode, said.decode()
    for each in json.loads(answer or b'{"files": []}')["files"]:
        trial.files.setdefault(Path(each["path"].partition(BETWEEN)[0]).name, []).append(each)
    return trial


def _watch(process: subprocess.Popen[bytes], memory: list[float]) -> None:
    page = os.sysconf("SC_PAGE_SIZE") / (1 << 20)
    while process.poll() is None:
        try:
            memory.append(int(Path(f"/proc/{process.pid}/statm").read_text("ascii").split()[1]) * page)
        except (OSError, IndexError):
            return
        time.sleep(0.2)
