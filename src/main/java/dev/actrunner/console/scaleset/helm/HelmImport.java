package dev.actrunner.console.scaleset.helm;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.actrunner.console.connection.request.ConnectionRequest;
import dev.actrunner.console.scaleset.request.ScaleSetRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a Helm release, or a chart's values, come to as requests for the console. Nothing is written.
 *
 * @param name the release's name, which the connection or the scale set has too; null for pasted values
 * @param source where it was read: Helm's record of the release, the objects that it installed, or pasted values
 * @param connection the request that creates the connection, or adopts it; null where the chart is not
 *     {@code act-runner-controller}
 * @param scaleSet the request that creates the scale set, or adopts it; null where the chart is not
 *     {@code act-runner-scale-set}
 * @param notes what was not carried over and what is left to do, as sentences
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HelmImport(
    @Nullable String name,
    Source source,
    @Nullable ConnectionRequest connection,
    @Nullable ScaleSetRequest scaleSet,
    List<String> notes
) {
    /** Where it was read. */
    public enum Source {
        RELEASE,
        OBJECTS,
        VALUES;

        /** As JSON writes it: {@code release}, {@code objects}, {@code values}. */
        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
