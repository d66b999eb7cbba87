"""Whole DAG runs, each step really submitted to Spark, against what the command line makes of the same inputs.

The tests build on one another, in order: deliveries, a month by hand, a backfill of three months.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import threading
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import structlog.testing
from conftest import LAKE, PACKAGE, PERIODS, airflow, parsed
from headwaters_wiring import PUBLISHED


@pytest.fixture
def quick_dags(dags, class_archive):
    """The same DAGs, but nobody waits minutes before a retry."""
    fresh = parsed().dags
    for dag in fresh.values():
        for task in dag.tasks:
            task.retry_delay = timedelta(seconds=1)
            task.retry_exponential_backoff = 0
    return fresh


def rows(lake: Path, table: str) -> dict[str, list]:
    """The published rows of a table by period, as a plain reader of Parquet sees them; not when they were booked."""
    import pyarrow.parquet as pq

    found = {}
    for folder in sorted((lake / "published" / table).glob("period=*")):
        period = folder.name.removeprefix("period=")
        read = [row for path in folder.glob("*.parquet") for row in pq.ParquetFile(path).read().to_pylist()]
        for row in read:
            row.pop("booked_at", None)
        found[period] = sorted(read, key=repr)
    return found


@contextmanager
def task_log():
    """What the tasks log meanwhile; with the hook of Spark, every line of the driver."""
    lines: list[str] = []
    with structlog.testing.capture_logs() as entries:
        try:
            yield lines
        finally:
            for entry in entries:
                event, args = str(entry.get("event")), entry.get("positional_args") or ()
                lines.append(event % args if args else event)
            # Shown by pytest where a test fails.
            print(*lines, sep="\n")


def states(dag_run) -> dict[str, str]:
    from airflow.utils.session import create_session

    with create_session() as session:
        return {ti.task_id: str(ti.state) for ti in dag_run.get_task_instances(session=session)}


def test_wrong_settings_fail_at_once_and_are_not_retried(quick_dags, monkeypatch):
    """Exit code 2 of the driver, by way of spark-submit and its hook."""
    monkeypatch.setenv("AIRFLOW_VAR_HEADWATERS_CONFIG", "/nonexistent/headwaters.yaml")
    with task_log() as log:
        run = quick_dags["headwaters_arrivals"].test()
    assert states(run) == {
        "no_settlement_runs": "success", "ingest": "failed", "link": "upstream_failed", "contribute": "upstream_failed",
    }
    assert tries("headwaters_arrivals", run.run_id, "ingest") == 1
    assert any("Cannot read the settings /nonexistent/headwaters.yaml" in line for line in log)
    assert not LAKE.exists()


def test_arrivals_take_the_deliveries_in(quick_dags):
    with task_log() as log:
        run = quick_dags["headwaters_arrivals"].test()
    assert states(run) == dict.fromkeys(["no_settlement_runs", "ingest", "link", "contribute"], "success")
    delivered = {path.name for path in LAKE.iterdir()}
    assert {"derivations", "deliveries", "contribution_sets"} <= delivered
    private = {path.name for path in (LAKE / "private").iterdir()}
    assert {"revenue", "manifest_entries", "people", "contributions"} <= private
    assert not delivered & private
    # The driver's own words, by way of the task's log.
    assert any(re.search(r"revenue: read 4 = kept 4 ", line) for line in log)


def test_a_month_by_hand_is_booked_published_sealed_reported_and_verified(quick_dags, monkeypatch, tmp_path):
    key = tmp_path / "history.key"
    made = subprocess.run(
        [str(PACKAGE / "bin/headwaters"), "key", str(key), "--name", "example.org/airflow"],
        capture_output=True, text=True, timeout=300, stdin=subprocess.DEVNULL,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    vkey = re.search(r"example\.org/airflow\+[0-9a-f]{8}\+\S+", made.stdout).group(0)
    monkeypatch.setenv("AIRFLOW_VAR_HEADWATERS_KEY", str(key))
    monkeypatch.setenv("AIRFLOW_VAR_HEADWATERS_VKEY", vkey)
    monkeypatch.setenv("AIRFLOW_VAR_HEADWATERS_REPORTS", str(tmp_path))
    with task_log() as log:
        run = quick_dags["headwaters_period"].test(run_conf={"period": PERIODS[0]})
    assert set(states(run).values()) == {"success"}, states(run)
    assert (tmp_path / f"report-{PERIODS[0]}" / "index.html").is_file()
    assert (LAKE / "published/history/checkpoint").is_file()
    assert any("All that was checked holds." in line for line in log)
    assert any("booked as number 1" in line for line in log)
    assert sorted(rows(LAKE, "bookings")) == [PERIODS[0]]
    assert asset_events() == {f"headwaters_{table}": [PERIODS[0]] for table in PUBLISHED}


def asset_events() -> dict[str, list[str]]:
    """The periods that the assets were told of, in order."""
    from airflow.models.asset import AssetEvent
    from airflow.utils.session import create_session
    from sqlalchemy import select

    found: dict[str, list[str]] = {}
    with create_session() as session:
        for event in session.scalars(select(AssetEvent).order_by(AssetEvent.id)):
            if event.name.removeprefix("headwaters_") in PUBLISHED:
                found.setdefault(event.name, []).append(event.extra["period"])
    return found


def test_a_backfill_of_three_months_survives_a_killed_driver(quick_dags):
    """July is there already and stays as it is; in August the driver of settle dies with its work half written."""
    dag = quick_dags["headwaters_period"]
    airflow(
        "backfill", "create", "--dag-id", dag.dag_id, "--max-active-runs", "1",
        "--from-date", "2026-07-01T00:00:00+00:00", "--to-date", "2026-09-30T00:00:00+00:00",
    )
    july = rows(LAKE, "holder_credits")[PERIODS[0]]
    runs = backfill_runs(dag.dag_id)
    assert [f"{run.data_interval_start:%Y-%m}" for run in runs] == list(PERIODS)
    killed = kill_driver_when("settle", PERIODS[1], LAKE / "private" / "holder_credits" / "_delta_log")
    with task_log() as log:
        for run in runs:
            finish(dag, run)
            ended = states(run)
            left_out = {task for task, state in ended.items() if state == "skipped"}
            assert left_out == {"seal", "report", "verify"}, "no Variable names a key or a folder here"
            assert {state for task, state in ended.items() if task not in left_out} == {"success"}, ended
    assert killed() == 1, "the driver was never killed"
    assert tries(dag.dag_id, runs[1].run_id, "settle") == 2
    assert tries(dag.dag_id, runs[2].run_id, "settle") == 1
    assert rows(LAKE, "holder_credits")[PERIODS[0]] == july
    assert any("this run is already booked" in line for line in log)


@pytest.mark.parametrize("table", PUBLISHED)
def test_published_tables_equal_those_of_the_command_line(table, expected_lake):
    """Value for value, run and booking ids included."""
    expected = rows(expected_lake, table)
    assert sorted(expected) == list(PERIODS)
    assert rows(LAKE, table) == expected


def test_the_check_finds_a_published_file_that_is_not_as_booked(tmp_path):
    """On a copy of the lake with one amount changed by a micro, then with an older booking's row."""
    import shutil

    import pyarrow as pa
    import pyarrow.parquet as pq
    from headwaters_check import NotAsBooked, check_published

    copy = tmp_path / "lake"
    shutil.copytree(LAKE, copy)
    assert check_published(str(copy), PERIODS[1])["periods"] == [PERIODS[1]]
    with pytest.raises(NotAsBooked, match="Period 2031-01 is not booked"):
        check_published(str(copy), "2031-01")
    for path in (copy / f"published/holder_credits/period={PERIODS[1]}").glob("*.parquet"):
        credits = pq.ParquetFile(path).read()
        altered = credits.to_pylist()
        payable = [row for row in altered if row["bucket"] == "payable"]
        if payable:
            payable[0]["amount_micros"] += 1
            break
    path.unlink()
    pq.write_table(pa.Table.from_pylist(altered, credits.schema), path)
    with pytest.raises(NotAsBooked, match=r"payable: published \d+, booked \d+ micros"):
        check_published(str(copy), PERIODS[1])
    stale = copy / f"published/bookings/period={PERIODS[1]}"
    shutil.rmtree(stale)
    shutil.copytree(LAKE / f"published/bookings/period={PERIODS[0]}", stale)
    with pytest.raises(NotAsBooked, match="published/bookings shows"):
        check_published(str(copy), PERIODS[1])


