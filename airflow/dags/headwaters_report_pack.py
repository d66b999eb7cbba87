"""The half-year's report pack: six months for regulators, and the same for everybody, where what few get is not told.

- On schedule, on 2 January and 2 July at 06:00 UTC: the six months that ended.
- By hand: `months` names them, such as 2026-01..2026-06. All of them must be booked.

The Variable `headwaters_reports` names the folder; a pack that lies there is replaced.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from airflow.sdk import DAG, CronDataIntervalTimetable, Param, task
from airflow.sdk.exceptions import AirflowFailException
from headwaters_wiring import DEFAULT_ARGS, step

_MONTHS = r"^[0-9]{4}-(0[1-9]|1[0-2])\.\.[0-9]{4}-(0[1-9]|1[0-2])$"


def months_of(dag_run, params, data_interval_start) -> str:
    """The months of a pack. A run by hand has none of its own, so it must be told."""
    if params.get("months"):
        return params["months"]
    if dag_run.run_type == "manual":
        raise AirflowFailException("Give the parameter months, such as 2026-01..2026-06: a run by hand reports the months it names.")
    return f"{data_interval_start:%Y-%m}..{data_interval_start:%Y}-{data_interval_start.month + 5:02d}"


MONTHS = "{{ months_of(dag_run, params, data_interval_start) }}"
FOLDER = "{{ var.value.get('headwaters_reports', '') }}"

with DAG(
    "headwaters_report_pack",
    description="Half a year of reports: for regulators and for everybody",
    doc_md=__doc__,
    # The interval of the run of 2 July begins on 2 January: its start names the first month.
    schedule=CronDataIntervalTimetable("0 6 2 1,7 *", timezone="UTC"),
    start_date=datetime(2026, 1, 2, tzinfo=timezone.utc),
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULT_ARGS,
    params={
        "months": Param(
            None,
            type=["null", "string"],
            pattern=_MONTHS,
            title="Months",
            description="The first and the last month, YYYY-MM..YYYY-MM. Needed for a run by hand, else left out.",
        )
    },
    user_defined_macros={"months_of": months_of},
    tags=["headwaters"],
):

    @task.sensor(poke_interval=60, timeout=timedelta(hours=48).total_seconds(), mode="reschedule")
    def no_settlement_runs(ti):
        """Waits while a period is settled or a backfill goes on: the last month may be among them."""
        return ti.get_dr_count(dag_id="headwaters_period", states=["running"]) == 0

    (
        no_settlement_runs()
        >> step("report", "--period", MONTHS, "--out", FOLDER + "/pack-" + MONTHS + "/regulator", timeout=timedelta(hours=8), variable="headwaters_reports")
        >> step(
            "report", "--period", MONTHS, "--profile", "public", "--out", FOLDER + "/pack-" + MONTHS + "/public",
            timeout=timedelta(hours=8), name="report_public", variable="headwaters_reports",
        )
    )
