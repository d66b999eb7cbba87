"""What a data team relies on besides the amounts: figures, logs, exit codes, doctor, vacuum. Real processes only."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
from collections import defaultdict
from pathlib import Path

import lake as lakes
import pytest
from conftest import DEMO, HOME, PACKAGE
from prometheus_client.parser import text_string_to_metric_families

PERIODS = ("2026-09", "2026-10")
ONCE = ["ingest", "link", "contribute"]
MONTHLY = ["lineage", "propagate", "settle", "publish"]
STEPS = [(step, "") for step in ONCE] + [(step, period) for period in PERIODS for step in MONTHLY]
DAY = 24 * 3600


def headwaters(*words: str, **environment: str) -> subprocess.CompletedProcess:
    """One command as a person types it."""
    return subprocess.run(
        [PACKAGE / "bin/headwaters", *words],
        capture_output=True,
        text=True,
        timeout=600,
        stdin=subprocess.DEVNULL,
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("HEADWATERS_")},
            "HEADWATERS_HEAP": "1g",
            "HEADWATERS_JAVA_OPTS": "-XX:TieredStopAtLevel=1",
            **environment,
        },
    )


def settings(folder: Path, text: str) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "headwaters.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.fixture
def copied(demo_lake, tmp_path) -> Path:
    """A copy of the demo's lake that a test may hurt."""
    return Path(shutil.copytree(demo_lake, tmp_path / "lake"))


# --- the run summary, logs and figures that the demo left


def test_the_run_ends_with_a_table_of_what_each_step_did(demo_lake):
    table = (DEMO / "out.txt").read_text(encoding="utf-8").split("What the steps did\n")[1].split("\n\n")[0]
    rows = [line.split() for line in table.splitlines() if line.startswith("    ")]
    assert rows[0][:2] == ["step", "period"]
    seen = [(row[0], row[1] if len(row) == 8 else "") for row in rows[1:]]
    assert seen == STEPS


def test_every_line_of_the_log_is_one_json_document_with_the_fields_of_sparks_own(demo_lake):
    entries = log(DEMO / "err.txt")
    for entry in entries:
        assert {"ts", "level", "msg", "context", "logger"} <= set(entry), entry
        assert re.fullmatch(r"2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", entry["ts"]), entry
    assert not [entry for entry in entries if entry["level"] == "ERROR"]
    done = [entry["context"] for entry in entries if entry["msg"] == "step done"]
    assert [(each["step"], each.get("period", "")) for each in done] == STEPS
    assert all(each["succeeded"] and each["changed"] and each["milliseconds"] > 0 for each in done)
    assert sum(each["failed_tasks"] for each in done) == 0


