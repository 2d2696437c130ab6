package dev.actrunner.console.cluster.kubeconfig;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a kubeconfig as kubectl does: the files of {@code KUBECONFIG} together, of entries with one name the first, and of
 * these one context with its cluster and user. What fabric8 reads otherwise than kubectl, or not at all, is read here: a
 * proxy for an https address, plugins that write to standard error, a file with a token, impersonation.
 */
public final class Kubeconfig {

    private static final Pattern LINE = Pattern.compile("line:? (\\d+)");

    private final List<Parsed> parsed;

    /** @param config the file's content */
    private record Parsed(Path file, io.fabric8.kubernetes.api.model.Config config) {
        /** A path as kubectl reads it: relative to the file that names it. */
        String absolute(String path) {
            Path folder = file.toAbsolutePath().getParent();
            return folder == null ? path : folder.resolve(path).toString();
        }
    }

    /** An entry, and the file that it is of. */
    private record Entry<T>(T value, Parsed in) {}

    private Kubeconfig(List<Path> files) {
        this.parsed = files.stream().filter(Files::isRegularFile).map(Kubeconfig::parse).toList();
    }

    /** The kubeconfig that kubectl would read, of its {@link #files}. */
    public static Kubeconfig find(@Nullable Path explicit, Map<String, String> environment) {
        return new Kubeconfig(files(explicit, environment));
    }

    /**
     * The files that kubectl would read, whether they are there or not.
     *
     * @param explicit a file to read instead of what {@code KUBECONFIG} names, null for none
     * @param environment the environment's variables
     */
    public static List<Path> files(@Nullable Path explicit, Map<String, String> environment) {
        if (explicit != null) {
            if (!Files.isRegularFile(explicit)) {
                throw new IllegalStateException("console.cluster.kubeconfig: there is no file " + explicit);
            }
            return List.of(explicit);
        }
        String named = environment.getOrDefault("KUBECONFIG", "");
        if (named.isBlank()) {
            String home = environment.getOrDefault("HOME", System.getProperty("user.home", ""));
            return List.of(Path.of(home, ".kube", "config"));
        }
        Set<Path> files = new LinkedHashSet<>();
        Stream.of(named.split(File.pathSeparator, -1))
            .filter(n -> !n.isBlank())
            .map(Path::of)
            .forEach(files::add);
        return List.copyOf(files);
    }

    private static Parsed parse(Path file) {
        io.fabric8.kubernetes.api.model.Config config;
        try {
            // As kubectl, which takes an empty file for one that says nothing.
            String text = Files.readString(file);
            config = KubeConfigUtils.parseConfigFromString(text.isBlank() ? "{}" : text);
        } catch (IOException | RuntimeException e) {
            // Without the cause, which repeats what stands there, as a token may.
            throw new IllegalStateException("The kubeconfig " + file + " is not YAML of a kubeconfig" + line(e));
        }
        return new Parsed(file, config);
    }

    /** Returns where the parser stopped, as its message says; nothing else of that is told. */
    private static String line(Throwable e) {
        for (Throwable each = e; each != null; each = each.getCause()) {
            Matcher line = LINE.matcher(String.valueOf(each.getMessage()));
            if (line.find()) {
                return " (line " + line.group(1) + ")";
            }
        }
        return "";
    }

    /** Whether none of the files is there. */
    public boolean isMissing() {
        return parsed.isEmpty();
    }

    /**
     * The configuration of one context.
     *
     * @param wanted its name, null for the current one
     * @throws IllegalStateException where a line of it cannot be used, with its path
     */
    public Config config(@Nullable String wanted) {
        String name = wanted == null ? current() : wanted;
        Entry<NamedContext> context = entry(
            name,
            io.fabric8.kubernetes.api.model.Config::getContexts,
            NamedContext::getName
        );
        if (context == null) {
            throw new IllegalStateException(
                (wanted == null ? "current-context: " : "console.cluster.context: ") +
                    "the kubeconfig has no context " +
                    name +
                    "; it has " +
                    String.join(", ", names())
            );
        }
        if (context.value().getContext() == null) {
            throw new IllegalStateException("contexts[" + name + "].context: is missing");
        }
        Entry<NamedCluster> cluster = entry(
            context.value().getContext().getCluster(),
            io.fabric8.kubernetes.api.model.Config::getClusters,
            NamedCluster::getName
        );
        if (cluster == null || cluster.value().getCluster() == null) {
            throw new IllegalStateException(
                "contexts[" +
                    name +
                    "].cluster: the kubeconfig has no cluster " +
                    context.value().getContext().getCluster()
            );
        }
        Entry<NamedAuthInfo> user = entry(
            context.value().getContext().getUser(),
            io.fabric8.kubernetes.api.model.Config::getUsers,
            NamedAuthInfo::getName
        );
        return new KubeconfigContext(
            name,
            context.value(),
            cluster.value(),
            resolved(cluster.value().getCluster(), cluster.in()),
            user == null ? null : user.value().getName(),
            user == null || user.value().getUser() == null ? null : resolved(user.value().getUser(), user.in()),
            user == null ? context.in().file() : user.in().file()
        ).config();
    }

    private String current() {
        return parsed
            .stream()
            .map(p -> p.config().getCurrentContext())
            .filter(c -> c != null && !c.isBlank())
            .findFirst()
            .orElseThrow(() ->
                new IllegalStateException(
                    "The kubeconfig has no current-context: choose one by kubectl config use-context, or by" +
                        " console.cluster.context; it has " +
                        String.join(", ", names())
                )
            );
    }

    private List<String> names() {
        return parsed
            .stream()
            .flatMap(p -> p.config().getContexts().stream())
            .map(NamedContext::getName)
            .distinct()
            .toList();
    }

    private <T> @Nullable Entry<T> entry(
        @Nullable String name,
        Function<io.fabric8.kubernetes.api.model.Config, List<T>> list,
        Function<T, String> nameOf
    ) {
        for (Parsed each : parsed) {
            for (T item : list.apply(each.config())) {
                if (name != null && name.equals(nameOf.apply(item))) {
                    return new Entry<>(item, each);
                }
            }
        }
        return null;
    }

    private static Cluster resolved(Cluster cluster, Parsed in) {
        Cluster copy = Serialization.clone(cluster);
        if (copy.getCertificateAuthority() != null) {
            copy.setCertificateAuthority(in.absolute(copy.getCertificateAuthority()));
        }
        return copy;
    }

    private static AuthInfo resolved(AuthInfo user, Parsed in) {
        AuthInfo copy = Serialization.clone(user);
        if (copy.getClientCertificate() != null) {
            copy.setClientCertificate(in.absolute(copy.getClientCertificate()));
        }
        if (copy.getClientKey() != null) {
            copy.setClientKey(in.absolute(copy.getClientKey()));
        }
        if (copy.getTokenFile() != null) {
            copy.setTokenFile(in.absolute(copy.getTokenFile()));
        }
        return copy;
    }

    /** A kubeconfig of one context, for fabric8 to read. */
    static String of(NamedContext context, NamedCluster cluster, @Nullable NamedAuthInfo user) {
        return Serialization.asYaml(
            new ConfigBuilder()
                .withCurrentContext(context.getName())
                .withContexts(new ArrayList<>(List.of(context)))
                .withClusters(new ArrayList<>(List.of(cluster)))
                .withUsers(user == null ? List.of() : new ArrayList<>(List.of(user)))
                .build()
        );
    }
}
