package dev.actrunner.console.keda;

import dev.actrunner.console.diagnosis.Redactor;
import dev.actrunner.console.keda.scaling.ScaledResource;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the log of KEDA's operator.
 *
 * @param lines the last ones of each of its pods
 */
public record OperatorLog(List<String> lines) {
    /** The log where it may not be read. */
    public static final OperatorLog EMPTY = new OperatorLog(List.of());

    /** How many lines of each of the operator's pods are looked through. */
    static final int LINES = 1000;

    private static final int SHOWN = 10;
    private static final int MAX_LINE = 1000;
    private static final Pattern ERROR = Pattern.compile("\tERROR\t|\"level\": ?\"error\"|\\blevel=error\\b|^E\\d{4} ");
    private static final Pattern NAMESPACE = Pattern.compile("(?i)namespace\"?[:=]");

    /**
     * The last lines about the object, errors before others, without what looks like a token.
     *
     * @param isNamedOnce whether no other namespace has an object of that name: only then is a line about it that names no
     *     namespace, as those about a scaled resource's error may
     */
    public List<String> about(ScaledResource scaledResource, boolean isNamedOnce) {
        List<String> named = lines
            .stream()
            .filter(line -> names(line, scaledResource.name()))
            .filter(line -> names(line, scaledResource.namespace()) || (isNamedOnce && !NAMESPACE.matcher(line).find()))
            .toList();
        List<String> errors = named
            .stream()
            .filter(line -> ERROR.matcher(line).find())
            .toList();
        List<String> chosen = errors.isEmpty() ? named : errors;
        return chosen
            .subList(Math.max(0, chosen.size() - SHOWN), chosen.size())
            .stream()
            .map(line -> Redactor.shown(line, MAX_LINE))
            .toList();
    }

    /** As the operator writes names: quoted, in JSON or in its console format, or between slashes. */
    private static boolean names(String line, String name) {
        return Pattern.compile("(?<![\\w.-])" + Pattern.quote(name) + "(?![\\w.-])")
            .matcher(line)
            .find();
    }
}
