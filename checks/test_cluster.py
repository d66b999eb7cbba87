"""The same jar on a real cluster gives the same tables, value for value.

A standalone master and two workers on loopback, started from the build's own jars; the pipeline is
submitted with spark-submit as in docs/deploy/standalone.md. Every process ends by its own id.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

import lake as lakes
import pytest
from conftest import DEMO, HOME, PACKAGE
from prometheus_client.parser import text_string_to_metric_families

SPARK_JARS = PACKAGE / "lib/spark"
OPENS = [
    f"--add-opens=java.base/{package}=ALL-UNNAMED"
    for package in (
        "java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util java.util.concurrent "
        "java.util.concurrent.atomic sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar"
    ).split()
]
OPENLINEAGE = "1.53.0"
QUICK = ["-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=256m", "-XX:+UseSerialGC"]


def java() -> str:
    named = os.environ.get("JAVA_HOME")
    return f"{named}/bin/java" if named else "java"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Cluster:
    """Processes with logs of their own; `stop` ends each by its id, kindly first."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.processes: list[subprocess.Popen] = []
        self.home = folder / "spark"
        (self.home / "conf").mkdir(parents=True)
        (self.home / "jars").symlink_to(SPARK_JARS)
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("SPARK_")},
            "SPARK_HOME": str(self.home),
            "SPARK_SCALA_VERSION": "2.13",  # else the worker looks for a build of Spark
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_LOCAL_DIRS": str(folder / "scratch"),
            "HEADWATERS_HOME": str(PACKAGE),
            # The sample world is small enough for the driver: here the executors are to read all of it.
            "HEADWATERS_DRIVER_ROWS": "0",
        }

    def command(self, main: str, *words: str, heap: str = "512m") -> list[str]:
        return [java(), *OPENS, *QUICK, f"-Xmx{heap}", "-cp", f"{self.home}/conf:{self.home}/jars/*", main, *words]

    def start(self, name: str, main: str, *words: str) -> Path:
        log = self.folder / f"{name}.log"
        with open(log, "wb") as out:
            self.processes.append(
                subprocess.Popen(
                    self.command(main, *words),
                    stdout=out,
                    stderr=subprocess.STDOUT,
                    stdin=subprocess.DEVNULL,
                    env=self.environment,
                    cwd=self.folder,
                )
            )
        return log

    def stop(self) -> None:
        for process in reversed(self.processes):
            process.terminate()
        for process in self.processes:
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(timeout=15)


def wait_for(log: Path, text: str, times: int, seconds: int) -> None:
    deadline = time.monotonic() + seconds
    while log.read_text(errors="replace").count(text) < times:
        assert time.monotonic() < deadline, f"{text!r} is not in {log} after {seconds} s:\n{log.read_text()[-3000:]}"
        time.sleep(0.2)


@pytest.fixture(scope="module")
def cluster(demo_lake, tmp_path_factory):
    """A master and two workers; their port is the master's."""
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        port = free_port()
        master = made.start(
            "master", "org.apache.spark.deploy.master.Master",
            "--host", "127.0.0.1", "--port", str(port), "--webui-port", str(free_port()),
        )
        wait_for(master, "I have been elected leader", 1, 60)
        for name in ("worker-1", "worker-2"):
            made.start(
                name, "org.apache.spark.deploy.worker.Worker",
                "--host", "127.0.0.1", "--webui-port", str(free_port()), "--cores", "1", "--memory", "1g",
                "--work-dir", str(made.folder / name), f"spark://127.0.0.1:{port}",
            )
        wait_for(master, "Registering worker", 2, 60)
        yield made, f"spark://127.0.0.1:{port}"
    finally:
        made.stop()
        shutil.rmtree(made.folder / "scratch", ignore_errors=True)


@pytest.fixture(scope="module")
def openlineage() -> Path:
    """Not part of Headwaters: who wants lineage events brings this jar (docs/deploy/observability.md)."""
    folder = Path(os.environ.get("HEADWATERS_CACHE", HOME / ".cache")) / "openlineage"
    jar = folder / f"openlineage-spark_2.13-{OPENLINEAGE}.jar"
    if not jar.exists():
        subprocess.run(
            [
                HOME / "mvnw", "-B", "-q", "-N", *os.environ.get("HEADWATERS_MVN_OPTS", "").split(), "dependency:copy",
                f"-Dartifact=io.openlineage:openlineage-spark_2.13:{OPENLINEAGE}", f"-DoutputDirectory={folder}",
            ],
            cwd=HOME,
            check=True,
            timeout=600,
            stdin=subprocess.DEVNULL,
        )
    return jar


