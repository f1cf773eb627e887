#!/bin/bash
# An initialization action: every node gets a JDK 17 at /opt/jdk-17, which deploy.dataproc.java-home names. The image's
# own Java 11 stays the default: Dataproc's agents run on it.
set -euo pipefail
archive=$(/usr/share/google/get_metadata_value attributes/jdk-archive || true)
[ -n "$archive" ] || { echo "set the cluster's metadata jdk-archive to a JDK 17 as .tar.gz on gs://" >&2; exit 1; }
mkdir -p /opt/jdk-17
gsutil cp "$archive" /tmp/jdk.tar.gz
tar -xzf /tmp/jdk.tar.gz -C /opt/jdk-17 --strip-components=1
rm /tmp/jdk.tar.gz
/opt/jdk-17/bin/java -version
