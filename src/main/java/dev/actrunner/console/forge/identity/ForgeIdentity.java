package dev.actrunner.console.forge.identity;

import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.ForgeVersion;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.http.ForgeSession;
import dev.actrunner.console.forge.http.ForgeText;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.Response;

/**
 * The platform and the release of the forge that answers.
 *
 * @param platform Forgejo or Gitea
 * @param text the release as the forge writes it, at most 64 characters of digits, letters and {@code . + - _}
 * @param version its leading numbers
 */
public record ForgeIdentity(Platform platform, String text, ForgeVersion version) {
    private static final Pattern SAFE_TEXT = Pattern.compile("[0-9A-Za-z.+_-]{1,64}");
    private static final ForgeVersion UNKNOWN = new ForgeVersion(0, 0, 0);

    /**
     * Asks {@code /api/v1/version} with the token: that needs no scope, so a refusal is about the token itself. Forgejo
     * adds {@code +gitea-…}; without it a major number of 7 or more is Forgejo, 1 is Gitea, and anything else is settled
     * by {@code /api/forgejo/v1/version}, which Forgejo alone has.
     */
    public static ForgeIdentity ask(ForgeSession session, ForgeUrl forge, ErrorResponseClassifier errors)
        throws ProbeFailedException, IOException {
        try (Response response = session.get(forge.resolve("/api/v1/version"), "Bearer")) {
            if (response.code() != 200) {
                throw errors.toVersion(response);
            }
            ForgeText answer = ForgeText.of(response);
            String text = answer.string("version");
            if (!SAFE_TEXT.matcher(text).matches()) {
                throw errors.notAForge(response.code(), answer);
            }
            Optional<ForgeVersion> version = ForgeVersion.parse(text);
            return new ForgeIdentity(platform(session, forge, text, version), text, version.orElse(UNKNOWN));
        }
    }

    /** Returns what an answer to {@code /api/v1/version} says by itself, empty where it is none. */
    public static Optional<ForgeIdentity> of(ForgeSession.ForgeResponse response) {
        String text = response.text().string("version");
        if (response.status() != 200 || !SAFE_TEXT.matcher(text).matches()) {
            return Optional.empty();
        }
        Optional<ForgeVersion> version = ForgeVersion.parse(text);
        return Optional.of(
            new ForgeIdentity(
                isForgejo(text, version) ? Platform.FORGEJO : Platform.GITEA,
                text,
                version.orElse(UNKNOWN)
            )
        );
    }

    private static boolean isForgejo(String text, Optional<ForgeVersion> version) {
        return text.toLowerCase(Locale.ROOT).contains("+gitea-") || version.map(v -> v.atLeast(7)).orElse(false);
    }

    private static Platform platform(ForgeSession session, ForgeUrl forge, String text, Optional<ForgeVersion> version)
        throws ProbeFailedException {
        if (isForgejo(text, version)) {
            return Platform.FORGEJO;
        }
        if (version.map(v -> v.major() == 1).orElse(false)) {
            return Platform.GITEA;
        }
        try (Response own = session.get(forge.resolve("/api/forgejo/v1/version"), "Bearer")) {
            return own.code() == 200 ? Platform.FORGEJO : Platform.GITEA;
        }
    }

    /** Whether the release lists Actions jobs; a release without a readable number is given the benefit of the doubt. */
    public boolean listsJobs() {
        return version.equals(UNKNOWN) || version.atLeast(platform.firstWithJobs());
    }

    /** Whether Forgejo counts all jobs when no labels are asked for, as it does from 14 on (up to 13 it counts none). */
    public boolean countsWithoutLabels() {
        return platform == Platform.GITEA || version.equals(UNKNOWN) || version.atLeast(14);
    }

    /** Whether Forgejo has the newer path of the administrator's list, from 15 on. */
    public boolean hasNewerAdminPath() {
        return platform == Platform.FORGEJO && version.atLeast(15);
    }

    /** Returns a title such as {@code Gitea 1.27.2}. */
    public String title() {
        return platform.title() + " " + text;
    }
}
