"""What happens when a task has failed for good: adapt ``tell`` to page, mail or post.

It is called once a failed task, after the last retry. As shipped it writes one line, which says what
a person needs to begin with, to the log ``headwaters.failure``.
"""

from __future__ import annotations

import logging
import re

LOG = logging.getLogger("headwaters.failure")

#: What the exit code of a step asks for.
_ASKS = {
    "1": "a defect of Headwaters: report it with the task's log",
    "2": "correct the command, the settings or the policy, or give a reason (restate, accept_rejected)",
    "3": "correct the data that the log names",
    "75": "nothing is wrong with the data: see that disk and store can be reached and written, then clear the task",
}


def sentence(dag_id: str, run_id: str, task_id: str, exception: BaseException | None) -> str:
    code = re.search(r"Error code is: (\d+)", str(exception))
    asks = _ASKS.get(code.group(1)) if code else None
    return f"{dag_id}.{task_id} of {run_id} failed" + (f", exit code {code.group(1)}" if code else "") + (f": {asks}." if asks else ". See the task's log.")


def tell(context) -> None:
    """Airflow's callback for a failed task."""
    ti = context["ti"]
    LOG.error(sentence(ti.dag_id, ti.run_id, ti.task_id, context.get("exception")))
