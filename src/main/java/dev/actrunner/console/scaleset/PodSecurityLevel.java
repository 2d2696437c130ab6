package dev.actrunner.console.scaleset;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Lists the levels of Kubernetes' Pod Security Standards, the strictest last. */
public enum PodSecurityLevel {
    PRIVILEGED,
    BASELINE,
    RESTRICTED;

    private static final String ENFORCE = "pod-security.kubernetes.io/enforce";

    /** Reads the level that a namespace enforces from its labels, empty where it has none of its own. */
    public static Optional<PodSecurityLevel> enforcedBy(Map<String, String> labels) {
        String level = labels.get(ENFORCE);
        for (PodSecurityLevel each : values()) {
            if (each.id().equals(level)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** Returns whether this level admits a pod that needs another one. */
    public boolean admits(PodSecurityLevel needed) {
        return compareTo(needed) <= 0;
    }

    /** Returns its name in Kubernetes. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
