#!/bin/sh
# What the console adds to two applies on a real API server, and to one request to a forge: bench/overhead.sh [rounds [rounds
# with kubectl and helm]]. Compares a PUT also with kubectl (beside kube-apiserver) and with helm (HELM), if both are there.
exec "$(dirname "$0")/run" OverheadBench "test-compile" "$@"
