package dev.actrunner.console.forge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What to probe.
 *
 * @param forge the forge's address
 * @param platform the platform the operator named, null to detect it
 * @param scope whose jobs
 * @param labels the labels of the scaled runners
 * @param token the token to read them with
 * @param authority what to trust for this forge besides the system's and the console's authorities, null for nothing
 */
public record ProbeTarget(
    ForgeUrl forge,
    @Nullable Platform platform,
    JobScope scope,
    RunnerLabels labels,
    ApiToken token,
    @Nullable TrustedCa authority
) {
    /** The same, trusting an authority. */
    public ProbeTarget trusting(@Nullable TrustedCa other) {
        return new ProbeTarget(forge, platform, scope, labels, token, other);
    }

    /** Tells targets apart without keeping their tokens. */
    public String digest() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((forge + " " + scope + " " + labels + " ").getBytes(StandardCharsets.UTF_8));
            digest.update(
                (platform + " " + (authority == null ? "" : authority.hashCode())).getBytes(StandardCharsets.UTF_8)
            );
            return HexFormat.of().formatHex(digest.digest(token.reveal().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
