#!/bin/sh
# A probe of a stored connection beside one by blackbox_exporter, and beside the bare request: bench/probe.sh [rounds].
# Takes the blackbox_exporter that Debian packs, unless BLACKBOX_EXPORTER names another.
set -e
cd "$(dirname "$0")/.."
if [ -z "$BLACKBOX_EXPORTER" ]; then
  package=prometheus-blackbox-exporter
  BLACKBOX_EXPORTER=$PWD/target/blackbox/usr/bin/$package
  # Without the service that the package would start.
  if [ ! -x "$BLACKBOX_EXPORTER" ]; then
    mkdir -p target/blackbox
    (
      cd target/blackbox
      apt-get download -qq "$package" || { apt-get update -qq && apt-get download -qq "$package"; }
      dpkg-deb -x "$package"_*.deb .
      rm "$package"_*.deb
    )
  fi
fi
export BLACKBOX_EXPORTER
exec bench/run ProbeBench "test-compile" "$@"