@pytest.fixture(scope="module")
def cluster_lake(cluster, openlineage):
    made, master = cluster
    lake = made.folder / "lake"
    (made.folder / "metrics").mkdir()
    submit = made.command(
        "org.apache.spark.deploy.SparkSubmit",
        "--master", master,
        "--class", "org.headwaters.cli.Headwaters",
        "--properties-file", str(PACKAGE / "conf/spark-defaults.conf"),
        "--jars", f"{PACKAGE}/lib/own/*.jar,{openlineage}",
        "--conf", "spark.extraListeners=io.openlineage.spark.agent.OpenLineageSparkListener",
        "--conf", "spark.openlineage.transport.type=file",
        "--conf", f"spark.openlineage.transport.location={made.folder}/lineage.jsonl",
        "--conf", "spark.openlineage.namespace=headwaters",
        # Its listener drops every adaptive plan beside Delta (docs/deploy/observability.md).
        "--conf", "spark.sql.adaptive.enabled=false",
        "--conf", "spark.executor.memory=768m",
        "--conf", f"spark.executor.extraJavaOptions={' '.join(QUICK)}",
        "--conf", "spark.driver.host=127.0.0.1",
        "--conf", "spark.ui.enabled=false",
        "--conf", "spark.sql.shuffle.partitions=4",
        f"{PACKAGE}/lib/headwaters.jar",
        "demo", "--verbose", "--lake", str(lake), "--metrics", str(made.folder / "metrics"),
        heap="1g",
    )
    log = made.folder / "submit.log"
    with open(log, "wb") as out:
        done = subprocess.run(
            submit, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, env=made.environment,
            cwd=made.folder, timeout=600, check=False,
        )
    assert done.returncode == 0, log.read_text(errors="replace")[-5000:]
    return str(lake)


def test_both_workers_ran_an_executor(cluster, cluster_lake):
    made, _ = cluster
    for name in ("worker-1", "worker-2"):
        executors = list((made.folder / name).glob("app-*/*/stderr"))
        assert executors, f"{name} ran nothing"
        assert any("Running task" in log.read_text(errors="replace") or log.stat().st_size for log in executors)


def test_the_thin_jar_carries_no_spark():
    """The cluster's Spark is used: ours would be another one some day."""
    import zipfile

    names = zipfile.ZipFile(PACKAGE / "lib/headwaters.jar").namelist()
    assert any(name.startswith("org/headwaters/") for name in names)
    assert not [name for name in names if name.startswith(("org/apache/", "scala/", "io/delta/", "picocli/"))]


def test_the_exit_code_comes_through_spark_submit(cluster):
    made, master = cluster
    done = subprocess.run(
        made.command(
            "org.apache.spark.deploy.SparkSubmit",
            "--master", master,
            "--class", "org.headwaters.cli.Headwaters",
            "--jars", f"{PACKAGE}/lib/own/*.jar",
            f"{PACKAGE}/lib/headwaters.jar",
            "settle", "--period", "2026-13",
        ),
        capture_output=True, text=True, stdin=subprocess.DEVNULL, env=made.environment, cwd=made.folder, timeout=120, check=False,
    )
    assert done.returncode == 2, done.stderr
    assert "2026-13" in done.stderr


def test_figures_count_what_the_executors_did(demo_lake, cluster, cluster_lake):
    """What was written is the same as in local mode, step by step and table by table."""
    made, _ = cluster
    local, clustered = written(DEMO / "metrics"), written(made.folder / "metrics")
    assert local and clustered == local
    read = samples(made.folder / "metrics")["headwaters_step_rows_read"]
    assert any(labels["step"] == "link" and value > 0 for labels, value in read)


def samples(folder: Path) -> dict[str, list]:
    (path,) = folder.glob("*.prom")
    families = text_string_to_metric_families(path.read_text(encoding="utf-8"))
    return {family.name: [(sample.labels, sample.value) for sample in family.samples] for family in families}


def written(folder: Path) -> dict[tuple, float]:
    rows = samples(folder)["headwaters_step_table_rows_written"]
    return {(labels["step"], labels["period"], labels["table"]): value for labels, value in rows}


def test_openlineage_tells_which_columns_the_credits_come_from(cluster, cluster_lake):
    made, _ = cluster
    events = [json.loads(line) for line in (made.folder / "lineage.jsonl").read_text(encoding="utf-8").splitlines()]
    outputs = [
        output
        for event in events
        if event.get("eventType") == "COMPLETE" and event["job"]["namespace"] == "headwaters"
        for output in event.get("outputs", [])
        if "holder_credits" in output["name"] and "columnLineage" in output.get("facets", {})
    ]
    assert outputs, "no finished write of holder_credits with lineage of its columns"
    for output in outputs:
        assert "amount_micros" in {field["name"] for field in output["facets"]["schema"]["fields"]}
    origins = {
        (origin["name"].rsplit("/", 1)[-1], origin["field"])
        for output in outputs
        for origin in output["facets"]["columnLineage"]["fields"].get("amount_micros", {}).get("inputFields", [])
    }
    assert origins, "amount_micros comes from nowhere"


@pytest.fixture(scope="module")
def both(demo_lake, cluster_lake):
    return lakes.connect(demo_lake), lakes.connect(cluster_lake)


@pytest.mark.parametrize("table", sorted(path.stem for path in lakes.SCHEMAS.glob("*.yaml")))
def test_tables_equal_those_of_local_mode(table, both):
    local, clustered = both
    exists = f"SELECT count(*) FROM duckdb_views() WHERE schema_name = 'main' AND view_name = '{table}'"
    assert local.sql(exists).fetchone() == clustered.sql(exists).fetchone()
    if local.sql(exists).fetchone() == (1,):
        # When it was booked is the one thing that two lakes of one secret need not share.
        columns = "* EXCLUDE (booked_at)" if table == "bookings" else "*"
        rows = f"SELECT {columns} FROM {table} ORDER BY ALL"
        assert clustered.sql(rows).fetchall() == local.sql(rows).fetchall()
