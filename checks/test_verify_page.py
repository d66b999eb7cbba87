"""The page docs/verify.html, in a browser, with a file that the Java tests hold to its bytes."""

from __future__ import annotations

import base64
import hashlib
import html
import random
import re
from pathlib import Path

import pytest
from browser import complaints, opened

HOME = Path(__file__).resolve().parent.parent
PAGE = (HOME / "docs/verify.html").read_text(encoding="utf-8")
SHOWN = HOME / "jobs/src/test/resources/org/headwaters/core/statement"
PROOF = (SHOWN / "ada.json").read_text(encoding="utf-8")
VKEY = (SHOWN / "ada.vkey").read_text(encoding="ascii").strip()


def answers(browser: str, tmp_path: Path, proof: str, vkey: str = VKEY, nonce: str = "") -> list[tuple[str, ...]]:
    """Outcome, check and sentence of each line: the page looks at once if it is opened with a file in it."""
    page = PAGE.replace('spellcheck="false"></textarea>', f'spellcheck="false">{html.escape(proof)}</textarea>')
    for name, value in (("vkey", vkey), ("nonce", nonce)):
        page = page.replace(f'id="{name}" spellcheck="false" value=""', f'id="{name}" spellcheck="false" value="{html.escape(value)}"')
    file = tmp_path / "page.html"
    file.write_text(page, encoding="utf-8")
    run = opened(browser, tmp_path / "profile", "--virtual-time-budget=20000", "--dump-dom", file.as_uri())
    assert not complaints(run)
    rows = re.findall(r'<tr class="[a-z-]+">(.*?)</tr>', run.stdout)
    assert rows, run.stdout[-2000:]
    return [tuple(html.unescape(cell) for cell in re.findall(r"<td>(.*?)</td>", row)) for row in rows]


def test_it_runs_only_its_own_script_and_reaches_nothing() -> None:
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', PAGE)
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    for name, tag in (("script-src", "script"), ("style-src", "style")):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", PAGE, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert rules.pop(name) == f"'sha256-{digest}'"
    assert rules == {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'"}
    assert not re.search(r"(src|href)=|https?:|fetch\(|XMLHttpRequest|WebSocket|import\(", PAGE)


def test_the_truth_holds_and_what_no_file_shows_is_told(browser: str, tmp_path: Path) -> None:
    lines = answers(browser, tmp_path, PROOF)
    assert [check for outcome, check, _ in lines if outcome == "holds"] == [
        "signature", "bookings", "account", "policy", "claim", "claim", "claim", "lines", "sum"]
    assert ("holds", "sum", "179999 micros") in lines
    assert sum(outcome == "not shown" for outcome, _, _ in lines) == 7
    assert not [line for line in lines if line[0] == "fails"]


@pytest.mark.parametrize("attack", ["amount", "nonce", "key", "byte"])
def test_what_was_changed_is_refused(browser: str, tmp_path: Path, attack: str) -> None:
    at = random.Random(18).randrange(PROOF.index('"claims"'), PROOF.index('"flows"'))
    at += re.search("[0-9]", PROOF[at:]).start()
    changed = {
        "amount": {"proof": PROOF.replace('"micros":{"1":"179999"}', '"micros":{"1":"5179999"}')},
        "nonce": {"proof": PROOF, "nonce": "blue bicycle"},
        "key": {"proof": PROOF, "vkey": VKEY[:-2] + ("A" if VKEY[-2] != "A" else "B") + VKEY[-1]},
        "byte": {"proof": PROOF[:at] + ("8" if PROOF[at] == "7" else "7") + PROOF[at + 1:]},
    }[attack]
    failed = [said for outcome, _, said in answers(browser, tmp_path, **changed) if outcome == "fails"]
    assert len(failed) == 1
    told = {"amount": "weight and claims make", "nonce": "your nonce", "key": "vkey", "byte": ""}
    assert told[attack] in failed[0]
