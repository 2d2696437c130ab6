package dev.actrunner.console.connection.apply;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.access.AccessReviews;
import dev.actrunner.console.cluster.access.AccessReviews.Right;
import dev.actrunner.console.cluster.access.Whoami;
import dev.actrunner.console.cluster.apply.AppliedObject;
import dev.actrunner.console.cluster.apply.ApplyOptions;
import dev.actrunner.console.cluster.identity.ClusterIdentity;
import dev.actrunner.console.cluster.identity.CurrentIdentity;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.store.ConnectionLabels;
import dev.actrunner.console.connection.store.StoredConnection;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Grants the console the right to read one connection's Secret and no other, where it is installed so. The caller grants
 * it: Kubernetes lets nobody grant what they may not do themselves.
 */
@Component
class SecretReaderRole {

    private static final Logger LOG = LoggerFactory.getLogger(SecretReaderRole.class);
    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final String SERVICE_ACCOUNT = "system:serviceaccount:";
    private static final List<Right> NEEDED = List.of(
        new Right("create", RBAC, "roles"),
        new Right("create", RBAC, "rolebindings")
    );

    private final Cluster cluster;
    private final AccessReviews access;
    private final Whoami whoami;
    private final RbacProperties properties;

    SecretReaderRole(Cluster cluster, AccessReviews access, Whoami whoami, RbacProperties properties) {
        this.cluster = cluster;
        this.access = access;
        this.whoami = whoami;
        this.properties = properties;
    }

    /**
     * Grants, if the caller may.
     *
     * @param secret the one to be read
     * @param labels those of the connection's other objects
     */
    List<AppliedObject> apply(ConnectionKey key, String secret, Map<String, String> labels, ApplyOptions options) {
        Subject console = properties.perConnectionRole() ? console() : null;
        if (console == null) {
            return List.of();
        }
        String namespace = key.namespace();
        try {
            for (Right right : NEEDED) {
                access.require(right, namespace);
            }
            var done = new ArrayList<AppliedObject>();
            for (HasMetadata object : List.of(role(key, secret, labels), binding(key, console, labels))) {
                done.add(cluster.apply(object, options));
            }
            return done;
        } catch (ClusterException.Forbidden e) {
            LOG.warn("{} is not probed by the console itself: {}", key, e.getMessage());
            return List.of();
        }
    }

    /** Takes the grant back with its connection. */
    List<AppliedObject> remove(ConnectionKey key, boolean dryRun) {
        if (!properties.perConnectionRole()) {
            return List.of();
        }
        var done = new ArrayList<AppliedObject>();
        try {
            cluster
                .find(RoleBinding.class, key.namespace(), name(key))
                .filter(StoredConnection::madeByConsole)
                .ifPresent(b -> done.add(cluster.delete(b, dryRun)));
            cluster
                .find(Role.class, key.namespace(), name(key))
                .filter(StoredConnection::madeByConsole)
                .ifPresent(r -> done.add(cluster.delete(r, dryRun)));
        } catch (ClusterException.Forbidden e) {
            // Of no use without the Secret that it names, so it keeps nobody from deleting the connection.
            LOG.info("The grant of {} stays: {}", key, e.getMessage());
        }
        return done;
    }

    private @Nullable Subject console() {
        String known = properties.serviceAccount();
        String user =
            known == null
                ? CurrentIdentity.console(() -> whoami.ask(new ClusterIdentity.Console()).name())
                : SERVICE_ACCOUNT + known.replace('/', ':');
        if (!user.startsWith(SERVICE_ACCOUNT)) {
            LOG.warn("console.rbac.per-connection-role needs a service account, and the console is {}", user);
            return null;
        }
        String[] parts = user.substring(SERVICE_ACCOUNT.length()).split(":", 2);
        return new Subject("", "ServiceAccount", parts[1], parts[0]);
    }

    private static String name(ConnectionKey key) {
        return "act-runner-console-reads-" + key.name();
    }

    private static ObjectMeta metadata(ConnectionKey key, Map<String, String> labels) {
        return new ObjectMetaBuilder()
            .withName(name(key))
            .withNamespace(key.namespace())
            .withLabels(new LinkedHashMap<>(labels))
            .withAnnotations(Map.of(ConnectionLabels.ORIGIN, ConnectionLabels.MADE))
            .build();
    }

    private static Role role(ConnectionKey key, String secret, Map<String, String> labels) {
        return new RoleBuilder()
            .withMetadata(metadata(key, labels))
            .addNewRule()
            .withApiGroups("")
            .withResources("secrets")
            .withResourceNames(secret)
            .withVerbs("get")
            .endRule()
            .build();
    }

    private static RoleBinding binding(ConnectionKey key, Subject console, Map<String, String> labels) {
        return new RoleBindingBuilder()
            .withMetadata(metadata(key, labels))
            .withNewRoleRef(RBAC, "Role", name(key))
            .withSubjects(console)
            .build();
    }
}
