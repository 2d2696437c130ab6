package dev.actrunner.console.web.language;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;

/**
 * Looks up English texts in the bundle {@code phrases}, as gettext does, and returns them in another language. Messages of
 * errors and checks are made where they arise, for the REST API in English; only pages have readers of other languages.
 */
public final class Phrases {

    private static final ResourceBundle.Control ENGLISH_OTHERWISE = ResourceBundle.Control.getNoFallbackControl(
        ResourceBundle.Control.FORMAT_PROPERTIES
    );
    private static final Pattern FIELD = Pattern.compile(
        "([a-z][A-Za-z]*(?:\\.[a-zA-Z]+)*(?:\\[[^]]*])?) (.+)",
        Pattern.DOTALL
    );

    /** Longer ones quote what somebody else wrote, and the time that patterns take grows with the text. */
    private static final int LONGEST = 1000;

    private static final Phrases ENGLISH = new Phrases(Locale.ENGLISH, List.of());
    private static final Map<String, Phrases> OTHERS = Map.of("de", read(Locale.GERMAN));

    private final Locale language;
    private final List<Phrase> phrases;

    private Phrases(Locale language, List<Phrase> phrases) {
        this.language = language;
        this.phrases = phrases;
    }

    private static Phrases read(Locale language) {
        ResourceBundle english = ResourceBundle.getBundle("phrases", Locale.ROOT, ENGLISH_OTHERWISE);
        ResourceBundle translated = ResourceBundle.getBundle("phrases", language, ENGLISH_OTHERWISE);
        return new Phrases(
            language,
            english
                .keySet()
                .stream()
                .map(key -> new Phrase(english.getString(key), translated.getString(key)))
                .sorted(Comparator.comparingInt(Phrase::literals).reversed())
                .toList()
        );
    }

    /** Returns the phrases of a language; English for one that the console does not have. */
    public static Phrases in(Locale language) {
        return OTHERS.getOrDefault(language.getLanguage(), ENGLISH);
    }

    /** Returns the phrases of the language in which the current request is answered. */
    public static Phrases ofReader() {
        return in(LocaleContextHolder.getLocale());
    }

    public Locale language() {
        return language;
    }

    /** Translates a text; one that is not known stays as it is. */
    public String translate(String text) {
        return translate(text, _ -> text);
    }

    /** Translates a text, and leaves none as it is. */
    public @Nullable String translateNullable(@Nullable String text) {
        return text == null ? null : translate(text);
    }

    /** Translates a text, or takes another where it is not known. */
    public String translate(String text, Function<Phrases, String> otherwise) {
        if (phrases.isEmpty()) {
            return text;
        }
        String translation = find(text);
        return translation == null ? otherwise.apply(this) : translation;
    }

    private @Nullable String find(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        String whole = phrase(text);
        if (whole != null) {
            return whole;
        }
        String problems = all(text.split("; "), "; ");
        return problems == null ? all(Phrase.sentences(text).toArray(String[]::new), " ") : problems;
    }

    private @Nullable String phrase(String text) {
        String translation = phrases
            .stream()
            .map(phrase -> phrase.translate(text, this::find))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
        if (translation != null) {
            return translation;
        }
        Matcher field = FIELD.matcher(text);
        String problem = field.matches() ? phrase(field.group(2)) : null;
        return problem == null ? null : field.group(1) + " " + problem;
    }

    private @Nullable String all(String[] parts, String separator) {
        if (parts.length < 2) {
            return null;
        }
        List<String> translations = Stream.of(parts).map(this::phrase).filter(Objects::nonNull).toList();
        return translations.size() < parts.length ? null : translations.stream().collect(Collectors.joining(separator));
    }
}
