package dev.actrunner.console.connection;

import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.keda.GivenTrigger;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Where KEDA asks with a trigger. */
final class TriggerAddress {

    private TriggerAddress() {}

    /** The address as KEDA builds it, null where the trigger is of a type that is not known here. */
    static @Nullable String of(GivenTrigger trigger) {
        return switch (trigger.type()) {
            case "metrics-api" -> trigger.get("url");
            case "forgejo-runner" -> forgejoRunner(trigger);
            default -> null;
        };
    }

    /** {@code getRunnerJobURL} in KEDA's {@code forgejo_runner_scaler.go}. */
    private static String forgejoRunner(GivenTrigger trigger) {
        String base = trigger.get("address").replaceFirst("/$", "");
        String owner = trigger.get("owner");
        String repo = trigger.get("repo");
        String path;
        if (!owner.isEmpty() && !repo.isEmpty()) {
            path = "/repos/" + owner + "/" + repo + "/actions/runners/jobs";
        } else if (!trigger.get("org").isEmpty()) {
            path = "/orgs/" + trigger.get("org") + "/actions/runners/jobs";
        } else {
            path = trigger.isTrue("global") ? "/admin/runners/jobs" : "/user/actions/runners/jobs";
        }
        return base + "/api/v1" + path + "?labels=" + trigger.get("labels");
    }

    /** Whether a trigger asks a forge. */
    static boolean asks(GivenTrigger trigger, ForgeUrl forge) {
        String url = of(trigger);
        HttpUrl address = url == null ? null : HttpUrl.parse(url);
        return address != null && forge.contains(address);
    }
}
