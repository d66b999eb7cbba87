"""Settles one calendar month: lineage, propagate, settle, publish, a check of what was published, seal, report, verify.

- On schedule, on the first of a month at 03:00 UTC: the month that ended.
- By hand: `period` names the month, such as 2026-09.
- A backfill settles each month of its range, oldest first:
  `airflow backfill create --dag-id headwaters_period --from-date 2026-01-01 --to-date 2026-09-30 --max-active-runs 1`.

Settling a month again changes nothing, unless its inputs or policy changed: then it stops, and a
person runs it by hand with a reason (the parameter `restate`).

What was published is sealed where the Variable `headwaters_key` names a key, reported where `headwaters_reports` names
a folder, and at last verified from its files alone where `headwaters_vkey` is set.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from airflow.sdk import DAG, CronDataIntervalTimetable, Param, task
from airflow.sdk.exceptions import AirflowFailException
from headwaters_wiring import DEFAULT_ARGS, PERIOD_PATTERN, POOL, PUBLISHED, published, step


def period_of(dag_run, params, data_interval_start):
    """The month that a run settles. A run by hand has no month of its own, so it must be told."""
    told = params.get("period")
    if dag_run.run_type == "manual":
        if not told:
            raise AirflowFailException("Give the parameter period, such as 2026-09: a run by hand settles the month it names.")
        return told
    own = f"{data_interval_start:%Y-%m}"
    if told and told != own:
        kind = getattr(dag_run.run_type, "value", dag_run.run_type)
        raise AirflowFailException(f"This {kind} run is of {own}, but its conf says period {told}. Leave period out.")
    return own


PERIOD = "{{ period_of(dag_run, params, data_interval_start) }}"

with DAG(
    "headwaters_period",
    description="One month: lineage, propagate, settle, publish, check, seal, report, verify",
    doc_md=__doc__,
    # The interval of the run at the first of October is September: its start names the month.
    schedule=CronDataIntervalTimetable("0 3 1 * *", timezone="UTC"),
    start_date=datetime(2020, 1, 1, tzinfo=timezone.utc),
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULT_ARGS,
    params={
        "period": Param(
            None,
            type=["null", "string"],
            pattern=PERIOD_PATTERN,
            title="Period",
            description="The month to settle, YYYY-MM. Needed for a run by hand, else left out.",
        ),
        "restate": Param(
            None,
            type=["null", "string"],
            title="Restate",
            description="Why a month that is booked may be booked again with other amounts. The reason stays in its booking.",
        ),
    },
    user_defined_macros={"period_of": period_of},
    tags=["headwaters"],
):

    @task.sensor(poke_interval=60, timeout=timedelta(hours=48).total_seconds(), mode="reschedule")
    def no_arrivals_run(ti):
        """Waits until deliveries that are being taken in are whole. New ones wait for us."""
        return ti.get_dr_count(dag_id="headwaters_arrivals", states=["running"]) == 0

    @task(
        pool=POOL,
        execution_timeout=timedelta(hours=1),
        outlets=[published(table) for table in PUBLISHED],
    )
    def check(period: str, lake: str, *, outlet_events=None):
        """The exit codes before are not the proof: what readers see must be what was booked."""
        from headwaters_check import check_published

        booking = check_published(lake, period)
        for table in PUBLISHED:
            outlet_events[published(table)].extra = {"period": period, "booking_id": booking["booking_id"]}
        return booking

    (
        no_arrivals_run()
        >> step("lineage", "--period", PERIOD, timeout=timedelta(hours=2))
        >> step("propagate", "--period", PERIOD, timeout=timedelta(hours=4))
        >> step("settle", "--period", PERIOD, "--restate", "{{ params.restate or '' }}", timeout=timedelta(hours=12))
        >> step("publish", "--period", PERIOD, timeout=timedelta(hours=4))
        >> check(PERIOD, "{{ var.value.headwaters_lake }}")
        >> step("seal", "--key", "{{ var.value.get('headwaters_key', '') }}", timeout=timedelta(hours=1), variable="headwaters_key")
        >> step(
            "report",
            "--period",
            PERIOD,
            "--out",
            "{{ var.value.get('headwaters_reports', '') }}/report-" + PERIOD,
            timeout=timedelta(hours=4),
            variable="headwaters_reports",
        )
        >> step(
            "verify run",
            "--published",
            "{{ var.value.headwaters_lake }}/published",
            "--period",
            PERIOD,
            "--vkey",
            "{{ var.value.get('headwaters_vkey', '') }}",
            timeout=timedelta(hours=4),
            variable="headwaters_vkey",
        )
    )
