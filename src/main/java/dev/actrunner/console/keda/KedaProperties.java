package dev.actrunner.console.keda;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of how KEDA is found, {@code console.keda.*}.
 *
 * @param namespace KEDA's namespace, used where the operator's Deployment may not be looked for
 * @param cacheTtl for how long probes share one look at KEDA and at its ScaledObjects and ScaledJobs
 */
@Validated
@ConfigurationProperties("console.keda")
public record KedaProperties(
    @DefaultValue("keda") @NotBlank String namespace,
    @DefaultValue("5s") @DurationMin Duration cacheTtl
) {}
