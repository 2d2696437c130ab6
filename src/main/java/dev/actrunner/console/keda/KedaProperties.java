package dev.actrunner.console.keda;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code console.keda.*}.
 *
 * @param namespace KEDA's namespace, used where the operator's Deployment may not be looked for
 * @param cacheTtl for how long probes share one look at KEDA and at its ScaledObjects and ScaledJobs
 */
@ConfigurationProperties("console.keda")
public record KedaProperties(@DefaultValue("keda") String namespace, @DefaultValue("5s") Duration cacheTtl) {}
