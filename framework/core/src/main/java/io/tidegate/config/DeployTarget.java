package io.tidegate.config;

/** Where a run can be submitted to. */
public enum DeployTarget {
  LOCAL,
  YARN,
  EMR,
  EMR_SERVERLESS,
  DATAPROC,
  DATAPROC_SERVERLESS,
  K8S;

  /** As it is written in a conf and on the command line: {@code emr-serverless}. */
  public String word() {
    return EnumType.word(this);
  }
}
