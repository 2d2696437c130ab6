#!/bin/sh
# What the packaged console takes with many connections on a real API server: bench/memory.sh [number:heap …].
exec "$(dirname "$0")/run" MemoryBench "-DskipTests package" "$@"
