"""As much of Airflow's SDK as the DAGs in docs/airflow use, so that tests can run them."""

import re

from airflow.sdk.exceptions import TaskDeferralError, TaskDeferred


class DAG:
    current = None

    def __init__(
        self, dag_id, *, schedule, start_date, catchup, user_defined_macros, default_args
    ):
        self.dag_id = dag_id
        self.schedule = schedule
        self.catchup = catchup
        self.macros = user_defined_macros
        self.default_args = default_args
        self.tasks = []

    def __enter__(self):
        DAG.current = self
        return self

    def __exit__(self, *_):
        pass


class BaseOperator:
    template_fields = ()

    def __init__(self, *, task_id):
        self.task_id = task_id
        self.dag = DAG.current
        self.dag.tasks.append(self)

    def render(self, context):
        """Only what is in template_fields; texts, and those in lists and in the values of dicts."""
        names = {**self.dag.macros, **context}
        for field in self.template_fields:
            setattr(self, field, _rendered(getattr(self, field), names))

    def resume_execution(self, next_method, next_kwargs, context):
        if next_method == "__fail__":
            raise TaskDeferralError("Trigger failure")
        return getattr(self, next_method)(context, **(next_kwargs or {}))


class Recorded(BaseOperator):
    """Of a service: what it is called with, and what its run comes to, is for the test to say."""

    outcome = "success"

    def execute(self, context):
        if getattr(self, "deferrable", False):
            raise TaskDeferred()
        return self.execute_complete(context, {"status": self.outcome})

    def execute_complete(self, context, event=None):
        if event["status"] != "success":
            raise RuntimeError("the service says that it failed")
        return "the operator's own result"


def _rendered(value, names):
    if isinstance(value, str):
        return re.sub(r"{{\s*(.*?)\s*}}", lambda found: str(eval(found[1], dict(names))), value)
    if isinstance(value, list):
        return [_rendered(element, names) for element in value]
    if isinstance(value, dict):
        return {key: _rendered(element, names) for key, element in value.items()}
    return value


class ObjectStoragePath(str):
    pass
