package dev.actrunner.console.cluster.kubeconfig;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.ExecConfig;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns one context of a kubeconfig into fabric8's configuration.
 *
 * @param cluster with absolute paths
 * @param user with absolute paths, null where the context names nobody
 * @param file where the user stands
 */
record KubeconfigContext(
    String name,
    NamedContext context,
    NamedCluster named,
    Cluster cluster,
    @Nullable String userName,
    @Nullable AuthInfo user,
    Path file
) {
    Config config() {
        String proxy = cluster.getProxyUrl();
        ExecConfig exec = user == null ? null : user.getExec();
        String tokenFile = user == null ? null : user.getTokenFile();
        // Read here, and so not by fabric8.
        cluster.setProxyUrl(null);
        if (user != null) {
            user.setExec(null);
        }
        Config config = Config.fromKubeconfig(
            Kubeconfig.of(
                context,
                new NamedCluster(cluster, named.getName()),
                user == null ? null : new NamedAuthInfo(String.valueOf(userName), user)
            )
        );
        proxy(config, proxy);
        if (user != null) {
            impersonate(config, user);
            ClientKeys.prepare(config, "users[" + userName + "].user.client-key");
        }
        if (exec != null) {
            new ExecPlugin(String.valueOf(userName), exec, cluster, file).provide(config);
        } else if (tokenFile != null && !tokenFile.isBlank()) {
            // Over a token beside it, and read again: who rotates it writes the file anew.
            config.setOauthTokenProvider(() -> read(Path.of(tokenFile)));
        }
        return config;
    }

    private String read(Path tokenFile) {
        try {
            return Files.readString(tokenFile).strip();
        } catch (IOException _) {
            throw new CredentialFailure(
                "The file " + tokenFile + " with the token of the kubeconfig's user " + userName + " cannot be read.",
                "See users[" + userName + "].user.tokenFile, and that the console may read the file."
            );
        }
    }

    /** As kubectl: for every request of this cluster, whatever {@code NO_PROXY} says. */
    private void proxy(Config config, @Nullable String proxy) {
        if (proxy == null || proxy.isBlank()) {
            return;
        }
        String line = "clusters[" + named.getName() + "].cluster.proxy-url: ";
        URI uri;
        try {
            uri = URI.create(proxy);
        } catch (IllegalArgumentException _) {
            // Without the cause, which repeats it with its password.
            throw new IllegalStateException(line + "is no address");
        }
        if (!List.of("http", "https").contains(String.valueOf(uri.getScheme())) || uri.getHost() == null) {
            throw new IllegalStateException(
                line +
                    "the console reaches a cluster by proxies of http:// alone; start it where the cluster is reached without"
            );
        }
        if (uri.getUserInfo() != null) {
            String[] parts = uri.getUserInfo().split(":", 2);
            config.setProxyUsername(parts[0]);
            config.setProxyPassword(parts.length > 1 ? parts[1] : "");
        }
        String address = uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        config.setHttpProxy(address);
        config.setHttpsProxy(address);
        config.setNoProxy(new String[0]);
    }

    private void impersonate(Config config, AuthInfo user) {
        if (user.getAsUid() != null && !user.getAsUid().isBlank()) {
            throw new IllegalStateException(
                "users[" + userName + "].user.as-uid: the console impersonates by name and groups"
            );
        }
        if (user.getAs() != null && !user.getAs().isBlank()) {
            config.setImpersonateUsername(user.getAs());
            if (user.getAsGroups() != null) {
                config.setImpersonateGroups(user.getAsGroups().toArray(String[]::new));
            }
            if (user.getAsUserExtra() != null) {
                config.setImpersonateExtras(user.getAsUserExtra());
            }
        }
    }
}
