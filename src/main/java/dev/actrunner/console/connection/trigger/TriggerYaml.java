package dev.actrunner.console.connection.trigger;

import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.keda.scaling.TriggerSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Triggers as somebody pastes them. */
@Component
public class TriggerYaml {

    private static final int MAX_LENGTH = 64 * 1024;
    private static final int MAX_TRIGGERS = 10;
    private static final String WANTED = "paste a ScaledObject, a ScaledJob, a list of triggers or one trigger";

    /**
     * @param text YAML or JSON, 64 KiB at most; null for none
     * @throws ConnectionException.Invalid when there is no trigger in it
     */
    public List<TriggerSpec> parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return List.of();
        }
        if (text.length() > MAX_LENGTH) {
            throw new ConnectionException.Invalid("trigger", "is longer than 64 KiB: " + WANTED);
        }
        Object document;
        try {
            document = new Yaml(new SafeConstructor(limits())).load(text);
        } catch (RuntimeException | StackOverflowError _) {
            // A tag such as !!seq on what is no list ends in whatever the parser happens to throw.
            throw new ConnectionException.Invalid("trigger", "is neither YAML without aliases nor JSON: " + WANTED);
        }
        List<TriggerSpec> triggers = TriggerSpec.in(document);
        if (triggers.size() > MAX_TRIGGERS) {
            throw new ConnectionException.Invalid(
                "trigger",
                "has " +
                    triggers.size() +
                    " triggers, each of which costs the forge a request: paste " +
                    MAX_TRIGGERS +
                    " at most"
            );
        }
        if (triggers.isEmpty()) {
            throw new ConnectionException.Invalid("trigger", "contains no trigger: " + WANTED);
        }
        return triggers;
    }

    /** A trigger is small and flat; aliases to lists and maps are how a small text becomes a large document. */
    private static LoaderOptions limits() {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(20);
        options.setCodePointLimit(MAX_LENGTH);
        options.setAllowDuplicateKeys(false);
        options.setAllowRecursiveKeys(false);
        return options;
    }
}
