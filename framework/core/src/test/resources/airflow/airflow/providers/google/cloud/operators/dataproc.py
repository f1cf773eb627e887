"""The arguments and the templated ones of the provider's operators, without what they do."""

from airflow.sdk import Recorded


class DataprocSubmitJobOperator(Recorded):
    template_fields = (
        "project_id",
        "region",
        "job",
        "gcp_conn_id",
        "impersonation_chain",
        "request_id",
    )

    def __init__(
        self,
        *,
        job,
        region,
        project_id=None,
        request_id=None,
        gcp_conn_id="google_cloud_default",
        impersonation_chain=None,
        asynchronous=False,
        deferrable=False,
        polling_interval_seconds=10,
        cancel_on_kill=True,
        openlineage_inject_parent_job_info=False,
        openlineage_inject_transport_info=False,
        **kwargs,
    ):
        super().__init__(**kwargs)
        self.job = job
        self.region = region
        self.project_id = project_id
        self.request_id = request_id
        self.gcp_conn_id = gcp_conn_id
        self.impersonation_chain = impersonation_chain
        self.asynchronous = asynchronous
        self.deferrable = deferrable
        self.polling_interval_seconds = polling_interval_seconds
        self.cancel_on_kill = cancel_on_kill
        self.openlineage_inject_parent_job_info = openlineage_inject_parent_job_info
        self.openlineage_inject_transport_info = openlineage_inject_transport_info


class DataprocCreateBatchOperator(Recorded):
    template_fields = (
        "project_id",
        "batch",
        "batch_id",
        "region",
        "gcp_conn_id",
        "impersonation_chain",
    )

    def __init__(
        self,
        *,
        region,
        project_id=None,
        batch,
        batch_id=None,
        request_id=None,
        gcp_conn_id="google_cloud_default",
        impersonation_chain=None,
        asynchronous=False,
        deferrable=False,
        polling_interval_seconds=5,
        openlineage_inject_parent_job_info=False,
        openlineage_inject_transport_info=False,
        **kwargs,
    ):
        super().__init__(**kwargs)
        self.region = region
        self.project_id = project_id
        self.batch = batch
        self.batch_id = batch_id
        self.request_id = request_id
        self.gcp_conn_id = gcp_conn_id
        self.impersonation_chain = impersonation_chain
        self.asynchronous = asynchronous
        self.deferrable = deferrable
        self.polling_interval_seconds = polling_interval_seconds
        self.openlineage_inject_parent_job_info = openlineage_inject_parent_job_info
        self.openlineage_inject_transport_info = openlineage_inject_transport_info
