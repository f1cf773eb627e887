variable "project" {
  type = string
}

variable "region" {
  type    = string
  default = "europe-west1"
}

variable "image" {
  description = "2.2 or 2.3: Spark 3.5, Scala 2.12."
  type        = string
  default     = "2.2-debian12"
}

variable "apps" {
  description = "The bucket of the jar, conf/, quality-rules/, install-jdk.sh and the JDK's archive."
  type        = string
}

variable "service_account" {
  description = "Whom the cluster runs as."
  type        = string
}

variable "conf" {
  description = "The job's conf in the bucket."
  type        = string
  default     = "conf/orders/curate-daily-revenue.conf"
}

variable "environment" {
  description = "The name of a file in conf/env."
  type        = string
  default     = "dataproc-cluster"
}
