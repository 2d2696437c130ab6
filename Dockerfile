# syntax=docker/dockerfile:1
# The console as an image: built from source, layered, without root, with nothing to write to but /tmp.

FROM node:22-bookworm-slim AS node

FROM eclipse-temurin:25-jdk AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN [ -e /usr/local/bin/npm ] || ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /source
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY frontend frontend
COPY src src
RUN ./mvnw --batch-mode --no-transfer-progress -Dmaven.test.skip -Dspotless.check.skip package
RUN java -Djarmode=tools -jar target/act-runner-console-*.jar extract --layers --launcher --destination layers

FROM eclipse-temurin:25-jre
WORKDIR /console
COPY --from=build /source/layers/dependencies/ ./
COPY --from=build /source/layers/spring-boot-loader/ ./
COPY --from=build /source/layers/snapshot-dependencies/ ./
COPY --from=build /source/layers/application/ ./
USER 65532:65532
EXPOSE 8080 8081
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "org.springframework.boot.loader.launch.JarLauncher"]
