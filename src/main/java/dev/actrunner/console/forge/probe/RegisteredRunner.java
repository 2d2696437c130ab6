package dev.actrunner.console.forge.probe;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A runner as a forge lists it.
 *
 * @param id its number at the forge, 0 where the forge tells none
 * @param name as the runner gave it; runners of a scale set have their pod's name
 * @param labels the names of its labels
 * @param version the runner's release, null where the forge does not tell
 * @param ephemeral whether the forge forgets it after its first job
 * @param scope whose jobs it takes, null where the forge does not tell, as Gitea does not
 */
public record RegisteredRunner(
    long id,
    String name,
    Status status,
    List<String> labels,
    @Nullable String version,
    boolean ephemeral,
    @Nullable Scope scope
) {
    /** Lists with whom a runner can be registered. */
    public enum Scope {
        /** The whole forge. */
        INSTANCE,
        /** An organization or a user. */
        OWNER,
        /** A repository. */
        REPOSITORY;

        /** Returns its name in JSON. */
        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Lists what a runner does. */
    public enum Status {
        /** It asks for jobs and has none. */
        IDLE,
        /** It runs a job. */
        BUSY,
        /** It has not spoken to the forge for a while. */
        OFFLINE,
        /** Somebody has disabled it at the forge. */
        DISABLED;

        /** Returns its name in JSON and on pages. */
        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns whether it is online and has no job. */
    public boolean isIdle() {
        return status == Status.IDLE;
    }

    /** Returns whether it is known to take only the jobs of an owner or of a repository. */
    public boolean isConfined() {
        return scope == Scope.OWNER || scope == Scope.REPOSITORY;
    }

    /** Returns whether it speaks to the forge and may take jobs. */
    public boolean isOnline() {
        return status == Status.IDLE || status == Status.BUSY;
    }
}
