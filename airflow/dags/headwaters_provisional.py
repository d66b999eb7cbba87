"""What the running month would come to if it ended today, daily: marked provisional, never booked.

By hand: `as_of` names another day, such as 2026-11-20. What it came to lies in the lake's folder `_provisional`, one day a month.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from airflow.sdk import DAG, CronTriggerTimetable, Param, task
from headwaters_wiring import DAY_PATTERN, DEFAULT_ARGS, step


def day_of(params, dag_run) -> str:
    """The day that a run is of: the one that was told, else its own."""
    return params.get("as_of") or f"{dag_run.run_after:%Y-%m-%d}"


DAY = "{{ day_of(params, dag_run) }}"

with DAG(
    "headwaters_provisional",
    description="The running month as if it ended today, never booked",
    doc_md=__doc__,
    schedule=CronTriggerTimetable("0 5 * * *", timezone="UTC"),
    start_date=datetime(2026, 1, 1, tzinfo=timezone.utc),
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULT_ARGS,
    params={
        "as_of": Param(
            None,
            type=["null", "string"],
            pattern=DAY_PATTERN,
            title="As of",
            description="The day, YYYY-MM-DD, as if its month ended there; left out: today.",
        )
    },
    user_defined_macros={"day_of": day_of},
    tags=["headwaters"],
):

    @task.sensor(poke_interval=60, timeout=timedelta(hours=20).total_seconds(), mode="reschedule")
    def nothing_else_runs(ti):
        """Waits until deliveries are whole and no month is being settled."""
        return all(ti.get_dr_count(dag_id=other, states=["running"]) == 0 for other in ("headwaters_arrivals", "headwaters_period"))

    nothing_else_runs() >> step(
        "settle",
        "--period",
        "{{ day_of(params, dag_run)[:7] }}",
        "--provisional",
        "--as-of",
        DAY,
        timeout=timedelta(hours=12),
        name="provisional",
    )
