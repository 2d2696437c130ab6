package dev.actrunner.console.diagnosis;

import java.util.regex.Pattern;

/** What another program says, before it is shown. */
public final class Words {

    /** Both forges' tokens are 40 hexadecimal digits, and what is said may repeat one. */
    private static final Pattern TOKEN = Pattern.compile("\\b[0-9a-fA-F]{40}\\b");

    private Words() {}

    /**
     * One line of it, without what looks like a token.
     *
     * @param max how many characters at most, before the ellipsis
     */
    public static String shown(String words, int max) {
        String line = TOKEN.matcher(words.replaceAll("\\p{Cntrl}+", " ").strip()).replaceAll("[hidden]");
        return line.length() > max ? line.substring(0, max) + "…" : line;
    }
}
