package dev.actrunner.console.scaleset.export;

import dev.actrunner.console.connection.store.SecretForm;
import dev.actrunner.console.connection.store.TokenBinding;
import dev.actrunner.console.scaleset.render.RegistrationSecret;
import dev.actrunner.console.scaleset.render.ScaleSetManifests;
import dev.actrunner.console.scaleset.render.ScaleSetNames;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes manifests: the Secrets, the connection, and each scale set in a file of its own. */
record PlainFiles(Export export) {
    private static final Map<String, String> PLACEHOLDERS = Map.of(
        RegistrationSecret.TOKEN,
        "<the registration token, or the runner's own>",
        RegistrationSecret.UUID,
        "<the runner's UUID>"
    );

    List<ExportedFile> files() {
        var files = new ArrayList<ExportedFile>();
        String secrets = secrets();
        if (!secrets.isEmpty()) {
            files.add(new ExportedFile(export.secretsFile(), secrets));
        }
        if (export.form() == SecretForm.SOPS) {
            files.add(new ExportedFile(".sops.yaml", sops()));
        }
        files.add(
            new ExportedFile(
                "connection.yaml",
                documents(
                    export
                        .manifests()
                        .stream()
                        .filter(each -> !Export.isSecret(each))
                )
            )
        );
        for (ScaleSetManifests each : export.scaleSets()) {
            files.add(new ExportedFile("scale-set-" + each.key().name() + ".yaml", documents(each.objects().stream())));
        }
        return files;
    }

    private String documents(Stream<?> objects) {
        return objects.map(export::document).collect(Collectors.joining());
    }

    private String secrets() {
        Stream<Object> registrations = export
            .scaleSets()
            .stream()
            .filter(PlainFiles::hasOwnRegistration)
            .map(this::registration);
        return documents(Stream.concat(export.manifests().stream().filter(Export::isSecret), registrations));
    }

    private static boolean hasOwnRegistration(ScaleSetManifests scaleSet) {
        return (
            scaleSet.spec().target() == null &&
            scaleSet.registration().equals(ScaleSetNames.of(scaleSet.key()).registration())
        );
    }

    private Object registration(ScaleSetManifests scaleSet) {
        List<String> keys = export.registrationKeys().apply(scaleSet);
        String namespace = scaleSet.key().namespace();
        Map<String, String> annotations = TokenBinding.to(export.connection().forge()).annotations();
        if (export.form() != SecretForm.SECRET) {
            return export.form().manifest(namespace, scaleSet.registration(), keys, annotations);
        }
        var secret = new SecretBuilder()
            .withNewMetadata()
            .withName(scaleSet.registration())
            .withNamespace(namespace)
            .withAnnotations(annotations)
            .endMetadata()
            .withType("Opaque");
        keys.forEach(key -> secret.addToStringData(key, PLACEHOLDERS.get(key)));
        return secret.build();
    }

    private String sops() {
        return export.document(
            Map.of(
                "creation_rules",
                List.of(
                    new TreeMap<>(
                        Map.of(
                            "path_regex",
                            "\\.sops\\.yaml$",
                            "encrypted_regex",
                            "^(data|stringData)$",
                            "age",
                            "<your age recipient>"
                        )
                    )
                )
            )
        );
    }
}
