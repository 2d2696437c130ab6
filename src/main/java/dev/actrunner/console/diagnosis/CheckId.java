package dev.actrunner.console.diagnosis;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Lists the checks of a probe, in their order. The ids are stable: JSON, pages and documentation share them. */
public enum CheckId {
    READABLE("token.readable"),
    URL("forge.url"),
    DNS("forge.dns"),
    CONNECT("forge.connect"),
    TLS("forge.tls"),
    HTTP("forge.http"),
    REDIRECT("forge.redirect"),
    API("forge.api"),
    TOKEN("forge.token"),
    PLATFORM("forge.platform"),
    VERSION("forge.version"),
    PERMISSION("forge.permission"),
    SCOPE("forge.scope"),
    JOBS("forge.jobs"),
    LABELS("forge.labels"),
    LATENCY("keda.timeout"),
    READING("keda.reading"),
    TRIGGER("keda.trigger"),
    KEDA("keda.installed"),
    SCALED_RESOURCES("keda.scaled-resources"),
    METRIC("keda.metric"),
    FIELD_MANAGERS("keda.field-managers");

    /** The checks that a forge alone decides. */
    public static final Set<CheckId> OF_FORGE = EnumSet.range(READABLE, LABELS);

    private final String id;

    CheckId(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    /** Returns what holds when the check passes, in English and without a full stop. */
    public String title() {
        return title(Locale.ROOT);
    }

    /** Returns what holds when the check passes, without a full stop. */
    public String title(Locale language) {
        return DiagnosisTexts.of("check." + id, language);
    }
}
