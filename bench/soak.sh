#!/bin/sh
# Two replicas of the packaged console among faults on a real API server, a new one each minute: bench/soak.sh [minutes [connections]].
exec "$(dirname "$0")/run" SoakBench "-DskipTests package" "$@"
