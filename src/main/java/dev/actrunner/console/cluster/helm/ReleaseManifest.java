package dev.actrunner.console.cluster.helm;

import dev.actrunner.console.cluster.apply.HelmAnnotations;
import dev.actrunner.console.cluster.apply.PlainMap;
import dev.actrunner.console.yaml.BoundedYaml;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads and edits the manifest of a release: YAML documents, which Helm reads again when it uninstalls the release. */
record ReleaseManifest(String text) {
    /** Where one document ends and the next begins, as Helm splits them ({@code pkg/release/util/manifest.go}), but for spaces. */
    private static final Pattern SEPARATOR = Pattern.compile("^---", Pattern.MULTILINE | Pattern.UNIX_LINES);
    private static final String OURS = "act-runner-";
    private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();

    /** Thrown where an object of the charts cannot be read as YAML. */
    static final class UnreadableException extends RuntimeException {

        private static final long serialVersionUID = 1;

        UnreadableException(Throwable cause) {
            super("its manifest is no YAML: " + cause.getMessage(), cause);
        }
    }

    /** Returns whether the release has an object. */
    boolean has(HasMetadata object) {
        return objects(object).findAny().isPresent();
    }

    /** Returns whether Helm keeps an object when it uninstalls the release. */
    boolean keeps(HasMetadata object) {
        return objects(object).allMatch(each ->
            HelmAnnotations.KEEP.equals(
                PlainMap.of(PlainMap.of(each.get("metadata")).get("annotations")).get(HelmAnnotations.RESOURCE_POLICY)
            )
        );
    }

    private Stream<Map<String, Object>> objects(HasMetadata object) {
        return documents()
            .stream()
            .map(ReleaseManifest::parse)
            .filter(
                each ->
                    object.getKind().equals(each.get("kind")) &&
                    object
                        .getMetadata()
                        .getName()
                        .equals(PlainMap.of(each.get("metadata")).get("name"))
            );
    }

    /** Adds an annotation to the objects with a label that fits, and changes nothing else. */
    ReleaseManifest annotate(String label, Predicate<String> fits, String annotation, String value) {
        var documents = new ArrayList<String>();
        for (String each : documents()) {
            Map<String, Object> object = parse(each);
            Map<String, Object> metadata = PlainMap.of(object.get("metadata"));
            Map<String, Object> annotations = PlainMap.of(metadata.get("annotations"));
            boolean isWanted = PlainMap.of(metadata.get("labels")).get(label) instanceof String text && fits.test(text);
            if (isWanted && !value.equals(annotations.put(annotation, value))) {
                metadata.put("annotations", annotations);
                object.put("metadata", metadata);
                documents.add(comments(each) + KUBERNETES.asYaml(object).replaceFirst("^---\\s*", "").strip());
            } else {
                documents.add(each);
            }
        }
        return documents.equals(documents())
            ? this
            : new ReleaseManifest("---\n" + String.join("\n---\n", documents) + "\n");
    }

    private List<String> documents() {
        return SEPARATOR.splitAsStream(text)
            .map(String::strip)
            .filter(each -> !each.isEmpty())
            .toList();
    }

    /** Helm writes the template of each document above it. */
    private static String comments(String document) {
        return document
            .lines()
            .takeWhile(line -> line.startsWith("#"))
            .map(line -> line + "\n")
            .reduce("", String::concat);
    }

    private static Map<String, Object> parse(String document) {
        try {
            // What has too much in it is not read at all.
            BoundedYaml.read(document);
            return PlainMap.of(KUBERNETES.unmarshal(document, Object.class));
        } catch (RuntimeException e) {
            // Helm takes what is no strict YAML, such as a key twice. Another chart's is left as it is.
            if (document.contains(OURS)) {
                throw new UnreadableException(e);
            }
            return Map.of();
        }
    }
}
