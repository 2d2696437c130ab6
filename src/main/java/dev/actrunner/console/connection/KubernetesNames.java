package dev.actrunner.console.connection;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks names, labels and annotations by Kubernetes' rules, with messages that say how to keep them. */
public final class KubernetesNames {

    /** Helm's limit for a release, whose place a connection's name takes. */
    private static final int MAX_CONNECTION = 53;

    private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern DNS_SUBDOMAIN = Pattern.compile(
        DNS_LABEL.pattern() + "(\\." + DNS_LABEL.pattern() + ")*"
    );
    private static final Pattern SECRET_KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");
    private static final Pattern QUALIFIED_NAME = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
    private static final Set<String> RESERVED_PREFIXES = Set.of(
        "app.kubernetes.io",
        "helm.sh",
        "console.actrunner.dev"
    );

    private KubernetesNames() {}

    public static @Nullable String problemWithConnection(String text) {
        return problemWithLabel(text, MAX_CONNECTION, "a connection's name");
    }

    /** The same for another thing whose name takes the place of a Helm release's. */
    public static @Nullable String problemWithRelease(String text, String what) {
        return problemWithLabel(text, MAX_CONNECTION, what);
    }

    public static @Nullable String problemWithNamespace(String text) {
        return problemWithLabel(text, 63, "a namespace");
    }

    /** @throws ConnectionException.Invalid where no namespace can have the name */
    public static void requireNamespace(String text) {
        String problem = problemWithNamespace(text);
        if (problem != null) {
            throw ConnectionException.invalid("namespace", problem);
        }
    }

    /** A part of a name, which the chart cuts to 63 characters itself. */
    public static @Nullable String problemWithOverride(String text) {
        return problemWithLabel(text, 253, "a part of a Kubernetes name");
    }

    private static @Nullable String problemWithLabel(String text, int max, String what) {
        if (text.length() > max) {
            return "is longer than " + max + " characters, the most for " + what;
        }
        return DNS_LABEL.matcher(text).matches()
            ? null
            : "must be " +
                  what +
                  " of lower-case letters, digits and -, with a letter or digit at both ends, such as team-a";
    }

    public static @Nullable String problemWithObject(String text) {
        if (text.length() > 253) {
            return "is longer than 253 characters, the most for a Kubernetes object's name";
        }
        return DNS_SUBDOMAIN.matcher(text).matches()
            ? null
            : "must be a Kubernetes object's name of lower-case letters, digits, - and ., such as forge-api-token";
    }

    public static @Nullable String problemWithSecretKey(String text) {
        return SECRET_KEY.matcher(text).matches()
            ? null
            : "must be a Secret's key of letters, digits, - _ and ., 253 at most, such as token";
    }

    public static @Nullable String problemWithLabelValue(String text) {
        return text.isEmpty() || QUALIFIED_NAME.matcher(text).matches()
            ? null
            : "must be a label's value of letters, digits, - _ and ., 63 at most, with a letter or digit at both ends";
    }

    /** The key of a label or of an annotation that is not the console's or the chart's own. */
    public static @Nullable String problemWithKey(String text) {
        int slash = text.indexOf('/');
        String prefix = slash < 0 ? "" : text.substring(0, slash);
        String name = text.substring(slash + 1);
        if (RESERVED_PREFIXES.contains(prefix)) {
            return "has a key that the console sets: leave out keys that begin with " + prefix + "/";
        }
        boolean prefixFits = slash < 0 || problemWithObject(prefix) == null;
        return prefixFits && QUALIFIED_NAME.matcher(name).matches()
            ? null
            : "has a key that Kubernetes does not allow: use one such as team or example.com/team";
    }
}
