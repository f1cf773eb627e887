#!/bin/bash
# Runs on every node before applications are installed. EMR 7 has Java 17 and the release's Delta: nothing is left to
# install. A check, so that a cluster with another Java ends here and not in the run.
set -euo pipefail
version=$(java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -1)
[ "${version:-0}" -ge 17 ] || { echo "tidegate: Java ${version:-none} is too old" >&2; exit 1; }
