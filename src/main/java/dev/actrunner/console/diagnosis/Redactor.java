package dev.actrunner.console.diagnosis;

import java.util.regex.Pattern;

/** Removes credentials and control characters from text of another program before it is shown. */
public final class Redactor {

    /** Both forges' tokens are 40 hexadecimal digits, registration tokens 40 letters and digits; what is said may repeat one. */
    private static final Pattern TOKEN = Pattern.compile("\\b[0-9a-zA-Z]{40}\\b");

    /** What programs log as a secret's name and value. */
    private static final Pattern NAMED = Pattern.compile("(?i)\\b(token|password|secret)=[^\\s\"',;]+");

    /**
     * What begins a new line, moves a terminal's cursor or turns the direction of what follows: control characters of both
     * sets, Unicode's separators, and its formatting characters, which nobody sees.
     */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    private Redactor() {}

    /** The same text on one line, without characters that cannot be seen. */
    public static String line(String words) {
        // Nearly all that is shown needs no change, and this is asked of every text of every probe.
        return words.chars().allMatch(c -> c >= ' ' && c < 0x7f) ? words : UNPRINTABLE.matcher(words).replaceAll(" ");
    }

    /**
     * The same of its beginning.
     *
     * @param max how many characters at most, before the ellipsis
     */
    static String line(String words, int max) {
        return cut(line(words), max);
    }

    /** The same text without what looks like a token. */
    public static String withoutTokens(String words) {
        return NAMED.matcher(TOKEN.matcher(words).replaceAll("[hidden]")).replaceAll("$1=[hidden]");
    }

    /**
     * One line of it, without what looks like a token.
     *
     * @param max how many characters at most, before the ellipsis
     */
    public static String shown(String words, int max) {
        return cut(withoutTokens(line(words).strip()), max);
    }

    private static String cut(String line, int max) {
        return line.length() > max ? line.substring(0, max) + "…" : line;
    }
}