def log(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def figures(folder: Path) -> dict[str, list]:
    """The samples of the one file in the folder, as Prometheus reads them."""
    (path,) = folder.glob("*.prom")
    assert not list(folder.glob(".*")), "a draft is left"
    found = defaultdict(list)
    for family in text_string_to_metric_families(path.read_text(encoding="utf-8")):
        assert family.type == "gauge" and family.documentation, family.name
        for sample in family.samples:
            found[sample.name].append((sample.labels, sample.value))
    return found


def test_prometheus_reads_the_figures(demo_lake):
    seen = figures(DEMO / "metrics")
    ((labels, code),) = seen["headwaters_exit_code"]
    assert code == 0 and labels["command"] == "demo" and labels["lake"] == demo_lake
    ((_, at),) = seen["headwaters_last_success_time_seconds"]
    assert at > time.time() - 7 * DAY
    ok = {(labels["step"], labels["period"]): value for labels, value in seen["headwaters_step_success"]}
    assert ok == dict.fromkeys(STEPS, 1.0)
    every = [frozenset(labels.items()) | {name} for name, samples in seen.items() for labels, _ in samples]
    assert len(every) == len(set(every)), "one series twice: the collector would refuse the file"


def test_amounts_among_the_figures_are_those_of_the_bookings(demo_lake):
    seen = {
        (labels["period"], labels["part"]): int(value)
        for labels, value in figures(DEMO / "metrics")["headwaters_period_micros"]
    }
    booked = lakes.delta(demo_lake, "bookings").to_pyarrow_table().to_pylist()
    parts = ["gross", "retained", "funds", "payable", "unclaimed", "on_hold", "undisclosed"]
    assert seen == {(row["periods"][0], part): row[f"{part}_micros"] for row in booked for part in parts}


def test_rows_among_the_figures_are_the_rows_that_are_there(demo_lake):
    """The lake is new, so what was added to a table is what it holds; counted by delta-rs, and in the files."""
    added: dict[str, int] = defaultdict(int)
    for labels, value in figures(DEMO / "metrics")["headwaters_step_table_rows_written"]:
        added[labels["table"]] += int(value)
    held = {}
    for table in lakes.contracts():
        stored = lakes.delta(demo_lake, table)
        if stored is not None:
            held[table] = stored.to_pyarrow_table().num_rows
    assert added == held
    published = sum(
        lakes.connect(demo_lake).sql(f"SELECT count(*) FROM read_parquet({lakes.published(demo_lake, table)})").fetchone()[0]
        for table in lakes.contracts()
        if lakes.published(demo_lake, table)
    )
    written = figures(DEMO / "metrics")["headwaters_step_rows_written"]
    assert sum(int(value) for labels, value in written if labels["step"] == "publish") == published


# --- exit codes


def test_a_wrong_command_or_setting_ends_with_2_and_all_problems_at_once(tmp_path):
    wrong = settings(tmp_path, "lake: ./lake\nlaek: x\ninputs: {revenues: a.csv}\n")
    for words in (
        ["settle", "--config", wrong],  # no period
        ["nonsense"],
        ["publish", "--config", wrong, "--period", "2026-13"],
        ["status", "--config", str(tmp_path / "none.yaml")],
        ["vacuum", "--lake", str(tmp_path / "lake"), "--older-than-days", "3"],
        ["status", "--lake", str(tmp_path / "lake"), "--metrics", str(tmp_path / "none")],
    ):
        done = headwaters(*words)
        assert done.returncode == 2, (words, done.stdout, done.stderr)
        assert done.stdout == "" and done.stderr.strip(), words
    told = headwaters("ingest", "--config", wrong)
    assert told.returncode == 2
    assert "laek" in told.stderr and "revenues" in told.stderr
    assert not (tmp_path / "lake/deliveries").exists()


def test_a_file_that_cannot_be_read_ends_with_3_is_logged_and_keeps_the_last_success(tmp_path):
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    (inputs / "assets.parquet").write_bytes(b"PAR1 this is no Parquet PAR1")
    config = settings(tmp_path, "inputs: {folder: inputs}\n")
    metrics = tmp_path / "metrics"
    metrics.mkdir()
    # An earlier run, so that the file of this one has something to keep.
    first = headwaters("doctor", "--config", config, "--metrics", str(metrics))
    assert first.returncode == 0, first.stdout + first.stderr
    (path,) = metrics.glob("*.prom")
    path.rename(metrics / path.name.replace("_doctor_", "_ingest_"))
    renamed = next(metrics.glob("*.prom"))
    renamed.write_text(renamed.read_text().replace('command="doctor"', 'command="ingest"'))
    ((_, before),) = figures(metrics)["headwaters_last_success_time_seconds"]
    done = headwaters("ingest", "--config", config, "--log", "json", "--metrics", str(metrics))
    assert done.returncode == 3, done.stdout + done.stderr
    entries = [json.loads(line) for line in done.stderr.splitlines()]
    (error,) = [entry for entry in entries if entry["level"] == "ERROR"]
    assert "assets" in error["msg"] and error["logger"] == "headwaters"
    assert [entry["context"]["succeeded"] for entry in entries if entry["msg"] == "step failed"] == [False]
    after = figures(metrics)
    assert [value for _, value in after["headwaters_exit_code"]] == [3]
    assert [value for _, value in after["headwaters_step_success"]] == [0]
    assert [value for _, value in after["headwaters_last_success_time_seconds"]] == [before]


def test_a_booking_that_others_always_win_ends_with_75(copied):
    """The lake as a killed settle leaves it: all written, not booked; and the log says that number 2 is taken."""
    commit = next(
        path for path in sorted((copied / "bookings/_delta_log").glob("*.json"), reverse=True) if '"add"' in path.read_text()
    )
    for path in commit.parent.iterdir():
        if path.is_file() and path.name.lstrip(".")[:20] >= commit.name[:20]:
            path.unlink()
    commit.write_text(json.dumps({"txn": {"appId": "bookings", "version": 1000, "lastUpdated": 1}}) + "\n")
    done = headwaters("settle", "--config", str(HOME / "sample-data/demo/headwaters.yaml"), "--lake", str(copied), "--period", PERIODS[1])
    assert done.returncode == 75, done.stdout + done.stderr
    assert "Run the command again" in done.stderr


def test_a_fault_of_ours_ends_with_1_and_never_hangs():
    """A heap too small for Spark stands for all that nobody foresaw."""
    done = headwaters("status", "--lake", "/nonexistent/lake", HEADWATERS_HEAP="40m")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "report" in done.stderr or "OutOfMemory" in done.stderr


# --- doctor and vacuum


def test_doctor_finds_the_demo_lake_sound_and_a_damaged_one_not(demo_lake, copied):
    config = str(HOME / "sample-data/demo/headwaters.yaml")
    sound = headwaters("doctor", "--config", config, "--lake", demo_lake, "--json")
    assert sound.returncode == 0, sound.stdout + sound.stderr
    told = [json.loads(line) for line in sound.stdout.splitlines()]
    assert {"java", "memory", "settings", "policy", "spark", "inputs", "lake", "disk", "tables", "bookings", "published"} <= {
        each["subject"] for each in told if "subject" in each
    }
    assert [each["failures"] for each in told if "failures" in each] == [0]
    gone = Path(lakes.delta(str(copied), "holder_credits").file_uris()[0].removeprefix("file://"))
    gone.unlink()
    shutil.rmtree(copied / f"published/bookings/period={PERIODS[0]}")
    ill = headwaters("doctor", "--config", config, "--lake", str(copied))
    assert ill.returncode == 1, ill.stdout + ill.stderr
    assert re.search(r"failure +holder_credits +1 of its files are gone", ill.stdout)
    assert re.search(rf"warning +published +{PERIODS[0]} does not show booking 2 whole: bookings", ill.stdout)
    assert gone.name in ill.stdout


def test_doctor_tells_wrong_settings_and_ends_with_2(tmp_path):
    done = headwaters("doctor", "--config", settings(tmp_path, "lake: ./lake\nlaek: x\n"))
    assert done.returncode == 2, done.stdout + done.stderr
    assert re.search(r"ok +java +Java 17", done.stdout)
    assert re.search(r"failure +settings", done.stdout) and "laek" in done.stdout


def test_vacuum_tells_first_and_deletes_only_what_no_table_names(copied):
    """What a killed step left: long ago, or just now by one that may still be running."""
    folder = Path(lakes.delta(str(copied), "document_links").file_uris()[0].removeprefix("file://")).parent
    old, young = folder / "part-killed-long-ago.parquet", folder / "part-killed-just-now.parquet"
    unfinished = copied / "_publishing/2026-09/5f0c/new/pools/part-0.parquet"
    unfinished.parent.mkdir(parents=True)
    for path in (old, young, unfinished):
        path.write_bytes(b"never committed")
    # The rest of the table is as old: only what its log names may stay.
    long_ago = time.time() - 900 * DAY
    for path in [*(copied / "private/document_links").rglob("*.parquet"), unfinished]:
        if path != young and "_delta_log" not in path.parts:
            os.utime(path, (long_ago, long_ago))
    before = sorted(path for path in copied.rglob("*") if path.is_file())
    told = headwaters("vacuum", "--lake", str(copied))
    assert told.returncode == 0, told.stdout + told.stderr
    assert "Nothing was deleted" in told.stdout
    assert str(old) in told.stdout and str(unfinished) in told.stdout
    assert "files 2, bytes 30" in told.stdout
    assert sorted(path for path in copied.rglob("*") if path.is_file()) == before
    done = headwaters("vacuum", "--lake", str(copied), "--delete")
    assert done.returncode == 0, done.stdout + done.stderr
    left = {path for path in copied.rglob("*") if path.is_file() and path.suffix == ".parquet" and "_delta_log" not in path.parts}
    assert left == {path for path in before if path.suffix == ".parquet" and "_delta_log" not in path.parts} - {old, unfinished}
    assert lakes.delta(str(copied), "document_links").to_pyarrow_table().num_rows > 0


def test_exporting_a_month_that_is_not_booked_says_so(copied):
    done = headwaters("export", "--lake", str(copied), "--table", "pools", "--period", "2031-01", "--out", "-")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "2031-01: it is not booked. 2026-09, 2026-10 are booked" in done.stderr, done.stderr
