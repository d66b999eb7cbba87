"""The DAGs as Airflow sees them, without running a step."""

from __future__ import annotations

import copy
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from conftest import HOME, LAKE, PACKAGE, SPARK_CONF, WORLD

STEPS = {
    "headwaters_arrivals": ["ingest", "link", "contribute"],
    "headwaters_period": ["lineage", "propagate", "settle", "publish", "seal", "report", "verify"],
    "headwaters_provisional": ["provisional"],
    "headwaters_report_pack": ["report", "report_public"],
}

#: Steps that are left out where their Variable is not set.
WANTED = {"seal": "headwaters_key", "report": "headwaters_reports", "report_public": "headwaters_reports", "verify": "headwaters_vkey"}


def test_all_dags_are_found_without_an_error(dags):
    assert sorted(dags) == sorted(STEPS)


def test_the_steps_follow_one_another(dags):
    assert chain(dags["headwaters_arrivals"]) == ["no_settlement_runs", "ingest", "link", "contribute"]
    assert chain(dags["headwaters_period"]) == [
        "no_arrivals_run", "lineage", "propagate", "settle", "publish", "check", "seal", "report", "verify",
    ]
    assert chain(dags["headwaters_provisional"]) == ["nothing_else_runs", "provisional"]
    assert chain(dags["headwaters_report_pack"]) == ["no_settlement_runs", "report", "report_public"]


def chain(dag) -> list[str]:
    (task,) = dag.roots
    names = [task.task_id]
    while task.downstream_list:
        (task,) = task.downstream_list
        names.append(task.task_id)
    assert sorted(names) == sorted(dag.task_ids)
    return names


@pytest.mark.parametrize("dag_id", sorted(STEPS))
def test_every_step_is_bounded_and_retried_with_growing_pauses(dags, dag_id):
    dag = dags[dag_id]
    assert dag.max_active_runs == 1
    assert not dag.catchup
    for name in STEPS[dag_id] + (["check"] if dag_id == "headwaters_period" else []):
        task = dag.get_task(name)
        assert task.pool == "headwaters_publisher", name
        assert task.execution_timeout >= timedelta(hours=1), name
        assert task.retries >= 2 and task.retry_exponential_backoff == 2, name


def test_the_pool_has_one_slot(dags):
    from airflow.models.pool import Pool

    assert Pool.get_pool("headwaters_publisher").slots == 1


def test_the_check_tells_the_assets_of_all_published_tables(dags):
    """The list is that of PublishedRows."""
    source = (HOME / "jobs/src/main/java/org/headwaters/jobs/period/PublishedRows.java").read_text(encoding="utf-8")
    published = [asset.name for asset in dags["headwaters_period"].get_task("check").outlets]
    listed = source.split("TABLES =")[1].split(");")[0]
    words = [word.split(".TABLE")[0].strip() for word in listed.replace("List.of(", "").split(",")]
    java = {snake(word) for word in words}
    assert set(published) == {f"headwaters_{table}" for table in java}


def snake(name: str) -> str:
    return "".join("_" + letter.lower() if letter.isupper() else letter for letter in name).strip("_")


def rendered(dag, task_id, run_type="scheduled", params=None, start=datetime(2026, 9, 1, 3, tzinfo=timezone.utc)):
    """A copy of the task with the values that a run of that kind would give it."""
    from airflow.sdk.definitions.context import Context
    from airflow.sdk.execution_time.context import VariableAccessor

    class Run:
        pass

    from airflow.utils.types import DagRunType

    run = Run()
    run.run_type = DagRunType(run_type)
    run.run_after = datetime(2026, 11, 20, 5, tzinfo=timezone.utc)
    task = dag.get_task(task_id).prepare_for_execution()
    task.render_template_fields(
        Context(
            dag_run=run,
            params={"period": None, "restate": None, "refresh": None, "as_of": None, "months": None, **(params or {})},
            data_interval_start=start,
            var={"value": VariableAccessor(deserialize_json=False), "json": None},
        ),
        jinja_env=dag.get_template_env(),
    )
    return task


def test_no_two_assets_share_a_name_or_an_address(dags):
    """Airflow takes both for inactive then, and every task that tells one of them fails."""
    told = {
        asset
        for dag in dags.values()
        for task in dag.tasks
        for asset in task.outlets
    }
    pairs = {(asset.name, asset.uri) for asset in told}
    assert len({name for name, _ in pairs}) == len(pairs)
    assert len({uri for _, uri in pairs}) == len(pairs)


