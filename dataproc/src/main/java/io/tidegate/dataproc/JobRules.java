package io.tidegate.dataproc;

import com.google.cloud.dataproc.v1.Job;
import com.google.cloud.dataproc.v1.SubmitJobRequest;

/** A job of a cluster that runs. */
record JobRules(Rules rules) {

  private static final int MOST_PER_HOUR = 10;
  private static final int MOST_IN_ALL = 240;

  void check(SubmitJobRequest request) {
    rules.requestId(request.getRequestId());
    Job job = request.getJob();
    if (job.getTypeJobCase() != Job.TypeJobCase.SPARK_JOB) {
      rules.report("job", "has no sparkJob", "a run is a Spark application");
    } else {
      rules.sparkJob("job.sparkJob", job.getSparkJob());
    }
    rules.id(
        "job.reference.jobId",
        job.getReference().getJobId(),
        "[A-Za-z0-9_-]{1,100}",
        "1 to 100 of A-Z a-z 0-9 _ -");
    rules.labels("job.labels", job.getLabelsMap());
    if (job.hasScheduling()) {
      int hourly = job.getScheduling().getMaxFailuresPerHour();
      int total = job.getScheduling().getMaxFailuresTotal();
      if (hourly > MOST_PER_HOUR || total > MOST_IN_ALL) {
        rules.report("job.scheduling", "restarts too often", "10 an hour and 240 in all at most");
      }
    }
  }
}
