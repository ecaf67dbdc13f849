"""Indexes corpus/ in a data folder of its own, then serves it; with --once searches it over HTTP and ends."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parent.parent
TRACUU = [str(Path(sys.executable).parent / "tracuu")]
LINE = "gia tri thang du"
SOME_FAILED = 1  # as the old Word file does where no program reads it


def main() -> int:
    """Run the demonstration."""
    if sys.argv[1:] == ["--once"]:
        with tempfile.TemporaryDirectory() as folder:
            return _once(Path(folder))
    home = ROOT / "tracuu-home"
    _add(home)
    print("search in a browser; Ctrl+C ends")
    return subprocess.call([*TRACUU, "--home", str(home), "serve"])


def _add(home: Path) -> None:
    status = subprocess.call([*TRACUU, "--home", str(home), "add", str(ROOT / "corpus")])
    if status not in (0, SOME_FAILED):
        sys.exit(status)


def _once(home: Path) -> int:
    _add(home)
    server = subprocess.Popen([*TRACUU, "--home", str(home), "serve", "--port", "0"], stdout=subprocess.PIPE, text=True)
    try:
        address = _address(server)
        page = json.load(
            urllib.request.urlopen(f"{address}/api/v1/search?{urllib.parse.urlencode({'q': LINE, 'limit': 3})}")
        )
    finally:
        server.terminate()
        server.wait()
    print(f"\n{address}/tim?q={urllib.parse.quote_plus(LINE)}")
    print(f"{LINE!r}: {page['total_documents']} documents, {page['total_passages']} passages")
    for document in page["documents"]:
        print(f"\n{document['title']}")
        for passage in document["passages"]:
            print(f"  tr. {passage['page_label'] or '-'}: {passage['text'][:160]} …")
    return 0 if page["documents"] else 1


def _address(server: subprocess.Popen[str]) -> str:
    for line in server.stdout or ():
        for word in line.split():
            if word.startswith("http://"):
                return word.rstrip("/")
    raise SystemExit("the server ended before it served")


if __name__ == "__main__":
    sys.exit(main())
