/**
 * Models scale sets: the runners of a connection that KEDA starts and stops with the number of pending jobs.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
        "audit",
        "cluster",
        "cluster :: access",
        "cluster :: apply",
        "cluster :: helm",
        "cluster :: identity",
        "connection",
        "connection :: apply",
        "connection :: probe",
        "connection :: request",
        "connection :: rotate",
        "connection :: scaling",
        "connection :: store",
        "connection :: trigger",
        "diagnosis",
        "forge",
        "forge :: probe",
        "forge :: registration",
        "forge :: token",
        "keda",
        "keda :: authentication",
        "keda :: scaling",
        "problem",
        "secret",
        "yaml",
    }
)
package dev.actrunner.console.scaleset;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
