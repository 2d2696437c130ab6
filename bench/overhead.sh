#!/bin/sh
# What the console adds to two applies on a real API server, and to one request to a forge: bench/overhead.sh [rounds].
exec "$(dirname "$0")/run" Overhead "test-compile" "$@"
