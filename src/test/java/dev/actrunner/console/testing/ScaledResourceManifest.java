package dev.actrunner.console.testing;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;

/** A ScaledObject or ScaledJob that asks a Gitea, with the status that KEDA would give it. */
public record ScaledResourceManifest(
    String kind,
    String namespace,
    String url,
    String authentication,
    String annotations,
    String status
) {
    /** A ScaledObject {@code runners} that refers to a TriggerAuthentication and about which KEDA has said nothing. */
    public static ScaledResourceManifest of(String namespace, String url, String authentication) {
        return new ScaledResourceManifest(
            "ScaledObject",
            namespace,
            url + "/api/v1/admin/actions/jobs?status=queued&status=in_progress&limit=1",
            "{ name: " + authentication + " }",
            "{}",
            "{}"
        );
    }

    /** @param reference an {@code authenticationRef} in YAML's flow style */
    public ScaledResourceManifest authentication(String reference) {
        return new ScaledResourceManifest(kind, namespace, url, reference, annotations, status);
    }

    /** @param written a {@code status} in YAML's flow style */
    public ScaledResourceManifest status(String written) {
        return new ScaledResourceManifest(kind, namespace, url, authentication, annotations, written);
    }

    /** A status in which one trigger's metric fails. */
    public ScaledResourceManifest failing() {
        return status(
            "{ externalMetricNames: [s0-jobs], health: { s0-jobs: { numberOfFailures: 3, status: Failing } }," +
                " conditions: [{ type: Ready, status: 'True' }] }"
        );
    }

    /** @param written {@code annotations} in YAML's flow style */
    public ScaledResourceManifest annotations(String written) {
        return new ScaledResourceManifest(kind, namespace, url, authentication, written, status);
    }

    /** The same as a ScaledJob. */
    public ScaledResourceManifest asJob() {
        return new ScaledResourceManifest("ScaledJob", namespace, url, authentication, annotations, status);
    }

    /** A status of an object that KEDA has looked at and found good. */
    public ScaledResourceManifest ready() {
        return status("{ conditions: [{ type: Ready, status: 'True' }] }");
    }

    /** Creates it, and writes its status as KEDA's operator would. */
    public void createIn(KubernetesClient admin) {
        GenericKubernetesResource created = admin.resource(build()).create();
        GenericKubernetesResource object = build();
        object.getMetadata().setResourceVersion(created.getMetadata().getResourceVersion());
        admin.resource(object).updateStatus();
    }

    /** The object, to be created. */
    public GenericKubernetesResource build() {
        boolean job = kind.equals("ScaledJob");
        String target = job
            ? "jobTargetRef: { template: { spec: { restartPolicy: Never, containers: [{ name: runner, image: runner }] } } }"
            : "scaleTargetRef: { name: runners }";
        return Serialization.unmarshal(
            """
            apiVersion: keda.sh/v1alpha1
            kind: %s
            metadata:
              name: runners
              namespace: %s
              annotations: %s
            spec:
              %s
              triggers:
                - type: metrics-api
                  metadata: { url: "%s", valueLocation: total_count, targetValue: "1", authMode: bearer }
                  authenticationRef: %s
            status: %s
            """.formatted(kind, namespace, annotations, target, url, authentication, status),
            GenericKubernetesResource.class
        );
    }
}
