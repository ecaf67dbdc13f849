"""A real Chromium, without and with its scripts, on a library of the sample corpus served as it will be."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.wanting import pass_over

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).parents[2]
HELD = (  # enough for every journey; the whole corpus takes longer to read
    "bai-bao-gia-tri-thang-du.pdf",
    "bai-viet-bao-ve-nen-tang.html",
    "bai-viet-chu-nghia-xa-hoi-khoa-hoc.html",
    "chi-thi-03-ct-du.pdf",
    "ghi-chep-doc-kinh-dien.txt",
    "giao-trinh-kinh-te-chinh-tri.pdf",
    "hoi-dap-nghi-quyet-05.docx",
    "huong-dan-07-hd-du.docx",
    "ke-hoach-12-kh-du.pdf",
    "nghi-quyet-05-nq-du.pdf",
    "quy-che-02-qc-du.pdf",
    "suy-nghi-ve-dan-van.txt",
    "tap-bai-giang-dao-duc-cach-mang.pdf",
)
PATIENCE = 60_000  # milliseconds for what takes a moment; nothing is told from how long it takes
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, with a profile of its own."""
    path = shutil.which("chromium")
    if path is None:
        pass_over("no browser: install the Debian package chromium")
    try:
        from playwright.sync_api import expect, sync_playwright
    except ImportError:
        pass_over("nothing to drive a browser with: install playwright (pip install -e .[dev])")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)  # headless, in a new folder
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a library that serves the corpus."""
    assert chromium.is_connected()  # without a browser nothing need be served
    command = [sys.executable, "-m", "indexer.cli", "--home", str(tmp_path_factory.mktemp("home"))]
    held = [str(ROOT / "corpus" / name) for name in HELD]
    subprocess.run([*command, "add", "--collection", "Tài liệu mẫu", *held], cwd=ROOT, check=True, capture_output=True)
    server = subprocess.Popen([*command, "serve", "--port", "0"], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        yield server.stdout.readline().split()[-1].rstrip("/")
    finally:
        server.terminate()
        server.wait(10)


@dataclass
class Reader:
    """A reader at a screen, and every address the browser asked for."""

    page: Page
    asked: list[str] = field(default_factory=list)

    def search(self, line: str) -> None:
        """From the home page: type and press Enter."""
        self.page.goto("/")
        self.page.locator("#q:focus").wait_for()
        self.page.keyboard.type(line)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/tim?*")

    def width(self) -> int:
        """How wide the page really is, in CSS pixels."""
        return int(self.page.evaluate("document.documentElement.scrollWidth"))


Sit = Callable[..., Reader]


@pytest.fixture
def sit(chromium: Browser, site: str) -> Iterator[Sit]:
    """Seat a reader. At the end, nothing may have been asked of any other site, nor may a script have failed."""
    contexts: list[BrowserContext] = []
    asked: list[str] = []
    failed: list[str] = []

    def seat(*, width: int = 1280, height: int = 900, scripts: bool = True, dark: bool = False) -> Reader:
        phone = width < 600
        context = chromium.new_context(
            base_url=site,
            viewport={"width": width, "height": height},
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
            has_touch=phone,
            is_mobile=phone,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: failed.append(str(error)))
        page.on("console", lambda said: failed.append(said.text) if said.type == "error" else None)
        return Reader(page, asked)

    yield seat
    for context in contexts:
        context.close()
    here = urlsplit(site).netloc
    assert asked
    assert [url for url in asked if urlsplit(url).netloc != here] == []
    assert [what for what in failed if "404" not in what] == []


@pytest.fixture
def violations() -> Callable[[Page], list[str]]:
    """What axe-core holds against a page: rule and place."""
    try:
        from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # ships no types
    except ImportError:
        pass_over("nothing to check accessibility with: install axe-playwright-python (pip install -e .[dev])")
    axe = Axe()

    def look(page: Page) -> list[str]:
        found = axe.run(page).response["violations"]
        return [f"{each['id']}: {node['target']}" for each in found for node in each["nodes"]]

    return look


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def reader(request: pytest.FixtureRequest, sit: Sit) -> Reader:
    """A reader at a desk, once with scripts and once without."""
    return sit(scripts=request.param)
