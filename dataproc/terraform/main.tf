# A job on a cluster of its own, for Cloud Scheduler or gcloud, where there is no tidegate submit:
#   gcloud dataproc workflow-templates instantiate tidegate --region REGION --parameters DATE=2024-03-01

terraform {
  required_version = ">= 1.5"
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = ">= 5.0"
    }
  }
}

provider "google" {
  project = var.project
  region  = var.region
}

resource "google_dataproc_autoscaling_policy" "jobs" {
  policy_id = "jobs"
  location  = var.region

  worker_config {
    min_instances = 2
    max_instances = 10
  }

  basic_algorithm {
    cooldown_period = "240s"

    # Shuffle files are on the workers: a run that lost them would compute them again.
    yarn_config {
      graceful_decommission_timeout = "3600s"
      scale_up_factor               = 1.0
      scale_down_factor             = 1.0
    }
  }
}

resource "google_dataproc_workflow_template" "tidegate" {
  name        = "tidegate"
  location    = var.region
  dag_timeout = "7200s"

  placement {
    managed_cluster {
      cluster_name = "tidegate"

      config {
        gce_cluster_config {
          service_account = var.service_account
          metadata = {
            jdk-archive = "gs://${var.apps}/jdk-17.tar.gz"
          }
        }

        master_config {
          num_instances = 1
          machine_type  = "n2-standard-4"
        }

        worker_config {
          num_instances = 2
          machine_type  = "n2-standard-4"
        }

        software_config {
          image_version       = var.image
          optional_components = ["DELTA"]
        }

        initialization_actions {
          executable_file = "gs://${var.apps}/dataproc/templates/install-jdk.sh"
        }

        autoscaling_config {
          policy = google_dataproc_autoscaling_policy.jobs.name
        }
      }
    }
  }

  jobs {
    step_id = "run"

    spark_job {
      main_class    = "io.tidegate.cli.Main"
      args          = ["run", "gs://${var.apps}/${var.conf}", "--date", "DATE", "--env", var.environment]
      jar_file_uris = ["gs://${var.apps}/tidegate-jobs.jar"]

      properties = {
        "spark.driver.cores"                              = "4"
        "spark.driver.memory"                             = "4096m"
        "spark.executor.cores"                            = "4"
        "spark.executor.memory"                           = "8192m"
        "spark.executor.memoryOverhead"                   = "1024m"
        "spark.dynamicAllocation.enabled"                 = "true"
        "spark.dynamicAllocation.minExecutors"            = "2"
        "spark.dynamicAllocation.maxExecutors"            = "10"
        "spark.dynamicAllocation.shuffleTracking.enabled" = "true"
        "spark.yarn.maxAppAttempts"                       = "1"
        "spark.submit.deployMode"                         = "cluster"
        "spark.yarn.appMasterEnv.JAVA_HOME"               = "/opt/jdk-17"
        "spark.executorEnv.JAVA_HOME"                     = "/opt/jdk-17"
      }
    }
  }

  parameters {
    name        = "DATE"
    description = "The logical date, in UTC."
    fields      = ["jobs['run'].sparkJob.args[3]"]

    validation {
      regex {
        regexes = ["[0-9]{4}-[0-9]{2}-[0-9]{2}"]
      }
    }
  }
}
