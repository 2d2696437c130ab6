# syntax=docker/dockerfile:1
# The console as an image: built from source, with a Java runtime of the modules that it needs, on a base without a shell. It
# runs without root and writes to /tmp alone. Base images by digest; Dependabot updates them.

FROM node:22-bookworm-slim@sha256:43ac6c60b8f89723f746e8a92ce91abd5017e627ce1ddfe4238355d3a30b772c AS node

FROM eclipse-temurin:25-jdk@sha256:97014c4b396021f9ddb7d592a7dbedb0c4e4215c29e03dc01c393558aefb71c2 AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN [ -e /usr/local/bin/npm ] || ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /source
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY frontend frontend
COPY src src
COPY bench bench
# With the tests' classes, since the training below needs a cluster and a forge to talk to.
RUN ./mvnw --batch-mode --no-transfer-progress -Pimage -DskipTests -Dspotless.check.skip package \
  dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/classpath

WORKDIR /console
RUN java -Djarmode=tools -jar ../source/target/act-runner-console-*.jar extract --layers --application-filename console.jar \
  --destination layers && cp -r layers/dependencies/. layers/snapshot-dependencies/. layers/application/. . && rm -r layers
RUN jlink --output java --no-header-files --no-man-pages --include-locales=de,en --add-modules java.base,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.sql,java.xml,jdk.jcmd,jdk.jfr,jdk.localedata,jdk.management,jdk.naming.dns,jdk.unsupported
# One date for all files: the cache below knows the jars by their dates, and two builds give the same layers.
RUN find . -exec touch --date=2026-01-01T00:00:00Z {} +
# Uses the console for a moment, and keeps what the JVM loaded and linked. A JVM with other options for objects and collector, or
# other jars, does not use it.
RUN java -cp "../source/target/test-classes:../source/target/classes:$(cat ../source/target/classpath)" \
  ../source/bench/Program.java TrainingRun java/bin/java -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:TieredStopAtLevel=1 \
  -XX:AOTCacheOutput=console.aot -Dspring.aot.enabled=true -jar console.jar

FROM gcr.io/distroless/base-nossl-debian12:nonroot@sha256:be40c00dfabd86576d92666e87e406714d5618342de1a0c213ad232de255172e
LABEL org.opencontainers.image.title="Act Runner Console" \
  org.opencontainers.image.description="Connects Forgejo and Gitea Actions with KEDA, and shows that runners scale"
WORKDIR /console
COPY --from=build /console/java/ java/
COPY --from=build /console/lib/ lib/
COPY --from=build /console/console.jar /console/console.aot ./
USER 65532:65532
EXPOSE 8080 8081
# Health and metrics are on a port of their own: the build decided that.
ENV MANAGEMENT_SERVER_PORT=8081
# Threads share two arenas of the C library's memory, instead of eight for each core that keep what they once had.
ENV MALLOC_ARENA_MAX=2
# The collector, the object headers and the compiler of a small process. The heap begins with what the cache's objects need, and has
# half of the container's memory at most: threads, classes, code and buffers want about as much as a heap of 384 MiB does. A
# process without memory ends, and Kubernetes starts another.
ENTRYPOINT ["/console/java/bin/java", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:TieredStopAtLevel=1", "-XX:AOTCache=console.aot", "-Xms64m", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-Dspring.aot.enabled=true", "-jar", "console.jar"]
