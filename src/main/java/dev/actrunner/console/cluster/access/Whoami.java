package dev.actrunner.console.cluster.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.actrunner.console.cluster.ClusterCall;
import dev.actrunner.console.cluster.ClusterClients;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.identity.ClusterIdentity;
import dev.actrunner.console.cluster.identity.CurrentIdentity;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the API server whom it takes somebody for. */
@Component
public class Whoami {

    /** A token that is revoked is good for so long at most. */
    private static final Duration REMEMBERED = Duration.ofSeconds(20);

    private final ClusterClients clients;
    private final ClusterCall call;
    private final Cache<String, User> known = Caffeine.newBuilder()
        .maximumSize(10_000)
        .expireAfterWrite(REMEMBERED)
        .executor(Runnable::run)
        .build();

    Whoami(ClusterClients clients, ClusterCall call) {
        this.clients = clients;
        this.call = call;
    }

    /** Somebody, as RBAC names them. */
    public record User(String name, List<String> groups) {
        private static final String ANONYMOUS = "system:anonymous";
    }

    /**
     * By {@code SelfSubjectReview}, which everybody may create who is somebody, so that the console needs no right for it.
     *
     * @throws ClusterException.Unauthorized where the API server does not know them
     */
    public User ask(ClusterIdentity identity) {
        User user = known.getIfPresent(identity.key());
        if (user == null) {
            try {
                user = CurrentIdentity.call(identity, this::askNow);
            } catch (ClusterException.Unauthorized e) {
                clients.forget(identity);
                throw e;
            }
            known.put(identity.key(), user);
        }
        return user;
    }

    /** The name of somebody who was asked about a moment ago, null where that is to be asked. */
    public @Nullable String known(ClusterIdentity identity) {
        User user = known.getIfPresent(identity.key());
        return user == null ? null : user.name();
    }

    /** Returns whom the API server takes the current thread's identity for. */
    UserInfo review() {
        return clients.current().resource(new SelfSubjectReview()).create().getStatus().getUserInfo();
    }

    private User askNow() {
        UserInfo info = call.run("the caller's identity", null, this::review);
        if (info.getUsername() == null || info.getUsername().equals(User.ANONYMOUS)) {
            throw new ClusterException.Unauthorized(true);
        }
        return new User(info.getUsername(), info.getGroups() == null ? List.of() : List.copyOf(info.getGroups()));
    }
}