def expected_words(dag_id: str, name: str) -> list[str]:
    """What a person would type."""
    settings = ["--config", str(WORLD / "headwaters.yaml"), "--lake", str(LAKE)]
    period = ["--period", "2026-09"]
    half = "2026-07..2026-12"
    return {
        "ingest": ["ingest", *settings],
        # An empty reason is none, an empty data set too.
        "link": ["link", *settings, "--refresh", ""],
        "contribute": ["contribute", *settings],
        "lineage": ["lineage", *settings, *period],
        "propagate": ["propagate", *settings, *period],
        "settle": ["settle", *settings, *period, "--restate", ""],
        "publish": ["publish", *settings, *period],
        "seal": ["seal", *settings, "--key", "/keys/history.key"],
        "report": ["report", *settings, *period, "--out", "/reports/report-2026-09"]
        if dag_id == "headwaters_period"
        else ["report", *settings, "--period", half, "--out", f"/reports/pack-{half}/regulator"],
        "report_public": ["report", *settings, "--period", half, "--profile", "public", "--out", f"/reports/pack-{half}/public"],
        "verify": ["verify", "run", "--published", f"{LAKE}/published", *period, "--vkey", "a vkey"],
        "provisional": ["settle", *settings, "--period", "2026-11", "--provisional", "--as-of", "2026-11-20"],
    }[name]


@pytest.fixture
def all_set(monkeypatch):
    """Every Variable that a step may want."""
    monkeypatch.setenv("AIRFLOW_VAR_HEADWATERS_KEY", "/keys/history.key")
    monkeypatch.setenv("AIRFLOW_VAR_HEADWATERS_VKEY", "a vkey")
    monkeypatch.setenv("AIRFLOW_VAR_HEADWATERS_REPORTS", "/reports")


@pytest.mark.parametrize("dag_id", sorted(STEPS))
def test_steps_submit_the_one_jar_with_the_arguments_of_the_command_line(dags, dag_id, all_set):
    start = datetime(2026, 7, 2, 6, tzinfo=timezone.utc) if dag_id == "headwaters_report_pack" else datetime(2026, 9, 1, 3, tzinfo=timezone.utc)
    for name in STEPS[dag_id]:
        task = rendered(dags[dag_id], name, start=start)
        assert task.application_args == expected_words(dag_id, name)
        assert task.application == f"{PACKAGE}/lib/headwaters.jar"
        assert task.properties_file == str(SPARK_CONF)
        assert task._java_class == "org.headwaters.cli.Headwaters"
        assert task.jars == f"{PACKAGE}/lib/own/*.jar,{PACKAGE}/lib/spark/delta-*.jar"


@pytest.mark.parametrize("dag_id", sorted(STEPS))
def test_a_step_whose_variable_is_not_set_is_left_out_and_what_follows_goes_on(dags, dag_id, all_set, monkeypatch):
    from airflow.sdk.exceptions import AirflowSkipException

    for name in STEPS[dag_id]:
        task = dags[dag_id].get_task(name)
        assert task.trigger_rule == "none_failed", name
        if name in WANTED:
            look = task._pre_execute_hook  # what Airflow calls before it submits
            look({})
            with monkeypatch.context() as without:
                without.delenv(f"AIRFLOW_VAR_{WANTED[name].upper()}")
                with pytest.raises(AirflowSkipException, match=f"The Variable {WANTED[name]} is not set"):
                    look({})


def test_the_shipped_properties_are_used_where_no_others_are_named(dags, monkeypatch):
    monkeypatch.delenv("AIRFLOW_VAR_HEADWATERS_SPARK_CONF")
    task = rendered(dags["headwaters_arrivals"], "ingest")
    assert task.properties_file == f"{PACKAGE}/conf/spark-defaults.conf"
    assert Path(task.properties_file).is_file()


def test_no_argument_holds_a_secret(dags, all_set):
    """Of keys it is told where they lie; a vkey is for everybody."""
    for dag_id, names in STEPS.items():
        for name in names:
            task = rendered(dags[dag_id], name, start=datetime(2026, 7, 2, 6, tzinfo=timezone.utc))
            words = " ".join([*task.application_args, task.jars, str(task.env_vars), str(task.conf)]).lower()
            assert not any(word in words for word in ("secret", "password", "token", "access_key"))


def test_a_scheduled_run_settles_the_month_that_ended(dags):
    """The run of 1 October is told September; every task of a run is told the same."""
    from airflow.serialization.encoders import coerce_to_core_timetable

    dag = dags["headwaters_period"]
    interval = coerce_to_core_timetable(dag.timetable).infer_manual_data_interval(
        run_after=datetime(2026, 10, 1, 3, tzinfo=timezone.utc)
    )
    for name in STEPS["headwaters_period"]:
        if name != "seal":  # which seals every booking there is
            assert month_of(rendered(dag, name, start=interval.start)) == "2026-09"


