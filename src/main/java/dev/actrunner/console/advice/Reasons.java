package dev.actrunner.console.advice;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.keda.scaling.Trigger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Explains the advice for a scale set, and what to know before using it. */
final class Reasons {

    private final Connection connection;
    private final Platform platform;
    private final Trigger trigger;
    private final @Nullable List<String> kedasTriggers;

    /** @param kedasTriggers the triggers for forges that KEDA here has, null while unknown */
    Reasons(Connection connection, Platform platform, Trigger trigger, @Nullable List<String> kedasTriggers) {
        this.connection = connection;
        this.platform = platform;
        this.trigger = trigger;
        this.kedasTriggers = kedasTriggers;
    }

    List<String> notes(boolean chartRendersTrigger, boolean oneJobEach) {
        var notes = new ArrayList<String>();
        notes.add(counted());
        notes.add(
            "A ScaledObject adds and removes long-running runners. A ScaledJob starts a runner for each job, on a clean disk." +
                " Use one of them for the same labels, not both."
        );
        notes.add(registration(oneJobEach));
        if (!chartRendersTrigger) {
            notes.add(
                "The chart cannot render this trigger, so apply the ScaledObject after installing it; a later helm upgrade" +
                    " sets the replicas back until KEDA's next poll."
            );
        }
        notes.add(
            oneJobEach
                ? "Apply the ScaledJob itself for a runner per job: the chart's own (ephemeral: true) always asks for" +
                      " status=waiting and reads total_count, which is right on neither forge."
                : "There is no ScaledJob: ephemeral runners need Forgejo 15 or later."
        );
        if (oneJobEach) {
            notes.add(
                "The ScaledJob's labels end with :host, so that steps run in the runner's own container and need no Docker engine." +
                    " Use an image that contains what the jobs need, such as git and Node.js."
            );
        }
        forgejo(notes, oneJobEach);
        if (connection.authentication() == null) {
            notes.add(
                "Replace the placeholder with the name of your TriggerAuthentication: " +
                    ScaledResourceManifests.PLACEHOLDER +
                    "."
            );
        }
        return List.copyOf(notes);
    }

    private String counted() {
        String both =
            " Running jobs are counted with them, because a ScaledObject would remove busy runners, and a ScaledJob's" +
            " strategy default subtracts the Jobs that run.";
        return platform == Platform.GITEA
            ? "status=queued lists jobs that wait for a runner; status=waiting lists jobs that wait for other jobs." +
                  both
            : "forgejo-runner counts the rows of Forgejo's list, which is null when empty, where metrics-api finds no" +
                  " number." +
                  both;
    }

    private String registration(boolean oneJobEach) {
        String secret = new ScaleSetNames(connection).registration();
        String create =
            "kubectl --namespace " +
            connection.key().namespace() +
            " create secret generic " +
            secret +
            " --from-literal=";
        return (
            "Runners do not register with the API token. Store the registration token in a Secret first: " +
            create +
            (platform == Platform.FORGEJO && oneJobEach
                ? "token=<token> --from-literal=uuid=<uuid>, both from the forge's runners page"
                : "token=<registration token from the forge's runners page>")
        );
    }

    private void forgejo(List<String> notes, boolean oneJobEach) {
        if (!(trigger instanceof Trigger.ForgejoRunner)) {
            return;
        }
        if (kedasTriggers == null) {
            notes.add("The trigger forgejo-runner requires KEDA 2.18 or later.");
        } else if (!kedasTriggers.contains("forgejo-runner")) {
            notes.add("This KEDA is older than 2.18 and has no trigger forgejo-runner. Update it first.");
        }
        if (oneJobEach) {
            notes.add(
                "The ScaledJob's runners share one registration that is not ephemeral, because Forgejo forgets an ephemeral one" +
                    " after its first job."
            );
        }
    }
}
