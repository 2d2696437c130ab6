package dev.actrunner.console.forge;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Lists the two forges whose Actions jobs can be listed. */
public enum Platform {
    FORGEJO("Forgejo", new ForgeVersion(11, 0, 0)),
    GITEA("Gitea", new ForgeVersion(1, 25, 0));

    private final String title;
    private final ForgeVersion firstWithJobs;

    Platform(String title, ForgeVersion firstWithJobs) {
        this.title = title;
        this.firstWithJobs = firstWithJobs;
    }

    /** As people write it: {@code Forgejo}, {@code Gitea}. */
    public String title() {
        return title;
    }

    /** As JSON, annotations and metrics write it: {@code forgejo}, {@code gitea}. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The first release that lists Actions jobs through its API.
     * Source: {@code routers/api/v1/api.go} of Forgejo 11.0.0 and Gitea 1.25.0; the release before each has no such route.
     */
    public ForgeVersion firstWithJobs() {
        return firstWithJobs;
    }

    /**
     * @param id {@code forgejo} or {@code gitea}
     * @throws IllegalArgumentException for anything else
     */
    public static Platform of(String id) {
        return switch (id) {
            case "forgejo" -> FORGEJO;
            case "gitea" -> GITEA;
            default -> throw new IllegalArgumentException("not a platform");
        };
    }

    /** Returns a title such as {@code Forgejo 15.0.2}, without what builds append to the version. */
    public String release(String version) {
        return title + " " + version.replaceFirst("\\+.*", "");
    }
}
