"""As in Airflow: what is retried, what is not, and what is no Exception at all."""


class AirflowException(Exception):
    pass


class AirflowFailException(AirflowException):
    pass


class AirflowSkipException(AirflowException):
    pass


class TaskDeferralError(AirflowException):
    pass


class TaskDeferred(BaseException):
    pass
