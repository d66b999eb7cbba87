"""Takes new deliveries in, daily: ingest, link, contribute. Days without any change nothing."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from airflow.sdk import DAG, CronTriggerTimetable, Param, task
from headwaters_wiring import CONTRIBUTIONS, DEFAULT_ARGS, step

with DAG(
    "headwaters_arrivals",
    description="New deliveries → the lake: ingest, link, contribute",
    doc_md=__doc__,
    # Reads no interval: whatever has been delivered until now is taken.
    schedule=CronTriggerTimetable("0 1 * * *", timezone="UTC"),
    start_date=datetime(2026, 1, 1, tzinfo=timezone.utc),
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULT_ARGS,
    params={
        "refresh": Param(
            None,
            type=["null", "string"],
            title="Refresh",
            description="One data set to link anew with all captures that there are now, such as dataset:acme/web@1.",
        )
    },
    tags=["headwaters"],
):

    @task.sensor(poke_interval=60, timeout=timedelta(hours=20).total_seconds(), mode="reschedule")
    def no_settlement_runs(ti):
        """Waits while a period is settled or a backfill goes on: all steps of a settlement see the same inputs."""
        return ti.get_dr_count(dag_id="headwaters_period", states=["running"]) == 0

    (
        no_settlement_runs()
        >> step("ingest", timeout=timedelta(hours=12))
        >> step("link", "--refresh", "{{ params.refresh or '' }}", timeout=timedelta(hours=24))
        >> step("contribute", timeout=timedelta(hours=24), outlets=(CONTRIBUTIONS,))
    )
