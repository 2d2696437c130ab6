package dev.actrunner.console.testing;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Secrets that occur nowhere else, and where they were found. */
public final class Canaries {

    private static final int PART = 20;
    private static final int CONTEXT = 60;

    private final Map<String, String> byUse = new LinkedHashMap<>();
    private final SecureRandom random = new SecureRandom();

    /** A new one that looks like a forge's token. */
    public String fresh(String use) {
        byte[] bytes = new byte[20];
        random.nextBytes(bytes);
        return keep(use, HexFormat.of().formatHex(bytes));
    }

    /** One that somebody else made. */
    public String keep(String use, String canary) {
        byUse.put(use, canary);
        return canary;
    }

    /** What each is looked for as: its first half in plain text, and its first bytes in Base64. */
    private static List<String> forms(String canary) {
        String base64 = Base64.getEncoder().encodeToString(canary.getBytes(StandardCharsets.UTF_8));
        return List.of(canary.substring(0, PART), base64.substring(0, PART + 4));
    }

    /** Which of them a text has, with what stands around them. */
    public List<String> foundIn(String text) {
        var found = new ArrayList<String>();
        byUse.forEach((use, canary) -> {
            for (String form : forms(canary)) {
                int at = text.indexOf(form);
                if (at >= 0) {
                    found.add(
                        use + ": …" + text.substring(Math.max(0, at - CONTEXT), Math.min(text.length(), at + PART))
                    );
                }
            }
        });
        return found;
    }

    /** Which of them a file has, in ASCII or UTF-16. */
    public List<String> foundIn(Path file) throws IOException {
        var patterns = new LinkedHashMap<String, byte[]>();
        byUse.forEach((use, canary) -> {
            for (String form : forms(canary)) {
                patterns.put(use + " " + form, form.getBytes(StandardCharsets.US_ASCII));
                patterns.put(use + " " + form + " (UTF-16)", form.getBytes(StandardCharsets.UTF_16LE));
            }
        });
        var found = new ArrayList<String>();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            // By their first four bytes, so that the file is read once.
            Map<Integer, List<Map.Entry<String, byte[]>>> byStart = new LinkedHashMap<>();
            patterns
                .entrySet()
                .forEach(p -> byStart.computeIfAbsent(start(p.getValue()), _ -> new ArrayList<>()).add(p));
            int window = 0;
            for (int i = 0; i < bytes.limit(); i++) {
                window = (window << 8) | (bytes.get(i) & 0xff);
                List<Map.Entry<String, byte[]>> candidates = byStart.get(window);
                if (candidates != null) {
                    for (var candidate : candidates) {
                        if (matches(bytes, i - 3, candidate.getValue())) {
                            found.add(candidate.getKey() + " after " + around(bytes, i - 3));
                        }
                    }
                }
            }
        }
        return found;
    }

    private static int start(byte[] pattern) {
        return (pattern[0] << 24) | (pattern[1] << 16) | (pattern[2] << 8) | pattern[3];
    }

    private static boolean matches(MappedByteBuffer bytes, int from, byte[] pattern) {
        if (from + pattern.length > bytes.limit()) {
            return false;
        }
        for (int i = 0; i < pattern.length; i++) {
            if (bytes.get(from + i) != pattern[i]) {
                return false;
            }
        }
        return true;
    }

    private static String around(MappedByteBuffer bytes, int at) {
        byte[] before = new byte[Math.min(CONTEXT * 3, at)];
        bytes.get(at - before.length, before);
        return new String(before, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]+", "·");
    }
}
