package dev.actrunner.console.monitor.restore;

import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the history, {@code console.history.*}.
 *
 * @param prometheusUrl the base address of a Prometheus that scrapes the console, from which the history of the last 24 hours
 *     is restored after a restart; absent, the history begins anew
 * @param tokenFile a file with the token for it, read anew for each request; absent, none is sent
 */
@Validated
@ConfigurationProperties("console.history")
public record HistoryProperties(
    @Pattern(regexp = "(https?://[^@]+)?", message = "must begin with http:// or https://, and have no password in it")
    @Nullable
    String prometheusUrl,
    @Nullable Path tokenFile
) {}
