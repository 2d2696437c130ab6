package dev.actrunner.console.keda;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code console.keda.*}.
 *
 * @param namespace KEDA's namespace, used where the operator's Deployment may not be looked for
 */
@ConfigurationProperties("console.keda")
public record KedaProperties(@DefaultValue("keda") String namespace) {}
