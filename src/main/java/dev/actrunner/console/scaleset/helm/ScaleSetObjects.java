package dev.actrunner.console.scaleset.helm;

import dev.actrunner.console.keda.scaling.ScaleTrigger;
import dev.actrunner.console.keda.scaling.ScaledJob;
import dev.actrunner.console.keda.scaling.ScaledObject;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the values of {@code act-runner-scale-set} 0.2.24 out of the objects that it renders. */
record ScaleSetObjects(List<HasMetadata> objects) {
    static final List<Class<? extends HasMetadata>> KINDS = List.of(
        ScaledJob.class,
        ScaledObject.class,
        Deployment.class,
        StatefulSet.class
    );

    private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();

    /** What the chart sets itself, and the console too. */
    private static final List<String> CHARTS_ENV = List.of(
        "GITEA_INSTANCE_URL",
        "GITEA_RUNNER_REGISTRATION_TOKEN",
        "GITEA_RUNNER_NAME",
        "GITEA_RUNNER_LABELS",
        "GITEA_RUNNER_EPHEMERAL",
        "DOCKER_HOST",
        "DOCKER_CERT_PATH",
        "DOCKER_TLS_VERIFY",
        "HTTP_PROXY",
        "http_proxy",
        "HTTPS_PROXY",
        "https_proxy",
        "NO_PROXY",
        "no_proxy"
    );

    Map<String, Object> values() {
        var values = new LinkedHashMap<String, Object>();
        values.put("fullnameOverride", objects.getFirst().getMetadata().getName());
        Optional<ScaledJob> job = of(ScaledJob.class);
        Optional<ScaledObject> object = of(ScaledObject.class);
        values.put("ephemeral", job.isPresent());
        values.put("persistence", new LinkedHashMap<>(Map.of("enabled", of(StatefulSet.class).isPresent())));
        job.ifPresent(found -> {
            values.put("minRunners", found.getSpec().minReplicaCount());
            values.put("maxRunners", found.getSpec().maxReplicaCount());
            var keda = keda(found.getSpec().triggers(), found.getSpec().pollingInterval());
            if (found.getSpec().scalingStrategy() != null && found.getSpec().scalingStrategy().strategy() != null) {
                keda.put("scaledJob", Map.of("scalingStrategy", found.getSpec().scalingStrategy().strategy()));
            }
            values.put("keda", keda);
        });
        object.ifPresent(found -> {
            values.put("minRunners", found.getSpec().minReplicaCount());
            values.put("maxRunners", found.getSpec().maxReplicaCount());
            var keda = keda(found.getSpec().triggers(), found.getSpec().pollingInterval());
            keda.put("cooldownPeriod", found.getSpec().cooldownPeriod());
            values.put("keda", keda);
        });
        template().ifPresent(template -> pod(template, values));
        return values;
    }

    private static Map<String, Object> keda(@Nullable List<ScaleTrigger> triggers, int pollingInterval) {
        var keda = new LinkedHashMap<String, Object>();
        keda.put("enabled", true);
        keda.put("pollingInterval", pollingInterval);
        if (triggers != null) {
            triggers
                .stream()
                .filter(trigger -> trigger.authenticationRef() != null)
                .findFirst()
                .ifPresent(trigger -> {
                    keda.put("triggerAuthenticationRef", trigger.authenticationRef().name());
                    keda.put("unsafeSsl", Boolean.parseBoolean(trigger.metadata().get("unsafeSsl")));
                });
        }
        return keda;
    }

    private Optional<PodTemplateSpec> template() {
        return Stream.of(
            of(ScaledJob.class).map(found -> found.getSpec().jobTargetRef().getTemplate()),
            of(Deployment.class).map(found -> found.getSpec().getTemplate()),
            of(StatefulSet.class).map(found -> found.getSpec().getTemplate())
        )
            .flatMap(Optional::stream)
            .findFirst();
    }

