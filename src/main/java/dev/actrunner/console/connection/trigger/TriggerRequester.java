package dev.actrunner.console.connection.trigger;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.forge.probe.ForgeProbe;
import dev.actrunner.console.forge.probe.TriggerResponse;
import dev.actrunner.console.keda.scaler.ScalerRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** Sends a trigger's request as KEDA would, and finds out why KEDA would read nothing from the answer. */
final class TriggerRequester {

    private final ForgeProbe probe;
    private final ProbeTarget target;
    private final ProbeReport report;
    private final KedaHttpTimeout timeout;
    private final TriggerFindings findings;

    /** @param timeout how long KEDA waits */
    TriggerRequester(
        ForgeProbe probe,
        ProbeTarget target,
        ProbeReport report,
        KedaHttpTimeout timeout,
        TriggerFindings findings
    ) {
        this.probe = probe;
        this.target = target;
        this.report = report;
        this.timeout = timeout;
        this.findings = findings;
    }

    /**
     * Sends a trigger's request.
     *
     * @param reader reads the answer's body
     * @return what the reader found, null where the forge gave no answer to read
     */
    <T> @Nullable T ask(HttpUrl plain, ScalerRequest request, Function<JsonParser, T> reader) {
        HttpUrl address = request
            .secretQuery()
            .map(p -> plain.newBuilder().setQueryParameter(p.getKey(), p.getValue()).build())
            .orElse(plain);
        TriggerResponse<T> answer = probe.ask(target, address, headers(address, request), reader);
        if (answer.status() == 0 && answer.failure() == null) {
            findings.add(
                Finding.TRIGGER_INVALID,
                "has a keyParamName or a Secret's value that cannot be sent in a header."
            );
            return null;
        }
        double limit = timeout.of(request).toMillis();
        if (answer.status() != 0 && answer.tookMs() > limit) {
            findings.add(
                Finding.TRIGGER_TIMEOUT,
                "gets its answer after " +
                    Math.round(answer.tookMs()) +
                    " ms; KEDA gives up after " +
                    Math.round(limit) +
                    ", and reads nothing."
            );
            return null;
        }
        if (answer.status() != 200) {
            refused(address, answer);
            return null;
        }
        if (answer.redirected()) {
            findings.add(
                Finding.TRIGGER_REDIRECT,
                "asks an address that is redirected to another path of the same forge."
            );
        }
        if (answer.read() == null) {
            findings.add(Finding.TRIGGER_NO_NUMBER, "gets an answer that is not JSON.");
        }
        return answer.read();
    }

    /** Go sends an address's user and password where no other Authorization is set. */
    private static List<Map.Entry<String, String>> headers(HttpUrl address, ScalerRequest request) {
        boolean others = request
            .headers()
            .stream()
            .anyMatch(h -> h.getKey().equalsIgnoreCase("Authorization"));
        return others || address.username().isEmpty()
            ? request.headers()
            : List.of(Map.entry("Authorization", Credentials.basic(address.username(), address.password())));
    }

    private void refused(HttpUrl address, TriggerResponse<?> answer) {
        Check failure = answer.failure();
        boolean gitea = report.platform() == Platform.GITEA;
        boolean forgejosPath = address.encodedPath().contains("/runners/jobs");
        if (failure != null) {
            findings.add(
                answer.redirected() ? Finding.TRIGGER_REDIRECTED_AWAY : Finding.TRIGGER_REFUSED,
                "gets no answer: " + failure.summary()
            );
        } else if (answer.status() == 404 && report.platform() != null && gitea == forgejosPath) {
            findings.add(
                Finding.TRIGGER_WRONG_FORGE,
                "asks for " + (gitea ? "Forgejo" : "Gitea") + "'s path, and this is " + report.forge() + " (404)."
            );
        } else if (answer.status() == 400 && gitea) {
            findings.add(Finding.TRIGGER_STATUS_REFUSED, "asks for a status that Gitea does not know (400).");
        } else {
            findings.add(
                Finding.TRIGGER_REFUSED,
                "is answered with status " + answer.status() + "; KEDA wants 200.",
                remediation(answer.status())
            );
        }
    }

    private String remediation(int status) {
        return switch (status) {
            case 401 -> "The forge does not accept what the trigger sends: check that its authentication has the token, and the" +
                " authMode that sends it (Authorization: token …, or Bearer …).";
            case 403 -> "The token may not read this list: give it the scope and its user the role that the list needs, or" +
                " ask for the list of the connection's own scope (" +
                target.scope().title() +
                ").";
            case 404 -> "Check that the organization or repository in its address exists, and compare with the recommended" +
                " trigger's address.";
            case 429 -> "Raise pollingInterval, or exempt KEDA from the limit.";
            default -> status >= 500
                ? "Check the forge's log. During an upgrade, wait."
                : Finding.TRIGGER_REFUSED.remediation();
        };
    }
}
