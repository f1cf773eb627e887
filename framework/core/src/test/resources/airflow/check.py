"""
Runs what is in docs/airflow against the package beside this file, for AirflowDagsTest.

    check.py rendered DAGS DATE TRY   what each DAG's operator is called with
    check.py names JOB TRY DATE...    date, label and token of each
    check.py roots URI...             what opens each ledger
    check.py ends DAGS LEDGER CASE... how a task ends, with which run behind it
"""

import json
import runpy
import sys
from datetime import datetime
from pathlib import Path


class TaskInstance:
    def __init__(self, try_number):
        self.try_number = try_number
        self.pushed = {}

    def xcom_push(self, key, value):
        self.pushed[key] = value


def context(date, attempt):
    """None stands for a run of a DAG without a data interval."""
    if date == "none":
        return {"data_interval_start": None, "ti": TaskInstance(attempt)}
    return {"data_interval_start": datetime.fromisoformat(date), "ti": TaskInstance(attempt)}


def tasks(dags, name="dag_*.py"):
    from airflow.sdk import DAG

    for file in sorted(Path(dags).glob(name)):
        runpy.run_path(str(file))
        (task,) = DAG.current.tasks
        yield DAG.current, task


def rendered(dags, date, attempt):
    shown = {}
    for dag, task in tasks(dags):
        task.render(context(date, int(attempt)))
        shown[dag.dag_id] = {
            "cron": dag.schedule.cron,
            "timezone": dag.schedule.timezone,
            "retries": dag.default_args["retries"],
            "class": type(task).__name__,
            "arguments": {
                name: value
                for name, value in vars(task).items()
                if name not in ("dag", "task_id")
            },
        }
    return shown


def names(job, attempt, *dates):
    import tidegate_airflow as tidegate

    starts = [datetime.fromisoformat(date) for date in dates]
    return [
        [tidegate.date(start), tidegate.label(start), tidegate.token(job, start, int(attempt))]
        for start in starts
    ]


def roots(*uris):
    import tidegate_airflow as tidegate

    opened = [tidegate.Ledger(uri, "job").root for uri in uris]
    return [f"{type(root).__name__} {root}" for root in opened]


def ends(dags, ledger, *cases):
    return [end(dags, ledger, *case.split("/")) for case in cases]


def end(dags, ledger, name, how, date, attempt):
    """The service's word is in how: success, failure, or a trigger that failed; after a deferral."""
    import tidegate_airflow as tidegate

    tidegate.Ledger.root = property(lambda self: Path(ledger))
    ((_, task),) = tasks(dags, name)
    task.outcome = how
    told = context(date, int(attempt))
    try:
        if how in ("sent", "success-at-once", "failure-at-once"):
            task.deferrable = how == "sent"
            task.outcome = how.partition("-")[0]
            result = task.execute(told)
        elif how == "trigger":
            result = task.resume_execution("__fail__", {"error": "Trigger failure"}, told)
        else:
            result = task.resume_execution("execute_complete", {"event": {"status": how}}, told)
        shown = f"ended: {result}"
    except BaseException as e:
        shown = f"{type(e).__name__}: {e}"
    return {"shown": shown, "pushed": told["ti"].pushed}


if __name__ == "__main__":
    json.dump(globals()[sys.argv[1]](*sys.argv[2:]), sys.stdout)