def month_of(task) -> str:
    return task.application_args[task.application_args.index("--period") + 1]


def test_a_reason_and_a_data_set_given_by_hand_reach_their_step(dags):
    why = 'rates corrected; "quoted", {{ not a template }}'
    settle = rendered(dags["headwaters_period"], "settle", "manual", {"period": "2026-03", "restate": why})
    assert settle.application_args[-2:] == ["--restate", why]
    link = rendered(dags["headwaters_arrivals"], "link", "manual", {"refresh": "dataset:acme/web@1"})
    assert link.application_args[-2:] == ["--refresh", "dataset:acme/web@1"]


def test_deliveries_wait_for_a_settlement_and_are_not_skipped(dags):
    waits = dags["headwaters_arrivals"].get_task("no_settlement_runs")
    assert waits.mode == "reschedule" and waits.timeout >= 20 * 3600 and not waits.soft_fail


@pytest.mark.parametrize("dag_id", sorted(STEPS))
def test_every_failed_task_tells_somebody(dags, dag_id):
    for task in dags[dag_id].tasks:
        assert task.has_on_failure_callback, task.task_id


def test_what_is_told_says_what_the_exit_code_asks_for():
    from headwaters_failure import sentence

    told = sentence("headwaters_period", "manual__1", "settle", Exception("Error code is: 3."))
    assert told == "headwaters_period.settle of manual__1 failed, exit code 3: correct the data that the log names."
    assert sentence("d", "r", "check", ValueError("x")) == "d.check of r failed. See the task's log."


def test_a_run_by_hand_settles_the_month_it_names_and_none_otherwise(dags):
    from airflow.sdk.exceptions import AirflowFailException

    dag = dags["headwaters_period"]
    assert month_of(rendered(dag, "settle", "manual", {"period": "2026-03"})) == "2026-03"
    with pytest.raises(AirflowFailException, match="Give the parameter period, such as 2026-09"):
        rendered(dag, "settle", "manual")


def test_a_pack_is_of_the_half_year_that_ended_and_by_hand_of_the_months_it_names(dags):
    from airflow.sdk.exceptions import AirflowFailException
    from airflow.serialization.encoders import coerce_to_core_timetable

    dag = dags["headwaters_report_pack"]
    for after, months in ((datetime(2026, 7, 2, 6), "2026-01..2026-06"), (datetime(2027, 1, 2, 6), "2026-07..2026-12")):
        interval = coerce_to_core_timetable(dag.timetable).infer_manual_data_interval(run_after=after.replace(tzinfo=timezone.utc))
        assert month_of(rendered(dag, "report", start=interval.start)) == months
    assert month_of(rendered(dag, "report_public", "manual", {"months": "2026-02..2026-03"})) == "2026-02..2026-03"
    with pytest.raises(AirflowFailException, match="Give the parameter months, such as 2026-01..2026-06"):
        rendered(dag, "report", "manual")


def test_a_provisional_month_is_that_of_its_day(dags):
    task = rendered(dags["headwaters_provisional"], "provisional", "manual", {"as_of": "2026-10-31"})
    assert task.application_args[-5:] == ["--period", "2026-10", "--provisional", "--as-of", "2026-10-31"]
    waits = dags["headwaters_provisional"].get_task("nothing_else_runs")
    assert waits.mode == "reschedule" and waits.timeout >= 20 * 3600 and not waits.soft_fail


def test_a_backfill_cannot_settle_one_month_in_the_name_of_another(dags):
    from airflow.sdk.exceptions import AirflowFailException

    dag = dags["headwaters_period"]
    with pytest.raises(AirflowFailException, match="This backfill run is of 2026-09, but its conf says period 2026-03"):
        rendered(dag, "settle", "backfill", {"period": "2026-03"})


@pytest.mark.parametrize("wrong", ["2026-13", "2026-9", "26-09", "2026-09-01", "'; drop table"])
def test_a_period_that_is_no_month_is_refused(dags, wrong):
    from airflow.sdk.exceptions import ParamValidationError

    params = copy.deepcopy(dags["headwaters_period"].params)
    with pytest.raises(ParamValidationError):
        params["period"] = wrong
        params.validate()


@pytest.mark.parametrize("code,action", [("2", "fail"), ("3", "fail"), ("1", "default"), ("75", "default"), ("137", "default")])
def test_only_what_can_change_is_retried(dags, code, action):
    from airflow.sdk.exceptions import AirflowException

    policy = dags["headwaters_period"].get_task("settle").retry_policy
    decision = policy.evaluate(AirflowException(f"Cannot execute: spark-submit. Error code is: {code}."), 1, 3)
    assert decision.action.value == action
