package dev.actrunner.console.diagnosis;

import java.util.regex.Pattern;

/** What another program says, before it is shown. */
public final class Words {

    /** Both forges' tokens are 40 hexadecimal digits, and what is said may repeat one. */
    private static final Pattern TOKEN = Pattern.compile("\\b[0-9a-fA-F]{40}\\b");

    private Words() {}

    /** The same text without what looks like a token. */
    public static String withoutTokens(String words) {
        return TOKEN.matcher(words).replaceAll("[hidden]");
    }

    /**
     * One line of it, without what looks like a token.
     *
     * @param max how many characters at most, before the ellipsis
     */
    public static String shown(String words, int max) {
        String line = withoutTokens(words.replaceAll("\\p{Cntrl}+", " ").strip());
        return line.length() > max ? line.substring(0, max) + "…" : line;
    }
}
