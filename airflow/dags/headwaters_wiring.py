"""What the DAGs share: where Headwaters is, and how one of its commands becomes a task.

Nothing is computed here. Every task submits the same jar to the Spark connection ``spark_default``
with the arguments that a person would type. Places are Airflow Variables (or AIRFLOW_VAR_… in the
environment), read when a task runs, never when the file is parsed:

- ``headwaters_home``: the folder that an archive of ``bin/package`` was unpacked into;
- ``headwaters_config``: the settings, ``headwaters.yaml``; secrets are named there, not here;
- ``headwaters_lake``: the lake's URI, the same for the jobs and for the check after them;
- ``headwaters_spark_conf`` (optional): Spark's properties, default ``conf/spark-defaults.conf``;
- ``headwaters_key`` (optional): the file of the secret key that seals, on the worker; without it nothing is sealed;
- ``headwaters_vkey`` (optional): the history's first key as it was handed out; without it nothing is verified;
- ``headwaters_reports`` (optional): the folder that reports are written into; without it none is.
"""

from __future__ import annotations

import re
from datetime import timedelta

from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.sdk import Asset, RetryAction, RetryDecision, RetryPolicy, Variable
from airflow.sdk.exceptions import AirflowSkipException
from headwaters_failure import tell

#: One slot: of all tasks that write to the lake one runs at a time (docs/deploy/object-stores.md).
POOL = "headwaters_publisher"

DAY_PATTERN = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
PERIOD_PATTERN = r"^[0-9]{4}-(0[1-9]|1[0-2])$"

#: What the period DAG publishes; each is an Asset that other teams' DAGs can be scheduled on.
PUBLISHED = (
    "policies",
    "assets",
    "derivations",
    "served_usage",
    "exchange_rates",
    "pools",
    "lineage_nodes",
    "lineage_edges",
    "lineage_findings",
    "asset_flows",
    "asset_balances",
    "contribution_trees",
    "contributions",
    "holder_credits",
    "journal",
    "coverage",
    "missing_inputs",
    "table_roots",
    "bookings",
)

#: What arrivals leave in the lake; of the table that a period publishes it differs in name too: Airflow knows an asset by either.
CONTRIBUTIONS = Asset(name="headwaters_lake_contributions", uri="headwaters://lake/contributions")

_HOME = "{{ var.value.headwaters_home }}"
_EXIT_CODE = re.compile(r"Error code is: (\d+)")


class RetryWhatCanChange(RetryPolicy):
    """Exit codes 2 (wrong command or settings) and 3 (bad input) stay wrong: they fail at once."""

    def evaluate(self, exception, try_number, max_tries, context=None):
        code = _EXIT_CODE.search(str(exception))
        if code and code.group(1) in ("2", "3"):
            return RetryDecision(
                action=RetryAction.FAIL,
                reason=f"exit code {code.group(1)}: a person must correct it, see the last lines of the log",
            )
        return RetryDecision(action=RetryAction.DEFAULT)

    def serialize(self):
        return {}

    @classmethod
    def deserialize(cls, data):
        return cls()


#: For every task: a retry gives the same arguments, and the jobs make sure that it changes nothing twice.
DEFAULT_ARGS = {
    "owner": "headwaters",
    "retries": 3,
    "retry_delay": timedelta(minutes=2),
    "retry_exponential_backoff": 2,  # a factor; True would be the factor 1
    "max_retry_delay": timedelta(minutes=30),
    "on_failure_callback": tell,
}


def published(table: str) -> Asset:
    return Asset(name=f"headwaters_{table}", uri=f"headwaters://published/{table}")


def wants(variable: str):
    """A task that is left out, and says so, where its Variable is not set. What comes after it goes on."""

    def look(context) -> None:
        if not Variable.get(variable, default=None):
            raise AirflowSkipException(f"The Variable {variable} is not set, so this step is left out.")

    return look


def step(command: str, *arguments: str, timeout: timedelta, outlets: tuple[Asset, ...] = (), name: str | None = None, variable: str | None = None):
    """The task that runs ``headwaters COMMAND`` on the settings and the lake.

    A ``variable`` names the Airflow Variable that it cannot do without. ``verify`` is told files alone:
    it checks them without settings or lake.
    """
    words = command.split(" ")
    lake = [] if words[0] == "verify" else ["--config", "{{ var.value.headwaters_config }}", "--lake", "{{ var.value.headwaters_lake }}"]
    return SparkSubmitOperator(
        task_id=name or words[0],
        name=f"headwaters-{name or words[0]}",
        java_class="org.headwaters.cli.Headwaters",
        application=f"{_HOME}/lib/headwaters.jar",
        # Ours and Delta's; Spark itself is the cluster's.
        jars=f"{_HOME}/lib/own/*.jar,{_HOME}/lib/spark/delta-*.jar",
        properties_file="{{ var.value.get('headwaters_spark_conf', var.value.headwaters_home ~ '/conf/spark-defaults.conf') }}",
        application_args=[*words, *lake, *arguments],
        pool=POOL,
        retry_policy=RetryWhatCanChange(),
        execution_timeout=timeout,
        outlets=list(outlets),
        pre_execute=wants(variable) if variable else None,
        # A step before it that was left out keeps none back.
        trigger_rule="none_failed",
    )
