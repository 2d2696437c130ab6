package dev.actrunner.console.cluster;

import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the connection to Kubernetes, {@code console.cluster.*}.
 *
 * @param name what pages and metrics call the cluster where there are several; the kubeconfig's context unless it is set
 * @param remote the name of the remote cluster that this is the console of ({@code console.clusters}); empty for the own one
 * @param context the kubeconfig context to use instead of the current one
 * @param kubeconfig a kubeconfig file to use instead of what {@code KUBECONFIG} names or the pod's service account
 * @param namespaces the namespaces to work in where the API server does not let the console list them
 * @param connectTimeout how long one attempt to connect may take
 * @param requestTimeout how long one request may take
 */
@Validated
@ConfigurationProperties("console.cluster")
public record ClusterProperties(
    @Nullable @Pattern(regexp = ClusterProperties.NAME, message = ClusterProperties.NAME_RULE) String name,
    @DefaultValue("") String remote,
    @Nullable String context,
    @Nullable Path kubeconfig,
    @DefaultValue({}) List<String> namespaces,
    @DefaultValue("3s") @DurationMin(millis = 1) Duration connectTimeout,
    @DefaultValue("10s") @DurationMin(millis = 1) Duration requestTimeout
) {
    /** What a cluster can be called: as a namespace. */
    public static final String NAME = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";

    /** What is said of another name. */
    public static final String NAME_RULE =
        "must be at most 63 lower-case letters, digits, and hyphens, and must start and end with a letter or digit";
}
