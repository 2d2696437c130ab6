package dev.actrunner.console.forge.probe;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.TlsDetails;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a request without a token finds out about a URL.
 *
 * @param platform null where the forge does not say without a sign-in, or there is none
 * @param version as the forge writes it, null where it does not say
 * @param tls the certificate, null where there is no TLS
 * @param problem what stands in the way, null where nothing does
 * @param listsJobs whether the release lists Actions jobs; true while it is unknown
 */
public record ForgeDiscovery(
    @Nullable Platform platform,
    @Nullable String version,
    @Nullable TlsDetails tls,
    @Nullable Check problem,
    boolean listsJobs
) {
    /** Returns what a forge said of itself. */
    static ForgeDiscovery identified(Platform platform, String version, @Nullable TlsDetails tls, boolean listsJobs) {
        return new ForgeDiscovery(platform, version, tls, null, listsJobs);
    }

    /**
     * Returns that a server answered, and not with its release.
     *
     * @param problem null for a forge that does not say without a sign-in
     */
    static ForgeDiscovery unidentified(@Nullable TlsDetails tls, @Nullable Check problem) {
        return new ForgeDiscovery(null, null, tls, problem, true);
    }

    /** Returns that nothing answered. */
    static ForgeDiscovery unanswered(Check problem) {
        return new ForgeDiscovery(null, null, null, problem, true);
    }

    /** Returns a title such as {@code Forgejo 15.0.2}, without what builds append. */
    public String title() {
        return platform == null || version == null ? "" : platform.release(version);
    }
}