    private static void pod(PodTemplateSpec template, Map<String, Object> values) {
        PodSpec pod = template.getSpec();
        Map<String, Object> plain = plain(pod);
        for (String same : List.of(
            "imagePullSecrets",
            "nodeSelector",
            "tolerations",
            "affinity",
            "priorityClassName"
        )) {
            put(values, same, plain.get(same));
        }
        put(values, "podSecurityContext", plain.get("securityContext"));
        pod.getContainers()
            .stream()
            .filter(container -> container.getName().equals("runner"))
            .findFirst()
            .ifPresent(runner -> runner(runner, values));
        if (
            pod
                .getContainers()
                .stream()
                .anyMatch(container -> container.getName().equals("dind"))
        ) {
            values.put("containerMode", Map.of("type", "dind"));
        } else if (
            pod
                .getVolumes()
                .stream()
                .anyMatch(volume -> volume.getName().equals("docker-socket"))
        ) {
            values.put("hostDockerSocket", Map.of("enabled", true));
        }
        pod.getVolumes()
            .stream()
            .filter(volume -> volume.getName().equals("tls-ca") && volume.getConfigMap() != null)
            .findFirst()
            .ifPresent(volume ->
                values.put(
                    "giteaServerTLS",
                    Map.of("certificateFrom", Map.of("configMapRef", Map.of("name", volume.getConfigMap().getName())))
                )
            );
    }

    private static void runner(Container runner, Map<String, Object> values) {
        Map<String, Object> plain = plain(runner);
        put(values, "resources", plain.get("resources"));
        put(values, "securityContext", plain.get("securityContext"));
        put(values, "giteaConfigUrl", env(runner, "GITEA_INSTANCE_URL"));
        put(values, "runnerLabels", env(runner, "GITEA_RUNNER_LABELS"));
        var proxy = new LinkedHashMap<String, Object>();
        put(proxy, "http", env(runner, "HTTP_PROXY"));
        put(proxy, "https", env(runner, "HTTPS_PROXY"));
        put(proxy, "noProxy", env(runner, "NO_PROXY"));
        put(values, "proxy", proxy);
        String image = String.valueOf(runner.getImage());
        if (image.endsWith("-dind-rootless")) {
            values.put("containerMode", Map.of("type", "dind-rootless"));
        }
        int tag = image.lastIndexOf(':');
        values.put(
            "image",
            tag > image.lastIndexOf('/')
                ? Map.of("repository", image.substring(0, tag), "tag", image.substring(tag + 1))
                : Map.of("repository", image)
        );
        runner
            .getEnv()
            .stream()
            .filter(each -> each.getName().equals("GITEA_RUNNER_REGISTRATION_TOKEN"))
            .filter(each -> each.getValueFrom() != null && each.getValueFrom().getSecretKeyRef() != null)
            .findFirst()
            .ifPresent(each ->
                values.put("giteaConfigSecret", Map.of("name", each.getValueFrom().getSecretKeyRef().getName()))
            );
        values.put(
            "extraEnv",
            runner
                .getEnv()
                .stream()
                .filter(each -> !CHARTS_ENV.contains(each.getName()) || isUsers(each))
                .map(ScaleSetObjects::plain)
                .toList()
        );
    }

    /** The chart's own have plain values, the registration token aside. */
    private static boolean isUsers(EnvVar variable) {
        return variable.getValueFrom() != null && !variable.getName().equals("GITEA_RUNNER_REGISTRATION_TOKEN");
    }

    private static @Nullable String env(Container container, String name) {
        return container
            .getEnv()
            .stream()
            .filter(each -> each.getName().equals(name))
            .findFirst()
            .map(EnvVar::getValue)
            .orElse(null);
    }

    private <T extends HasMetadata> Optional<T> of(Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> plain(Object kubernetes) {
        return KUBERNETES.convertValue(kubernetes, Map.class);
    }

    private static void put(Map<String, Object> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }
}
