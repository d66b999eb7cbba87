"""The lake that `bin/headwaters demo` leaves, made once for all checks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
HOME = Path(__file__).resolve().parent.parent

#: What the demo leaves: lake/, metrics/, out.txt, err.txt. Made by bin/test's lane demo, or here.
DEMO = HOME / "jobs/target/demo"


@pytest.fixture(scope="session")
def demo_lake() -> str:
    """Made anew when the jar is newer."""
    jar = HOME / "jobs/target/headwaters.jar"
    done = DEMO / "done"
    if not done.exists() or not jar.exists() or done.stat().st_mtime < jar.stat().st_mtime:
        run_demo()
    return str(DEMO / "lake")


def run_demo() -> None:
    shutil.rmtree(DEMO, ignore_errors=True)
    (DEMO / "metrics").mkdir(parents=True)
    with open(DEMO / "out.txt", "wb") as out, open(DEMO / "err.txt", "wb") as err:
        code = subprocess.run(
            [HOME / "bin/headwaters", "demo", "--lake", DEMO / "lake", "--metrics", DEMO / "metrics", "--log", "json"],
            timeout=900,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            check=False,
            env={**os.environ, "HEADWATERS_HEAP": "2g"},
        ).returncode
    print((DEMO / "out.txt").read_text(encoding="utf-8"))
    assert code == 0, (DEMO / "err.txt").read_text(encoding="utf-8")[-5000:]
    (DEMO / "done").touch()


if __name__ == "__main__":
    run_demo()
