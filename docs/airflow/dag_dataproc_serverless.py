"""A Dataproc batch."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

from airflow.providers.google.cloud.operators.dataproc import DataprocCreateBatchOperator
from airflow.sdk import DAG
from airflow.timetables.interval import CronDataIntervalTimetable

import tidegate_airflow as tidegate

with DAG(
    dag_id="revenue_dataproc_serverless",
    # Not "@daily" alone: Airflow 3 takes that for moments, and a run would get the day after its data's.
    schedule=CronDataIntervalTimetable("@daily", timezone="UTC"),
    start_date=datetime(2024, 3, 1, tzinfo=timezone.utc),
    catchup=False,
    user_defined_macros=tidegate.MACROS,
    default_args={"retries": 3, "retry_delay": timedelta(minutes=5)},
):
    tidegate.task(
        DataprocCreateBatchOperator,
        Path(__file__).parent / "requests" / "dataproc-serverless.json",
        task_id="curate_daily_revenue",
        deferrable=True,
        openlineage_inject_parent_job_info=True,
    )
