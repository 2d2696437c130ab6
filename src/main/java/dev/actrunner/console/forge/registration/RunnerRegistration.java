package dev.actrunner.console.forge.registration;

import dev.actrunner.console.forge.ApiToken;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What runners register with.
 *
 * @param token a registration token that serves any number of runners, or the token of one runner
 * @param uuid the runner's UUID where Forgejo's API created it, null with a registration token
 * @param id the runner's number at the forge, empty with a registration token
 */
public record RunnerRegistration(ApiToken token, @Nullable String uuid, OptionalLong id) {
    /** One by a registration token. */
    public static RunnerRegistration of(ApiToken token) {
        return new RunnerRegistration(token, null, OptionalLong.empty());
    }
}
