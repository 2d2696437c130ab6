/**
 * The pages: the setup wizard, the connections, one connection, KEDA. Every form works without JavaScript: it posts, and
 * is redirected or shown again with what is wrong.
 * What somebody types goes through the same checks as the REST API's requests.
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
        "keda",
        "keda :: authentication",
        "keda :: scaling",
        "limit",
        "monitor",
        "monitor :: history",
        "multicluster",
        "notification",
        "problem",
        "scaleset",
        "scaleset :: *",
        "secret",
    }
)
package dev.actrunner.console.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
