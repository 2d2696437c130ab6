package dev.actrunner.console.cluster.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.actrunner.console.cluster.ClusterCall;
import dev.actrunner.console.cluster.ClusterClients;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.identity.CurrentIdentity;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the API server what the current identity may do ({@code SelfSubjectAccessReview}). */
@Component
public class AccessReviews {

    /** A right that is withdrawn is gone for the console after this. */
    private static final Duration REMEMBERED = Duration.ofSeconds(20);

    private final ClusterClients clients;
    private final ClusterCall call;
    private final Cache<Question, Boolean> answers = Caffeine.newBuilder()
        .maximumSize(50_000)
        .expireAfterWrite(REMEMBERED)
        .executor(Runnable::run)
        .build();

    AccessReviews(ClusterClients clients, ClusterCall call) {
        this.clients = clients;
        this.call = call;
    }

    private record Question(String identity, Right right, @Nullable String namespace, @Nullable String name) {}

    /**
     * A right, as RBAC's rules have it.
     *
     * @param verb such as {@code list}
     * @param group the API group, empty for the core's
     * @param resource in the plural, such as {@code secrets}
     */
    public record Right(String verb, String group, String resource) {
        public static final Right GET_SECRET = new Right("get", "", "secrets");
        public static final Right PATCH_SECRET = new Right("patch", "", "secrets");
        /** Whoever has it may see the connections of a namespace. */
        public static final Right LIST_AUTHENTICATIONS = new Right("list", "keda.sh", "triggerauthentications");

        @Override
        public String toString() {
            return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
        }
    }

    /**
     * Asks, or remembers for 20 seconds.
     *
     * @param namespace null for all namespaces, or for what has none
     * @throws ClusterException where the API server does not answer, or does not know the caller any more
     */
    public boolean may(Right right, @Nullable String namespace) {
        return may(right, namespace, null);
    }

    /**
     * The same for one object.
     *
     * @param name the object's name, null for all
     */
    public boolean may(Right right, @Nullable String namespace, @Nullable String name) {
        var question = new Question(CurrentIdentity.current().key(), right, namespace, name);
        Boolean known = answers.getIfPresent(question);
        if (known == null) {
            known = ask(right, namespace, name);
            answers.put(question, known);
        }
        return known;
    }

    /** Whether the caller may {@code get} a path that belongs to no resource, such as {@code /metrics}. */
    public boolean mayGet(String path) {
        var question = new Question(CurrentIdentity.current().key(), new Right("get", "", path), null, null);
        Boolean known = answers.getIfPresent(question);
        if (known == null) {
            known = ask(
                new SelfSubjectAccessReviewBuilder()
                    .withNewSpec()
                    .withNewNonResourceAttributes(path, "get")
                    .endSpec()
                    .build(),
                null,
                false
            );
            answers.put(question, known);
        }
        return known;
    }

    private boolean ask(Right right, @Nullable String namespace, @Nullable String name) {
        return ask(
            new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withVerb(right.verb())
                .withGroup(right.group())
                .withResource(right.resource())
                .withNamespace(namespace)
                .withName(name)
                .endResourceAttributes()
                .endSpec()
                .build(),
            namespace,
            // Who may not even ask, or asks an API server without reviews, is told by the call itself.
            true
        );
    }

    private boolean ask(SelfSubjectAccessReview review, @Nullable String namespace, boolean unanswered) {
        return call.run("what the caller may do", namespace, () -> {
            try {
                var status = clients.current().resource(review).create().getStatus();
                return status == null ? unanswered : Boolean.TRUE.equals(status.getAllowed());
            } catch (KubernetesClientException e) {
                // An API server without reviews; whoever may not ask may not anything else.
                if (e.getCode() == 404 || e.getCode() == 405) {
                    return unanswered;
                }
                if (e.getCode() == 403) {
                    return false;
                }
                throw e;
            }
        });
    }

    /** @throws ClusterException.Forbidden that names the verb, the resource and the namespace */
    public void require(Right right, @Nullable String namespace) {
        if (!may(right, namespace)) {
            throw new ClusterException.Forbidden(
                "You may not " +
                    right +
                    (namespace == null ? " in the cluster." : " in the namespace " + namespace + ".")
            );
        }
    }

    /** Those of the namespaces in which the caller has a right; asked for at once. */
    public Set<String> among(Collection<String> namespaces, Right right) {
        if (may(right, null)) {
            return Set.copyOf(namespaces);
        }
        List<String> distinct = namespaces.stream().distinct().toList();
        List<Boolean> answers = CurrentIdentity.concurrently(distinct, namespace -> may(right, namespace));
        return IntStream.range(0, distinct.size())
            .filter(answers::get)
            .mapToObj(distinct::get)
            .collect(Collectors.toUnmodifiableSet());
    }
}
