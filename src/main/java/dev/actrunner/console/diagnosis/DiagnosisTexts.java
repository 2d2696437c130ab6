package dev.actrunner.console.diagnosis;

import java.util.Locale;
import java.util.ResourceBundle;

/** Reads the texts of checks and findings from the bundle {@code findings}; English where a language is missing. */
final class DiagnosisTexts {

    private static final ResourceBundle.Control ENGLISH_OTHERWISE = ResourceBundle.Control.getNoFallbackControl(
        ResourceBundle.Control.FORMAT_PROPERTIES
    );

    private DiagnosisTexts() {}

    static String of(String key, Locale language) {
        return ResourceBundle.getBundle("findings", language, ENGLISH_OTHERWISE).getString(key);
    }
}
