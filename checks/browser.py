"""Chromium without a window, and axe-core in it."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def browser() -> str:
    """Chromium as it is there, else from the distribution's packages where we may install them."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    found = os.environ.get("HEADWATERS_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {"check": False, "timeout": 400, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update"], **quiet)
        subprocess.run(["apt-get", "install", "-y", "--no-install-recommends", "chromium"], **quiet)
        found = shutil.which("chromium")
    if found is None:
        pytest.skip("NO PAGE WAS OPENED: there is no Chromium here; install it or name it with HEADWATERS_CHROMIUM")
    return found


def opened(browser: str, profile: Path, *words: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}", "--enable-logging=stderr", *words],
        capture_output=True,
        text=True,
        timeout=180,
        check=True,
    )


def complaints(run: subprocess.CompletedProcess) -> list[str]:
    """What the page's console says."""
    return [line for line in run.stderr.splitlines() if ":CONSOLE" in line]


#: What axe-core finds is written into the page: no driver is needed to read it.
TELL = """axe.run().then(found => {
  const told = document.createElement("pre");
  told.id = "axe";
  told.textContent = JSON.stringify([found.passes.length, found.violations.map(each => each.id + ": " + each.nodes[0].html)]);
  document.body.replaceChildren(told);
});"""


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("axe")
    if shutil.which("npm") is None:
        pytest.skip("ACCESSIBILITY WAS NOT CHECKED: there is no npm to fetch axe-core with")
    got = subprocess.run(["npm", "pack", "axe-core@4.10.3"], cwd=folder, capture_output=True, text=True, timeout=180, check=False)
    if got.returncode != 0:
        pytest.skip("ACCESSIBILITY WAS NOT CHECKED: axe-core cannot be fetched: " + got.stderr[-200:])
    shutil.unpack_archive(next(folder.glob("*.tgz")), folder)
    return (folder / "package/axe.min.js").read_text(encoding="utf-8").replace("</script>", "<\\/script>")


@pytest.fixture
def axe_on(browser: str, axe: str, tmp_path: Path) -> Callable[[Path, str], tuple[int, list[str]]]:
    """How many rules a page passes and what it breaks, in light or dark."""

    def look(path: Path, scheme: str) -> tuple[int, list[str]]:
        page = path.read_text(encoding="utf-8")
        # The page itself lets no script run, so the one that looks at it is put into a copy that does.
        page, without = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
        assert without == 1
        if scheme == "dark":
            page, dark = re.subn(r"@media \(prefers-color-scheme: dark\)", "@media all", page)
            assert dark == 1
        copy = tmp_path / "page.html"
        copy.write_text(page.replace("</body>", f"<script>{axe}</script><script>{TELL}</script></body>"), encoding="utf-8")
        seen = opened(browser, tmp_path / "profile", "--virtual-time-budget=60000", "--dump-dom", copy.as_uri()).stdout
        passed, violations = json.loads(html.unescape(re.search(r'<pre id="axe">(.*)</pre>', seen).group(1)))
        return passed, violations

    return look
