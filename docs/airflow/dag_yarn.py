"""A spark-submit to YARN. The operator has no deferral: the task waits."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.sdk import DAG
from airflow.timetables.interval import CronDataIntervalTimetable

import tidegate_airflow as tidegate

with DAG(
    dag_id="revenue_yarn",
    # Not "@daily" alone: Airflow 3 takes that for moments, and a run would get the day after its data's.
    schedule=CronDataIntervalTimetable("@daily", timezone="UTC"),
    start_date=datetime(2024, 3, 1, tzinfo=timezone.utc),
    catchup=False,
    user_defined_macros=tidegate.MACROS,
    default_args={"retries": 3, "retry_delay": timedelta(minutes=5)},
):
    tidegate.task(
        SparkSubmitOperator,
        Path(__file__).parent / "requests" / "yarn.json",
        task_id="curate_daily_revenue",
        conn_id="spark_yarn",
        # A durable task follows the application of the try before; a try of Tidegate's is a run of its own.
        durable=False,
        openlineage_inject_parent_job_info=True,
    )
