variable "region" {
  type    = string
  default = "eu-west-1"
}

variable "release" {
  description = "emr-7.8.0 to emr-7.14.0: Spark 3.5, Scala 2.12, Delta 3.3, Java 17."
  type        = string
  default     = "emr-7.12.0"
}

variable "lake" {
  description = "The bucket of the warehouse; the ledger is in it."
  type        = string
}

variable "apps" {
  description = "The bucket of the jar, conf/ and quality-rules/."
  type        = string
}

variable "logs" {
  description = "The bucket of the logs."
  type        = string
}

variable "tags" {
  type    = map(string)
  default = {}
}
