"""Runs of Tidegate as tasks of Airflow. See docs/guides/airflow.md."""

from __future__ import annotations

import hashlib
import json
import logging
import re
from datetime import time, timezone
from pathlib import Path

try:
    from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException
except ImportError:  # of Airflow 3.0
    from airflow.exceptions import AirflowException, AirflowFailException, AirflowSkipException

log = logging.getLogger(__name__)

PUBLISHED = 0
TRANSIENT = 75

# How many of a job's months are searched for the run that a task has started.
MONTHS = 2


def date(start) -> str:
    """The logical date of an interval that starts there, as Tidegate writes it."""
    if start is None:
        raise AirflowFailException(
            "this run of the DAG has no data interval, and so no logical date: trigger it with one"
        )
    utc = start.astimezone(timezone.utc)
    day = f"{utc.year:04}-{utc.month:02}-{utc.day:02}"
    if utc.time() == time(0):
        return day
    clock = f"{utc.hour:02}:{utc.minute:02}"
    if utc.second or utc.microsecond:
        clock += f":{utc.second:02}"
    if utc.microsecond:
        millis, micros = divmod(utc.microsecond, 1000)
        clock += f".{millis:03}{micros:03}" if micros else f".{millis:03}"
    return f"{day}T{clock}Z"


def label(start) -> str:
    """The same with the signs that Google's labels take."""
    return re.sub("[^a-z0-9_-]", "_", date(start).lower())


def token(job: str, start, attempt: int) -> str:
    """What the run is known by on every target; the same each time that it is asked for."""
    identity = f"{job}\n{date(start)}\n{attempt}"
    return "tg-" + hashlib.sha256(identity.encode()).hexdigest()[:32]


# What the templates of a rendered request call; for the DAG's user_defined_macros.
MACROS = {"tidegate_date": date, "tidegate_label": label, "tidegate_token": token}


class Ledger:
    """What the ledger says of a job's runs."""

    def __init__(self, uri: str, job: str):
        self.uri = uri
        self.job = job

    @property
    def root(self):
        """Opened when a task runs, not when a DAG is read."""
        if "://" not in self.uri:
            return Path(self.uri)
        if self.uri.startswith(("hdfs:", "webhdfs:")):  # Airflow's object storage has neither
            from upath import UPath

            return UPath(self.uri)
        from airflow.sdk import ObjectStoragePath

        return ObjectStoragePath(self.uri)

    def end(self, start, attempt: int) -> dict | None:
        """Code and message that the driver left; None when it runs still, or was killed."""
        name = f"{date(start).replace(':', '')}.{attempt}.json"
        return _reading(lambda: self._document("submitted", self.job, name), None)

    def report(self, start) -> dict | None:
        """The record of the date's latest run that has ended."""
        written = date(start).replace(":", "-").replace(".", "_")
        for month in sorted(self._names("runs", self.job), reverse=True)[:MONTHS]:
            names = self._names("runs", self.job, month)
            ids = [name.partition(".")[0] for name in names if name.endswith(f".started.{written}.json")]
            ended = [f"{run}.closed.json" for run in ids if f"{run}.closed.json" in names]
            if ended:
                return _reading(lambda: self._document("runs", self.job, month, max(ended)), None)
        return None

    def _document(self, *path) -> dict:
        return json.loads(self.root.joinpath(*path).read_text())

    def _names(self, *path) -> set[str]:
        return _reading(lambda: {file.name for file in self.root.joinpath(*path).iterdir()}, set())


class Unreadable(Exception):
    """The ledger may have it or not: it cannot be read from here."""


def _reading(read, absent):
    try:
        return read()
    except FileNotFoundError:
        return absent
    except Exception as e:  # each store has its own
        raise Unreadable(f"the ledger cannot be read from here: {e}") from e


def summary(report: dict) -> dict:
    """What of a report is small enough to be handed to other tasks."""
    return {
        "run": report["start"]["runId"],
        "status": report["status"],
        "verdict": report["verdict"],
        "outputs": [
            {name: output.get(name) for name in ("dataset", "version", "rows", "quarantined")}
            for output in report["outputs"]
        ],
    }


class Judge:
    """Ends a task as its run has ended. The service says success or failure; the ledger has the code."""

    def __init__(self, ledger: Ledger):
        self.ledger = ledger

    def start(self, context, execute):
        # The worker can have died after this try was sent, and Airflow started the try once more.
        try:
            ended = self._end(context)
        except Unreadable as e:
            log.warning("%s", e)
            ended = None
        return self.end(context, execute) if ended is None else self._tell(context, ended)

    def end(self, context, action):
        failure, result = None, None
        try:
            result = action()
        except (AirflowFailException, AirflowSkipException):
            raise
        except Exception as e:  # a deferral is a BaseException and goes its way
            failure = e
        try:
            ended = self._end(context)
        except Unreadable as e:
            log.warning("%s: the service's word counts", e)
            return self._as_told_by_the_service(failure, result)
        if ended is None:
            raise failure or AirflowException(
                "the run left no code in the ledger: whether it published is not known"
            )
        self._tell(context, ended, failure)
        return result

    @staticmethod
    def _as_told_by_the_service(failure, result):
        if failure:
            raise failure
        return result

    def _end(self, context):
        return self.ledger.end(context.get("data_interval_start"), context["ti"].try_number)

    def _tell(self, context, ended, failure=None):
        code, message = ended["code"], ended["message"]
        told = {"code": code, "message": message, **self._summary(context)}
        context["ti"].xcom_push(key="tidegate", value=told)
        if code == TRANSIENT:
            raise AirflowException(f"code {code}, a retry can help: {message}") from failure
        if code != PUBLISHED:
            raise AirflowFailException(f"code {code}: {message}") from failure

    def _summary(self, context):
        try:
            report = self.ledger.report(context.get("data_interval_start"))
        except Unreadable as e:
            log.warning("%s", e)
            return {}
        return summary(report) if report else {}


def _judged(operator: type, fields: tuple, judge: Judge) -> type:
    class Judged(operator):
        template_fields = fields

        def execute(self, context, **more):
            return judge.start(context, lambda: super(Judged, self).execute(context, **more))

        def resume_execution(self, next_method, next_kwargs, context):
            # Not in execute_complete: of a trigger that failed, as those of AWS do when a run has
            # failed, the operator never hears.
            def resume():
                return super(Judged, self).resume_execution(next_method, next_kwargs, context)

            # Nothing has been sent where an operator goes on with execute.
            return resume() if next_method == "execute" else judge.end(context, resume)

    Judged.__name__ = Judged.__qualname__ = f"Tidegate{operator.__name__}"
    return Judged


def task(operator: type, rendered: str | Path, **more):
    """
    A task of what 'tidegate airflow' printed.

    :param operator: the operator that it names
    :param rendered: the file with it
    :param more: further arguments of the operator, over those that were rendered
    """
    described = json.loads(Path(rendered).read_text())
    name = f"{operator.__module__}.{operator.__qualname__}"
    if name != described["operator"]:
        raise ValueError(f"{rendered} is for {described['operator']}, not for {name}")
    arguments = {**described["arguments"], **more}
    # Two operators leave out of their lists what tells a repeated request from a new one.
    left_out = [
        argument
        for argument, value in arguments.items()
        if "{{" in str(value) and argument not in operator.template_fields
    ]
    fields = (*operator.template_fields, *left_out)
    judge = Judge(Ledger(described["ledger"], described["job"]))
    return _judged(operator, fields, judge)(**arguments)
