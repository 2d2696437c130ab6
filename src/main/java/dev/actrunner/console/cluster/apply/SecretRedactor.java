package dev.actrunner.console.cluster.apply;

import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Takes a Secret's values out of what an API server or an admission webhook says about it. */
public record SecretRedactor(Secret secret) implements UnaryOperator<String> {
    @Override
    public String apply(String text) {
        Map<String, String> data = secret.getData() == null ? Map.of() : secret.getData();
        String clean = text;
        for (String encoded : data.values()) {
            String decoded = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            if (!decoded.isEmpty()) {
                clean = clean.replace(encoded, "***").replace(decoded, "***");
            }
        }
        return clean;
    }

    @Override
    public String toString() {
        return "***";
    }
}
