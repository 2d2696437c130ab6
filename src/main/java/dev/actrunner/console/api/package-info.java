/**
 * The REST API under {@code /api/v1}: JSON in camelCase, problem details of RFC 9457, an OpenAPI document.
 * Its resources are records of their own, so that the contract does not move with the modules behind it.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
        "advice",
        "browser",
        "cluster",
        "cluster :: *",
        "connection",
        "connection :: *",
        "diagnosis",
        "forge",
        "forge :: discovery",
        "forge :: probe",
        "forge :: registration",
        "keda",
        "keda :: authentication",
        "keda :: scaling",
        "limit",
        "monitor",
        "monitor :: listing",
        "multicluster",
        "notification",
        "problem",
        "scaleset",
        "scaleset :: *",
        "secret",
    }
)
package dev.actrunner.console.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
