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


@pytest.fixture(scope="session")
def demo_lake() -> str:
    """Made by bin/test before this runs; by hand it is made here, and made again after a build."""
    lake = HOME / "jobs/target/demo-lake"
    stamp = lake / "published/bookings"
    jar = HOME / "jobs/target/headwaters.jar"
    if not stamp.exists() or not jar.exists() or stamp.stat().st_mtime < jar.stat().st_mtime:
        shutil.rmtree(lake, ignore_errors=True)
        subprocess.run(
            [HOME / "bin/headwaters", "demo", "--lake", str(lake)],
            check=True,
            timeout=900,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "HEADWATERS_HEAP": "2g"},
        )
    return str(lake)
