"""The arguments and the templated ones of the provider's operators, without what they do."""

from airflow.sdk import Recorded


class EmrAddStepsOperator(Recorded):
    template_fields = (
        "job_flow_id",
        "job_flow_name",
        "cluster_states",
        "steps",
        "execution_role_arn",
        "aws_conn_id",
        "region_name",
        "verify",
    )

    def __init__(
        self,
        *,
        job_flow_id=None,
        job_flow_name=None,
        cluster_states=None,
        steps=None,
        wait_for_completion=False,
        waiter_delay=30,
        waiter_max_attempts=60,
        execution_role_arn=None,
        deferrable=False,
        openlineage_inject_parent_job_info=False,
        aws_conn_id="aws_default",
        region_name=None,
        verify=None,
        **kwargs,
    ):
        super().__init__(**kwargs)
        self.job_flow_id = job_flow_id
        self.job_flow_name = job_flow_name
        self.cluster_states = cluster_states
        self.steps = steps
        self.wait_for_completion = wait_for_completion
        self.waiter_delay = waiter_delay
        self.waiter_max_attempts = waiter_max_attempts
        self.execution_role_arn = execution_role_arn
        self.deferrable = deferrable
        self.openlineage_inject_parent_job_info = openlineage_inject_parent_job_info
        self.aws_conn_id = aws_conn_id
        self.region_name = region_name
        self.verify = verify


class EmrServerlessStartJobOperator(Recorded):
    template_fields = (
        "application_id",
        "config",
        "execution_role_arn",
        "job_driver",
        "configuration_overrides",
        "name",
        "aws_conn_id",
        "region_name",
        "verify",
    )

    def __init__(
        self,
        application_id,
        execution_role_arn,
        job_driver,
        configuration_overrides=None,
        client_request_token="",
        config=None,
        wait_for_completion=True,
        name=None,
        waiter_max_attempts=25,
        waiter_delay=60,
        deferrable=False,
        enable_application_ui_links=False,
        cancel_on_kill=True,
        openlineage_inject_parent_job_info=False,
        openlineage_inject_transport_info=False,
        aws_conn_id="aws_default",
        region_name=None,
        verify=None,
        **kwargs,
    ):
        super().__init__(**kwargs)
        self.application_id = application_id
        self.execution_role_arn = execution_role_arn
        self.job_driver = job_driver
        self.configuration_overrides = configuration_overrides
        self.client_request_token = client_request_token
        self.config = config
        self.wait_for_completion = wait_for_completion
        self.name = name
        self.waiter_max_attempts = waiter_max_attempts
        self.waiter_delay = waiter_delay
        self.deferrable = deferrable
        self.enable_application_ui_links = enable_application_ui_links
        self.cancel_on_kill = cancel_on_kill
        self.openlineage_inject_parent_job_info = openlineage_inject_parent_job_info
        self.openlineage_inject_transport_info = openlineage_inject_transport_info
        self.aws_conn_id = aws_conn_id
        self.region_name = region_name
        self.verify = verify
