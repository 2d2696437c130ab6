package dev.actrunner.console.scaleset.render;

import dev.actrunner.console.connection.store.StoredConnection;
import dev.actrunner.console.connection.store.TokenBinding;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.registration.RunnerRegistration;
import dev.actrunner.console.scaleset.ScaleSetKey;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Renders the Secret with what runners register with, and reads it. */
public final class RegistrationSecret {

    /** The key of the registration token, or of the runner's own token. */
    public static final String TOKEN = "token";
    /** The key of the UUID of a runner that Forgejo's API created. */
    public static final String UUID = "uuid";

    private RegistrationSecret() {}

    /**
     * Renders the Secret.
     *
     * @param forge the forge that it is for, which is recorded on it
     */
    public static Secret of(ScaleSetKey key, ForgeUrl forge, RunnerRegistration registration) {
        var secret = new SecretBuilder()
            .withNewMetadata()
            .withName(ScaleSetNames.of(key).registration())
            .withNamespace(key.namespace())
            .withLabels(ScaleSetLabels.of(key))
            .withAnnotations(TokenBinding.to(forge).annotations())
            .endMetadata()
            .withType("Opaque")
            .addToData(TOKEN, encoded(registration.token().reveal()));
        if (registration.uuid() != null) {
            secret.addToData(UUID, encoded(registration.uuid()));
        }
        if (registration.id().isPresent()) {
            secret
                .editMetadata()
                .addToAnnotations(ScaleSetLabels.RUNNER_ID, String.valueOf(registration.id().getAsLong()))
                .endMetadata();
        }
        return secret.build();
    }

    /** Returns the number of the runner at the forge, empty where the Secret has a registration token. */
    public static OptionalLong runnerId(Secret secret) {
        String id = StoredConnection.annotations(secret).getOrDefault(ScaleSetLabels.RUNNER_ID, "");
        return id.matches("[1-9][0-9]{0,17}") ? OptionalLong.of(Long.parseLong(id)) : OptionalLong.empty();
    }

    /** Returns whether a pod's containers get a value of a Secret, or have it mounted. */
    public static boolean isUsed(PodTemplateSpec template, String secret) {
        PodSpec pod = template.getSpec();
        boolean isMounted = pod
            .getVolumes()
            .stream()
            .map(Volume::getSecret)
            .anyMatch(volume -> volume != null && secret.equals(volume.getSecretName()));
        return (
            isMounted ||
            Stream.concat(pod.getContainers().stream(), pod.getInitContainers().stream())
                .flatMap(container -> container.getEnv().stream())
                .map(EnvVar::getValueFrom)
                .filter(Objects::nonNull)
                .map(EnvVarSource::getSecretKeyRef)
                .anyMatch(key -> key != null && secret.equals(key.getName()))
        );
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
