package dev.actrunner.console.diagnosis;

import java.util.EnumSet;
import java.util.Set;

/** What a probe looks at, in the order in which it looks. The ids are stable: JSON, pages and documentation share them. */
public enum CheckId {
    READABLE("token.readable", "There is a token that can be sent"),
    URL("forge.url", "The address is safe to send a token to"),
    DNS("forge.dns", "The host's name resolves"),
    CONNECT("forge.connect", "The host accepts a connection"),
    TLS("forge.tls", "The certificate is trusted and belongs to the host"),
    HTTP("forge.http", "The server answers in time and without an error of its own"),
    REDIRECT("forge.redirect", "The address is the final one"),
    API("forge.api", "A forge's API is at that address"),
    TOKEN("forge.token", "The forge knows the token"),
    PLATFORM("forge.platform", "Forgejo or Gitea is told apart"),
    VERSION("forge.version", "The release lists Actions jobs"),
    PERMISSION("forge.permission", "The token and its user may read the list"),
    SCOPE("forge.scope", "The organization or repository exists"),
    JOBS("forge.jobs", "The jobs are counted"),
    LABELS("forge.labels", "The runner labels fit the forge"),
    LATENCY("keda.timeout", "The answer comes before KEDA gives up"),
    READING("keda.reading", "KEDA reads a number with the recommended trigger"),
    TRIGGER("keda.trigger", "The triggers that are there read the same number"),
    KEDA("keda.installed", "KEDA is there and can do its part"),
    SCALED_RESOURCES("keda.scaled-resources", "The ScaledObjects and ScaledJobs that use the connection work"),
    METRIC("keda.metric", "KEDA reports the number that was read here"),
    FIELD_MANAGERS("keda.field-managers", "One field manager applies the Secret and the TriggerAuthentication");

    /** The checks that a forge alone decides. */
    public static final Set<CheckId> OF_FORGE = EnumSet.range(READABLE, LABELS);

    private final String id;
    private final String title;

    CheckId(String id, String title) {
        this.id = id;
        this.title = title;
    }

    public String id() {
        return id;
    }

    /** What holds when the check passes, as a sentence without a full stop. */
    public String title() {
        return title;
    }
}
