package dev.actrunner.console.scaleset.export;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.keda.authentication.AuthenticationRef;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Builds values for the chart {@code act-runner-controller} that make a connection's TriggerAuthentication. */
record ControllerValues(Connection connection) {
    Map<String, Object> values() {
        var forgejo = new LinkedHashMap<String, Object>();
        forgejo.put("url", connection.forge().value());
        forgejo.put(
            "apiTokenSecret",
            new TreeMap<>(Map.of("name", connection.token().secretName(), "key", connection.token().secretKey()))
        );
        // The chart reads nothing of the scope; it is for its readers.
        forgejo.put("scope", connection.scope().kind());
        if (connection.scope() instanceof JobScope.Org(String org)) {
            forgejo.put("org", org);
        }
        var values = new LinkedHashMap<String, Object>();
        values.put("forgejo", forgejo);
        AuthenticationRef authentication = connection.authentication();
        values.put(
            "triggerAuthentication",
            authentication == null || authentication.servesEveryNamespace()
                ? Map.of("create", false)
                : new TreeMap<>(Map.of("create", true, "name", authentication.name()))
        );
        return values;
    }
}
