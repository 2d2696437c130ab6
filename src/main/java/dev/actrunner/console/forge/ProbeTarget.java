package dev.actrunner.console.forge;

import org.jspecify.annotations.Nullable;

/**
 * What to probe.
 *
 * @param forge the forge's address
 * @param platform the platform the operator named, null to find out
 * @param scope whose jobs
 * @param labels the labels of the scaled runners
 * @param token the token to read them with
 */
public record ProbeTarget(
    ForgeUrl forge,
    @Nullable Platform platform,
    JobScope scope,
    RunnerLabels labels,
    ApiToken token
) {}
