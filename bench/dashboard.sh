#!/bin/sh
# The first page and a list of the packaged console with many connections on a real API server, beside a server that sends the same
# bytes: bench/dashboard.sh [connections [requests [options of the JVM]]].
exec "$(dirname "$0")/run" DashboardBench "-DskipTests package" "$@"
