package dev.actrunner.console.connection.store;

import dev.actrunner.console.connection.CaRef;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.TrustedCa;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Records where a Secret's token may be sent, as someone who may write the Secret has annotated it. Annotations of other
 * objects never decide that.
 *
 * @param forge the forge's address in {@link ConnectionLabels#FORGE_ORIGIN}, as it was written; null where there is none
 * @param authority the certificate authority in {@link ConnectionLabels#FORGE_CA} that may vouch for that forge besides those that the
 *     console trusts anyway: a Secret's key, or a ConfigMap's with the digest of its certificates, because others may write
 *     ConfigMaps; null for none
 */
public record TokenBinding(@Nullable String forge, @Nullable String authority) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,\\[\\]-]+");

    /** The binding where nothing is recorded. */
    public static final TokenBinding NONE = new TokenBinding(null, null);

    /** Creates one for a forge whose certificate authority is trusted anyway. */
    public static TokenBinding to(ForgeUrl forge) {
        return new TokenBinding(forge.value(), null);
    }

    /**
     * Creates one for a forge.
     *
     * @param ca where its authority is, null for one that is trusted anyway
     * @param read what is there, null where it could not be read
     */
    public static TokenBinding to(ForgeUrl forge, @Nullable CaRef ca, @Nullable TrustedCa read) {
        return new TokenBinding(forge.value(), authority(ca, read));
    }

    private static @Nullable String authority(@Nullable CaRef ca, @Nullable TrustedCa read) {
        if (ca == null || ca.isSecret()) {
            return ca == null ? null : ca.toString();
        }
        return read == null ? null : ca + "@" + read.digest();
    }

    /** Reads what is recorded on a Secret. */
    public static TokenBinding of(HasMetadata secret) {
        Map<String, String> annotations = StoredConnection.annotations(secret);
        return new TokenBinding(
            annotations.get(ConnectionLabels.FORGE_ORIGIN),
            annotations.get(ConnectionLabels.FORGE_CA)
        );
    }

    /** Whether nothing says where the token may go. */
    public boolean isMissing() {
        return forge == null;
    }

    /** Whether the token is for a forge: the same scheme, host, port and sub-path, however they are spelled. */
    public boolean allows(ForgeUrl other) {
        // Nearly always it is written as the console writes it, and need not be parsed for each probe.
        return (
            other.value().equals(forge) ||
            (forge != null && ForgeUrl.problemWith(forge) == null && new ForgeUrl(forge).equals(other))
        );
    }

    /** Whether the token may be sent to a server that an authority vouches for, which was read where {@code ca} says. */
    public boolean trusts(@Nullable CaRef ca, @Nullable TrustedCa read) {
        return ca == null || Objects.equals(authority(ca, read), authority);
    }

    /** The annotations that record it. */
    public Map<String, String> annotations() {
        var annotations = new LinkedHashMap<String, String>();
        if (forge != null) {
            annotations.put(ConnectionLabels.FORGE_ORIGIN, forge);
        }
        if (authority != null) {
            annotations.put(ConnectionLabels.FORGE_CA, authority);
        }
        return annotations;
    }

    /** As a shell reads it back, whatever somebody wrote into an address. */
    private static String quoted(String value) {
        return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'";
    }

    /** The command by which somebody who may write the Secret records it. */
    public String command(String namespace, String secret, boolean overwrite) {
        return (
            "kubectl annotate secret " +
            quoted(secret) +
            " -n " +
            quoted(namespace) +
            (overwrite ? " --overwrite" : "") +
            String.join(
                "",
                annotations()
                    .entrySet()
                    .stream()
                    .map(e -> " " + e.getKey() + "=" + quoted(e.getValue()))
                    .toList()
            )
        );
    }
}
