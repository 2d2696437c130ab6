#!/bin/sh
# The dashboard's first page with many connections on a real API server: bench/dashboard.sh [connections [requests]].
exec "$(dirname "$0")/run" DashboardBench "test-compile" "$@"
