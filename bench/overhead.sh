#!/bin/sh
# What the console adds to two applies on a real API server, and to one request to a forge: bench/overhead.sh [rounds].
# Needs KUBEBUILDER_ASSETS (kube-apiserver and etcd) and a JDK 25 in JAVA_25.
set -e
cd "$(dirname "$0")/.."
: "${KUBEBUILDER_ASSETS:?names the folder with kube-apiserver and etcd}"
JAVA_25=${JAVA_25:-$(ls -d /usr/lib/jvm/*25* 2>/dev/null | head -1)}
./mvnw -q -B -ntp -Dspotless.check.skip test-compile dependency:build-classpath -Dmdep.includeScope=test \
  -Dmdep.outputFile=target/classpath
exec "$JAVA_25/bin/java" -Xmx2g -cp "target/test-classes:target/classes:$(cat target/classpath)" \
  bench/Overhead.java "$@"
