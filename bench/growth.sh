#!/bin/sh
# How what the packaged console takes grows with the connections on a real API server, beside the bare requests:
# bench/growth.sh [seconds between two probes [number:heap …]]. Plots it in bench/growth.svg.
exec "$(dirname "$0")/run" GrowthBench "-DskipTests package" "$@"
