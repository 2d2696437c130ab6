package dev.actrunner.console.keda;

import dev.actrunner.console.diagnosis.Words;
import java.util.List;
import java.util.regex.Pattern;

/** Picks from the operator's log what concerns one object. */
final class OperatorLog {

    /** How many lines of each of the operator's pods are looked through. */
    static final int LINES = 1000;

    private static final int SHOWN = 10;
    private static final int MAX_LINE = 1000;

    private OperatorLog() {}

    /** The last lines that name the object and its namespace, without what looks like a token. */
    static List<String> about(Scaler scaler, List<String> log) {
        List<String> lines = log
            .stream()
            .filter(line -> names(line, scaler.name()) && names(line, scaler.namespace()))
            .map(line -> Words.shown(line, MAX_LINE))
            .toList();
        return lines.subList(Math.max(0, lines.size() - SHOWN), lines.size());
    }

    /** As the operator writes names: quoted, in JSON or in its console format, or between slashes. */
    private static boolean names(String line, String name) {
        return Pattern.compile("(?<![\\w.-])" + Pattern.quote(name) + "(?![\\w.-])")
            .matcher(line)
            .find();
    }
}
