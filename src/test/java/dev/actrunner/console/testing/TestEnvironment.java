package dev.actrunner.console.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Notes for the closing summary what a suite ran on, one line a suite, in {@code target/test-environment.txt}. */
public final class TestEnvironment {

    private static final Path FILE = Path.of("target", "test-environment.txt");

    private TestEnvironment() {}

    /** @param titles what the suite ran on, as the fixtures call themselves */
    public static synchronized void note(String suite, String... titles) {
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(
                FILE,
                suite + ": " + String.join(", ", titles) + System.lineSeparator(),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND
            );
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
