package dev.actrunner.console.cluster.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and writes the annotations by which Helm knows the objects of its releases. */
public final class HelmAnnotations {

    /** That Helm leaves an object where it is. */
    public static final String RESOURCE_POLICY = "helm.sh/resource-policy";
    /** Its value. */
    public static final String KEEP = "keep";

    private static final String RELEASE_NAME = "meta.helm.sh/release-name";
    /** Helm's own rule ({@code pkg/chartutil/validate_name.go}); anybody may have written the annotation. */
    private static final Pattern NAME = Pattern.compile(
        "(?=.{1,53}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*"
    );

    private HelmAnnotations() {}

    /** Returns the name of the release that installed an object; empty where none did. */
    public static Optional<String> release(@Nullable HasMetadata object) {
        return object == null
            ? Optional.empty()
            : Optional.ofNullable(of(object).get(RELEASE_NAME)).filter(HelmAnnotations::isReleaseName);
    }

    /** Returns whether a release can have a name. */
    public static boolean isReleaseName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Lets Helm keep an object that it installed and the console goes on with, where an upgrade of the release drops it. */
    public static void keep(HasMetadata desired, @Nullable HasMetadata before) {
        if (release(before).isPresent()) {
            Map<String, String> annotations = new LinkedHashMap<>(of(desired));
            annotations.put(RESOURCE_POLICY, KEEP);
            desired.getMetadata().setAnnotations(annotations);
        }
    }

    private static Map<String, String> of(HasMetadata object) {
        return Objects.requireNonNullElse(object.getMetadata().getAnnotations(), Map.of());
    }
}
