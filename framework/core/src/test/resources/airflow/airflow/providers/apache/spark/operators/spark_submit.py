"""The arguments and the templated ones of the provider's operator, without what it does."""

from airflow.sdk import Recorded


class SparkSubmitOperator(Recorded):
    template_fields = (
        "application",
        "conf",
        "files",
        "jars",
        "keytab",
        "principal",
        "proxy_user",
        "name",
        "application_args",
        "env_vars",
        "properties_file",
    )

    def __init__(
        self,
        *,
        application="",
        conf=None,
        conn_id="spark_default",
        files=None,
        archives=None,
        jars=None,
        java_class=None,
        keytab=None,
        principal=None,
        proxy_user=None,
        name="arrow-spark",
        application_args=None,
        env_vars=None,
        properties_file=None,
        yarn_queue=None,
        deploy_mode=None,
        openlineage_inject_parent_job_info=False,
        openlineage_inject_transport_info=False,
        durable=None,
        **kwargs,
    ):
        super().__init__(**kwargs)
        self.application = application
        self.conf = conf
        self.conn_id = conn_id
        self.files = files
        self.archives = archives
        self.jars = jars
        self.java_class = java_class
        self.keytab = keytab
        self.principal = principal
        self.proxy_user = proxy_user
        self.name = name
        self.application_args = application_args
        self.env_vars = env_vars
        self.properties_file = properties_file
        self.yarn_queue = yarn_queue
        self.deploy_mode = deploy_mode
        self.openlineage_inject_parent_job_info = openlineage_inject_parent_job_info
        self.openlineage_inject_transport_info = openlineage_inject_transport_info
        self.durable = durable
