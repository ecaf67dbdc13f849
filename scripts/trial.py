"""Trials of a served library: processes killed while files are sent, or many who send while others search.

scripts/trial.py kills --count 100
scripts/trial.py load --files 1000 --clients 8 --readers 16
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from indexer.benchmark.drill import drill
from indexer.benchmark.sending import under_load


def kills(arguments: argparse.Namespace, home: Path) -> bool:
    found = drill(home, arguments.count, arguments.seed)
    for name, count in found.kills.most_common():
        print(f"killed {count:4} times: {name}")
    print(
        f"{len(found.sent.kept)} files kept, {len(found.sent.unanswered)} unanswered, {len(found.sent.refused)} refused"
    )
    print(f"lost: {found.lost or 'none'}; {found.seconds:.0f} s; check: {found.check.strip()}")
    return not found.lost and found.sound


def load(arguments: argparse.Namespace, home: Path) -> bool:
    found = under_load(
        home,
        files=arguments.files,
        clients=arguments.clients,
        readers=arguments.readers,
        idle_seconds=arguments.idle,
        held=arguments.held,
    )
    sent = found.sent
    print(
        f"{len(sent.kept)} of {found.files} files kept, {len(sent.unanswered)} unanswered, refused: {sent.refused or 'none'}"
    )
    print(
        f"sent in {found.sending_seconds:.1f} s, all taken in after {found.taking_seconds:.1f} s, lost: {found.lost or 'none'}"
    )
    for name, each in (("idle", found.idle), ("busy", found.busy)):
        print(
            f"{name}: {len(each.seconds)} searches, p50 {each.p50:.0f} ms, p95 {each.p95:.0f} ms, failed: {each.failed or 'none'}"
        )
    print(f"p95 busy to idle: {found.busy.p95 / found.idle.p95:.2f}")
    return not found.lost and len(sent.kept) == found.files and not found.busy.failed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = parser.add_subparsers(required=True)
    one = parts.add_parser("kills")
    one.add_argument("--count", type=int, default=100)
    one.add_argument("--seed", type=int, default=1)
    one.set_defaults(run=kills)
    other = parts.add_parser("load")
    for name, default in (("files", 1000), ("clients", 8), ("readers", 16), ("held", 100), ("idle", 30)):
        other.add_argument(f"--{name}", type=int, default=default)
    other.set_defaults(run=load)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="trial-") as folder:
        return 0 if arguments.run(arguments, Path(folder) / "home") else 1


if __name__ == "__main__":
    sys.exit(main())
