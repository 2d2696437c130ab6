package dev.actrunner.console.forge.http;

import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of a probe, {@code console.forge.*}.
 *
 * @param connectTimeout how long one attempt to connect may take
 * @param probeTimeout how long a whole probe may take, all its requests together
 * @param maxBodySize how much of a list of jobs is read, decompressed
 * @param caBundle a PEM file of authorities to trust besides the system's, null for none
 */
@Validated
@ConfigurationProperties("console.forge")
public record ForgeProperties(
    @DefaultValue("3s") @DurationMin(millis = 1) Duration connectTimeout,
    @DefaultValue("10s") @DurationMin(millis = 1) Duration probeTimeout,
    @DefaultValue("64MB") DataSize maxBodySize,
    @Nullable Path caBundle
) {}
