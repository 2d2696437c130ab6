package dev.actrunner.console.testing;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads a probe's report as the API answers it. */
public final class ProbeJson {

    private ProbeJson() {}

    /** The ids of what was found, in the order of the checks. */
    public static List<String> findings(JsonNode report) {
        return report
            .path("checks")
            .valueStream()
            .map(c -> c.path("finding").asString(""))
            .filter(f -> !f.isEmpty())
            .toList();
    }
}
