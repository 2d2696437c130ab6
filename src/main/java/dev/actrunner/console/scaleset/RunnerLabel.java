package dev.actrunner.console.scaleset;

import dev.actrunner.console.forge.RunnerLabels;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A label as a runner declares it: what a job's {@code runs-on} names, and where the runner runs that job ({@code
 * internal/pkg/labels} of Gitea's and Forgejo's runners).
 *
 * @param name such as {@code ubuntu-latest}
 * @param schema {@code host}, {@code docker} or {@code lxc}; null where it is left to the container mode
 * @param argument such as {@code //node:22}, empty for none
 */
public record RunnerLabel(String name, @Nullable String schema, String argument) {
    private static final Pattern IMAGE = Pattern.compile("//[^\\s,\"'\\\\\\p{Cntrl}]{1,500}");

    /** Parses a label such as {@code native:host} or {@code ubuntu-latest:docker://node:22}, which has no problem. */
    public static RunnerLabel parse(String text) {
        int first = text.indexOf(':');
        if (first < 0) {
            return new RunnerLabel(text, null, "");
        }
        String rest = text.substring(first + 1);
        int second = rest.indexOf(':');
        return second < 0
            ? new RunnerLabel(text.substring(0, first), rest, "")
            : new RunnerLabel(text.substring(0, first), rest.substring(0, second), rest.substring(second + 1));
    }

    /**
     * Describes what is wrong with a label.
     *
     * @return reason and remediation, or null when a runner understands it
     */
    public static @Nullable String problemWith(String text) {
        RunnerLabel label = parse(text);
        String problem = RunnerLabels.problemWith(label.name);
        if (problem != null) {
            return problem;
        }
        return switch (label.schema) {
            case null -> null;
            case "host" -> label.argument.isEmpty() ? null : "has something after host: write " + label.name + ":host";
            case "docker" -> IMAGE.matcher(label.argument).matches()
                ? null
                : "must name an image after docker, such as " + label.name + ":docker://node:22-bookworm";
            default -> "runs its jobs with " +
                label.schema +
                ", which a pod cannot: use host or docker, such as " +
                label.name +
                ":host";
        };
    }

    /** Returns whether jobs with this label run in a container of their own. */
    public boolean needsEngine() {
        return "docker".equals(schema);
    }

    /** Returns the label as the runner declares it, with a schema in any case. */
    public String declared() {
        return name + ":" + (schema == null ? "host" : schema) + (argument.isEmpty() ? "" : ":" + argument);
    }

    @Override
    public String toString() {
        return schema == null ? name : declared();
    }
}