def backfill_runs(dag_id: str) -> list:
    """The runs that the backfill made, oldest first."""
    from airflow.models.dagrun import DagRun
    from airflow.utils.session import create_session
    from sqlalchemy import select

    with create_session() as session:
        found = session.scalars(
            select(DagRun).where(DagRun.dag_id == dag_id, DagRun.run_type == "backfill").order_by(DagRun.logical_date)
        ).all()
        session.expunge_all()
    return found


def tries(dag_id: str, run_id: str, task_id: str) -> int:
    from airflow.models.taskinstance import TaskInstance
    from airflow.utils.session import create_session
    from sqlalchemy import select

    with create_session() as session:
        return session.scalar(
            select(TaskInstance.try_number).where(
                TaskInstance.dag_id == dag_id, TaskInstance.run_id == run_id, TaskInstance.task_id == task_id
            )
        )


def finish(dag, run) -> None:
    """Runs what is left of an existing DAG run: the loop of DAG.test, which can only make runs by hand."""
    from airflow.models.dagrun import DagRun
    from airflow.sdk.definitions.dag import _run_task
    from airflow.serialization.serialized_objects import DagSerialization
    from airflow.utils.session import create_session
    from airflow.utils.state import DagRunState, TaskInstanceState

    deadline = time.monotonic() + 1200
    with create_session() as session:
        dag_run = session.get(DagRun, run.id)
        dag_run.dag = DagSerialization.deserialize_dag(DagSerialization.serialize_dag(dag))
        dag_run.set_state(DagRunState.RUNNING)
        session.commit()
        while dag_run.state == DagRunState.RUNNING:
            assert time.monotonic() < deadline, f"{run.run_id} does not end"
            session.expire_all()
            ready, _ = dag_run.update_state(session=session)
            for ti in ready:
                if ti.state != TaskInstanceState.UP_FOR_RESCHEDULE:
                    ti.try_number += 1
                ti.state = TaskInstanceState.SCHEDULED
            session.commit()
            for ti in dag_run.get_task_instances(session=session):
                if ti.state == TaskInstanceState.SCHEDULED:
                    _run_task(ti=ti, task=dag.task_dict[ti.task_id])
            time.sleep(0.5)


def kill_driver_when(command: str, period: str, written: Path):
    """Kills the driver of a command with SIGKILL once it has written something; returns how often it was."""
    killed: list[int] = []
    before = len(list(written.glob("*.json")))

    def watch():
        deadline = time.monotonic() + 1200
        while not killed and time.monotonic() < deadline:
            pid = driver(command, period)
            if pid and len(list(written.glob("*.json"))) > before:
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)
            time.sleep(0.02)

    threading.Thread(target=watch, daemon=True).start()
    return lambda: len(killed)


def driver(command: str, period: str) -> int | None:
    """The JVM that this process started by way of spark-submit for the command."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rsplit(")", 1)[1].split()[1])
            words = (stat.parent / "cmdline").read_bytes().decode().split("\0")
        except (OSError, ValueError):
            continue
        ours = parent == os.getpid() and "org.apache.spark.deploy.SparkSubmit" in words
        if ours and command in words and period in words:
            return int(stat.parent.name)
    return None
