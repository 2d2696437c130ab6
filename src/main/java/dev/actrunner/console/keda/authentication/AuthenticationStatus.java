package dev.actrunner.console.keda.authentication;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The users of a TriggerAuthentication, as KEDA's operator writes them.
 *
 * @param scaledobjects names of ScaledObjects, separated by commas
 * @param scaledjobs names of ScaledJobs, separated by commas
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record AuthenticationStatus(@Nullable String scaledobjects, @Nullable String scaledjobs) {
    /** The users with their kinds: {@code ScaledObject ci}, {@code ScaledJob nightly}. */
    public List<String> users() {
        return Stream.concat(named("ScaledObject ", scaledobjects), named("ScaledJob ", scaledjobs)).toList();
    }

    private static Stream<String> named(String kind, @Nullable String names) {
        return names == null
            ? Stream.of()
            : Stream.of(names.split(","))
                  .map(String::strip)
                  .filter(n -> !n.isEmpty())
                  .map(n -> kind + n);
    }
}
