package dev.actrunner.console.web.language;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Translates one text whose parts, {@code {0}}, {@code {1}} and so on, are names, or phrases themselves. A part that is an
 * English sentence without a translation is not accepted, except for {@code {0+}}, which quotes another system.
 */
final class Phrase {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)(\\+?)}");

    /** Words that nearly every English sentence has, and no name. */
    private static final Pattern SENTENCE = Pattern.compile(
        ".*(?<![-\\w./])(the|an?|is|are|was|not|no|with|this|that|from|your|which|cannot|does|has|have|for|of|on|by|to|in|and)(?![-\\w./=]).* .*",
        Pattern.DOTALL
    );

    private final String english;
    private final String translation;
    private final Pattern pattern;
    private final List<Integer> order;

    Phrase(String english, String translation) {
        this.english = english;
        this.translation = translation;
        this.order = PLACEHOLDER.matcher(english)
            .results()
            .map(found -> Integer.valueOf(found.group(1)))
            .toList();
        var regex = new StringBuilder();
        int end = 0;
        for (Matcher found = PLACEHOLDER.matcher(english); found.find(); end = found.end()) {
            regex.append(Pattern.quote(english.substring(end, found.start()))).append("(.+?)");
        }
        this.pattern = Pattern.compile(regex + Pattern.quote(english.substring(end)), Pattern.DOTALL);
    }

    /** Returns how much of the text is its own, so that the closest of several phrases can be tried first. */
    int literals() {
        return english.length() - 3 * order.size();
    }

    /**
     * Translates a text that is this phrase.
     *
     * @param parts translates a part; null for one that is no phrase
     * @return null where it is another text
     */
    @Nullable
    String translate(String text, Function<String, @Nullable String> parts) {
        Matcher match = pattern.matcher(text);
        if (!match.matches()) {
            return null;
        }
        var result = new StringBuilder();
        Matcher place = PLACEHOLDER.matcher(translation);
        while (place.find()) {
            String part = match.group(order.indexOf(Integer.valueOf(place.group(1))) + 1);
            String translated = parts.apply(part);
            boolean quoted = !place.group(2).isEmpty();
            if (translated == null && !quoted && SENTENCE.matcher(part).matches()) {
                return null;
            }
            place.appendReplacement(result, Matcher.quoteReplacement(translated == null ? part : translated));
        }
        return place.appendTail(result).toString();
    }

    static Stream<String> sentences(String text) {
        return Stream.of(text.split("(?<=[.!?]) (?=\\p{Lu})"));
    }
}
