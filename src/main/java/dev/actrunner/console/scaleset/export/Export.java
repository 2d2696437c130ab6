package dev.actrunner.console.scaleset.export;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.store.SecretForm;
import dev.actrunner.console.scaleset.render.ScaleSetManifests;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What is exported.
 *
 * @param manifests the connection's, in the form of the Secret that was asked for
 * @param registrationKeys finds the keys of a scale set's registration
 * @param form in which form the files have Secrets
 * @param yaml writes an object without the line that begins a document
 */
record Export(
    Connection connection,
    List<Object> manifests,
    List<ScaleSetManifests> scaleSets,
    Function<ScaleSetManifests, List<String>> registrationKeys,
    SecretForm form,
    Function<Object, String> yaml
) {
    /** The name of the file with Secrets, of which SOPS knows by its name what to encrypt. */
    String secretsFile() {
        return form == SecretForm.SOPS ? "secrets.sops.yaml" : "secrets.yaml";
    }

    String document(Object object) {
        return "---\n" + yaml.apply(object);
    }

    /** Whether a manifest is a Secret, or what a controller makes one of. */
    static boolean isSecret(Object manifest) {
        return manifest instanceof Map<?, ?> map && String.valueOf(map.get("kind")).endsWith("Secret");
    }
}
