"""A real Airflow with a database of its own, and a real Spark behind ``spark_default``.

Airflow reads its settings when it is imported, so they are made here, before any test imports it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parent.parent.parent
WORLD = HOME / "airflow/tests/world"
#: What `bin/package` made, unpacked: all that a worker has.
PACKAGE = Path(os.environ.get("HEADWATERS_PACKAGE") or HOME / "jobs/target/unpacked")
DAGS = PACKAGE / "airflow/dags"
PERIODS = ("2026-07", "2026-08", "2026-09")
ROOT = Path(tempfile.mkdtemp(prefix="headwaters-airflow-"))
LAKE = ROOT / "lake"
SPARK_CONF = ROOT / "spark.conf"
#: What every driver loads of Spark's classes, ready to be mapped: half of its start.
CLASSES = ROOT / "spark.jsa"
QUICK = "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=256m -XX:+UseSerialGC"

assert (PACKAGE / "lib/headwaters.jar").exists(), f"run bin/package --unpack {PACKAGE} first"

# What a test needs besides what is shipped: quick to start, small, and nothing outside of this machine.
SPARK_CONF.write_text(
    (PACKAGE / "conf/spark-defaults.conf").read_text(encoding="utf-8")
    + f"""
spark.driver.memory                  1g
spark.driver.extraJavaOptions        {QUICK} -XX:SharedArchiveFile={CLASSES}
spark.driver.host                    127.0.0.1
spark.driver.bindAddress             127.0.0.1
spark.ui.enabled                     false
spark.sql.shuffle.partitions         2
spark.default.parallelism            2
spark.databricks.delta.snapshotPartitions 1
""",
    encoding="utf-8",
)


def spark_home() -> str:
    import importlib.util

    return str(Path(importlib.util.find_spec("pyspark").origin).parent)


os.environ.update(
    {
        "AIRFLOW_HOME": str(ROOT / "home"),
        "AIRFLOW__CORE__DAGS_FOLDER": str(DAGS),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "false",
        "AIRFLOW__CORE__UNIT_TEST_MODE": "false",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{ROOT}/airflow.db",
        "AIRFLOW_CONN_SPARK_DEFAULT": '{"conn_type": "spark", "host": "local[2]"}',
        "AIRFLOW_VAR_HEADWATERS_HOME": str(PACKAGE),
        "AIRFLOW_VAR_HEADWATERS_CONFIG": str(WORLD / "headwaters.yaml"),
        "AIRFLOW_VAR_HEADWATERS_LAKE": str(LAKE),
        "AIRFLOW_VAR_HEADWATERS_SPARK_CONF": str(SPARK_CONF),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_HOME": spark_home(),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
)
sys.path.insert(0, str(DAGS))


def airflow(*words: str) -> str:
    """Runs the command line of Airflow."""
    done = subprocess.run(
        [str(Path(sys.executable).parent / "airflow"), *words],
        capture_output=True,
        text=True,
        timeout=1200,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session", autouse=True)
def database():
    airflow("db", "migrate")
    airflow("pools", "import", str(PACKAGE / "airflow/pools.json"))
    yield
    shutil.rmtree(ROOT, ignore_errors=True)


@pytest.fixture(scope="session")
def dags(database):
    """The DAGs as the scheduler has them: parsed from their folder and written to the database."""
    from airflow.dag_processing.bundles.manager import DagBundlesManager
    from airflow.dag_processing.dagbag import sync_bag_to_db

    DagBundlesManager().sync_bundles_to_db()
    bag = parsed()
    sync_bag_to_db(bag, "dags-folder", None)
    return bag.dags


@pytest.fixture(scope="session")
def class_archive() -> None:
    """Made by a driver that only looks at the inputs; more than twenty start after it."""
    done = subprocess.run(
        [
            str(Path(sys.executable).parent / "spark-submit"),
            "--master", "local[2]",
            "--class", "org.headwaters.cli.Headwaters",
            "--properties-file", str(SPARK_CONF),
            "--driver-java-options", f"{QUICK} -XX:ArchiveClassesAtExit={CLASSES}",
            "--jars", f"{PACKAGE}/lib/own/*.jar,{PACKAGE}/lib/spark/delta-*.jar",
            f"{PACKAGE}/lib/headwaters.jar",
            "check", "--config", str(WORLD / "headwaters.yaml"), "--lake", str(ROOT / "looked-at"),
        ],
        capture_output=True,
        text=True,
        timeout=600,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert CLASSES.exists()


def parsed():
    """The DAG folder read anew, as for every run in production: DAG.test leaves a run's params in the DAG."""
    from airflow.dag_processing.dagbag import BundleDagBag

    bag = BundleDagBag(dag_folder=str(DAGS), bundle_path=DAGS, bundle_name="dags-folder")
    assert bag.import_errors == {}
    return bag


@pytest.fixture(scope="session")
def expected_lake(tmp_path_factory) -> Path:
    """What `headwaters run` of the archive makes of the same inputs."""
    lake = tmp_path_factory.mktemp("expected") / "lake"
    done = subprocess.run(
        [
            str(PACKAGE / "bin/headwaters"), "run",
            "--config", str(WORLD / "headwaters.yaml"),
            "--lake", str(lake),
            "--period", f"{PERIODS[0]}..{PERIODS[-1]}",
        ],
        capture_output=True,
        text=True,
        timeout=1200,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "HEADWATERS_HEAP": "1g", "HEADWATERS_JAVA_OPTS": "-XX:TieredStopAtLevel=1"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return lake
