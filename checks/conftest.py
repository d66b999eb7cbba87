"""The lake that `bin/headwaters demo` leaves, made once for all checks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from browser import axe, axe_on, browser  # noqa: E402, F401 (fixtures)

HOME = Path(__file__).resolve().parent.parent

#: What the demo leaves: lake/, metrics/, out.txt, err.txt. Made by bin/test's lane demo, or here.
DEMO = HOME / "jobs/target/demo"
#: What `bin/package` made, unpacked by bin/test's lane package: what runs without a checkout.
PACKAGE = Path(os.environ.get("HEADWATERS_PACKAGE") or HOME / "jobs/target/unpacked")


@pytest.fixture(scope="session")
def demo_lake() -> str:
    """Made anew when the jar is newer."""
    jar = HOME / "jobs/target/headwaters.jar"
    done = DEMO / "done"
    if not done.exists() or not jar.exists() or done.stat().st_mtime < jar.stat().st_mtime:
        run_demo()
    return str(DEMO / "lake")


#: Started in a name space of its own there is no network but the loopback device, and that only once it is up.
ALONE = """
import fcntl, os, socket, struct, sys
with socket.socket() as probe:
    fcntl.ioctl(probe, 0x8914, struct.pack("16sh", b"lo", 0x1))  # SIOCSIFFLAGS, IFF_UP
os.execv(sys.argv[1], sys.argv[1:])
"""


def without_network() -> list[str]:
    """What to put before a command so that it reaches nothing but this machine; nothing where that is not allowed."""
    alone = ["unshare", "--map-root-user", "--net", sys.executable, "-c", ALONE]
    try:
        works = subprocess.run([*alone, "/bin/true"], capture_output=True, timeout=60, check=False).returncode == 0
    except OSError:
        works = False
    if not works:
        print("NOT CHECKED whether the demo runs without a network: no name space of its own is allowed here")
    return alone if works else []


def run_demo() -> None:
    """From the unpacked archive alone, in an empty folder, without a network; what it loads is ready for later commands."""
    assert (PACKAGE / "bin/headwaters").exists(), f"run bin/package --unpack {PACKAGE} first"
    shutil.rmtree(DEMO, ignore_errors=True)
    (DEMO / "metrics").mkdir(parents=True)
    (DEMO / "empty").mkdir()
    with open(DEMO / "out.txt", "wb") as out, open(DEMO / "err.txt", "wb") as err:
        code = subprocess.run(
            [*without_network(), PACKAGE / "bin/share-classes", "demo", "--verbose", "--lake", DEMO / "lake", "--metrics", DEMO / "metrics", "--log", "json"],
            timeout=900,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            check=False,
            cwd=DEMO / "empty",
            env={**os.environ, "HEADWATERS_HEAP": "2g"},
        ).returncode
    print((DEMO / "out.txt").read_text(encoding="utf-8"))
    assert code == 0, (DEMO / "err.txt").read_text(encoding="utf-8")[-5000:]
    (DEMO / "done").touch()


if __name__ == "__main__":
    run_demo()
