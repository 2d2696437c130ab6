package dev.actrunner.console.forge;

import dev.actrunner.console.secret.Digests;
import org.jspecify.annotations.Nullable;

/**
 * The forge, scope, labels and token of a probe.
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

    /** Returns a digest that tells targets apart without keeping their tokens. */
    public String digest() {
        return digest(forge + " " + scope + " " + labels + "\n" + platform);
    }

    /** Returns a digest of the forge, whom it is trusted by, and the token: what many targets have in common. */
    public String accessDigest() {
        return digest(forge.value());
    }

    private String digest(String words) {
        String trusted = authority == null ? "" : authority.digest();
        return Digests.sha256(String.join("\n", words, trusted, token.reveal()));
    }
}
