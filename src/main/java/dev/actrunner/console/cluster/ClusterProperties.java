package dev.actrunner.console.cluster;

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
 * @param context the kubeconfig context to use instead of the current one
 * @param kubeconfig a kubeconfig file to use instead of what {@code KUBECONFIG} names or the pod's service account
 * @param namespaces the namespaces to work in where the API server does not let the console list them
 * @param connectTimeout how long one attempt to connect may take
 * @param requestTimeout how long one request may take
 */
@Validated
@ConfigurationProperties("console.cluster")
public record ClusterProperties(
    @Nullable String context,
    @Nullable Path kubeconfig,
    @DefaultValue({}) List<String> namespaces,
    @DefaultValue("3s") @DurationMin(millis = 1) Duration connectTimeout,
    @DefaultValue("10s") @DurationMin(millis = 1) Duration requestTimeout
) {}
