#!/bin/sh
# How soon the console and a bare Spring Boot on the same libraries answer, and what is resident, with an AOT cache and the
# image's options: bench/start.sh [rounds].
exec "$(dirname "$0")/run" StartBench "-Pimage -DskipTests package" "$@"
