package dev.actrunner.console.testing;

import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubForge.Job;
import dev.actrunner.console.testing.StubForge.State;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Thousands of connections on 20 forges, to some organizations each: those to the same one share each probe. */
public final class ManyConnections implements AutoCloseable {

    private static final int FORGES = 20;
    private static final int NAMESPACES = 50;

    private final List<StubForge> forges = new ArrayList<>();
    private final int organizations;

    /** 25 organizations on each forge, so that of 10,000 connections twenty share each probe. */
    public ManyConnections() {
        this(25);
    }

    /** @param organizations on each forge */
    public ManyConnections(int organizations) {
        this.organizations = organizations;
        for (int i = 0; i < FORGES; i++) {
            StubForge forge = new StubGitea("1.27.2").token(
                "bench",
                new Account("root", true, Set.of("read:organization"))
            );
            for (int org = 0; org < organizations; org++) {
                forge.org("org-" + org, "root").jobs(new Job("org-" + org, "app", Set.of("docker"), State.WAITING));
            }
            forges.add(forge);
        }
    }

    /** The connection's name. */
    static String name(int number) {
        return "c" + number;
    }

    /** The namespace that it is in. */
    static String namespace(int number) {
        return "bench-" + (number % NAMESPACES);
    }

    /** The organization that it is for, where there are so many forges. */
    static String org(int number, int forges) {
        return "org-" + number / forges;
    }

    /** Where the forges are. */
    List<String> urls() {
        return forges.stream().map(StubForge::url).toList();
    }

    /** How many requests the forges have had. */
    int requests() {
        return forges
            .stream()
            .mapToInt(forge -> forge.requests().size())
            .sum();
    }

    /** Ends one of the 20 forges; the connection with the number n is on the forge n modulo 20. */
    public void stopForge(int number) {
        forges.get(number).close();
    }

    /** Lets a fifth of the forges answer 502 to everybody, or go on. */
    void flap(boolean away) {
        for (StubForge forge : forges.subList(0, FORGES / 5)) {
            if (away) {
                forge.away(502, "");
            } else {
                forge.back();
            }
        }
    }

    /** Makes so many connections, {@code c0} and so on, evenly in the namespaces {@code bench-0} to {@code bench-49}. */
    public void make(KubernetesClient admin, int connections) throws InterruptedException, ExecutionException {
        for (int i = 0; i < NAMESPACES; i++) {
            ClusterSeed.createNamespaces(admin, "bench-" + i);
        }
        var permits = new Semaphore(32);
        var all = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < connections; i++) {
                int number = i;
                permits.acquire();
                all.add(
                    threads.submit(() -> {
                        try {
                            connect(admin, number);
                        } finally {
                            permits.release();
                        }
                    })
                );
            }
        }
        for (Future<?> each : all) {
            each.get();
        }
    }

    private void connect(KubernetesClient admin, int number) {
        StubForge forge = forges.get(number % FORGES);
        String name = name(number);
        String namespace = namespace(number);
        admin
            .resource(
                new SecretBuilder()
                    .withNewMetadata()
                    .withName(name + "-token")
                    .withNamespace(namespace)
                    .addToAnnotations("console.actrunner.dev/forge-origin", forge.url())
                    .endMetadata()
                    .withStringData(Map.of("token", "bench"))
                    .build()
            )
            .create();
        admin
            .resource(
                Serialization.unmarshal(
                    """
                    apiVersion: keda.sh/v1alpha1
                    kind: TriggerAuthentication
                    metadata:
                      name: %1$s-auth
                      namespace: %2$s
                      labels:
                        app.kubernetes.io/instance: %1$s
                        app.kubernetes.io/component: autoscaler-config
                        app.kubernetes.io/managed-by: act-runner-console
                      annotations:
                        console.actrunner.dev/forge-url: %3$s
                        console.actrunner.dev/scope: org
                        console.actrunner.dev/org: %4$s
                        console.actrunner.dev/platform: gitea
                        console.actrunner.dev/secret: managed
                    spec:
                      secretTargetRef: [{ parameter: token, name: %1$s-token, key: token }]
                    """.formatted(name, namespace, forge.url(), org(number % (FORGES * organizations), FORGES)),
                    GenericKubernetesResource.class
                )
            )
            .create();
    }

    @Override
    public void close() {
        forges.forEach(StubForge::close);
    }
}
