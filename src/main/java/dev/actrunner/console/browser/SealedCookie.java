package dev.actrunner.console.browser;

import dev.actrunner.console.secret.Keyring;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterOutputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps a text, or a record as JSON, in the browser for some time, encrypted and authenticated with the {@link Keyring}. A
 * long one is kept in several cookies: browsers take 4 KiB in each.
 */
public final class SealedCookie {

    private static final int LONGEST_PART = 3_800;
    /** The most that any cookie has. */
    private static final int MOST_PARTS = 3;
    /**
     * What has another shape, because a replica of another version wrote it, is not read. No buffer is kept for the next text: it
     * would keep a token.
     */
    private static final JsonMapper JSON = JsonMapper.builder(
        JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool()).build()
    )
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
        .build();
    /** Of a text, as it comes out of the seal. */
    private static final int LONGEST = 256 * 1024;

    private final Keyring keyring;
    private final Clock clock;
    private final String name;
    private final List<String> partNames;
    private final Duration good;
    private final Duration maxAge;
    private final int mostParts;
    private final boolean isSecure;

    /** @param mostParts in how many cookies a long one is kept, three at most */
    SealedCookie(
        Keyring keyring,
        Clock clock,
        String name,
        Duration good,
        Duration maxAge,
        int mostParts,
        boolean isSecure
    ) {
        this.mostParts = Math.min(MOST_PARTS, mostParts);
        this.keyring = keyring;
        this.clock = clock;
        this.name = name;
        this.partNames = IntStream.range(0, MOST_PARTS).mapToObj(this::part).toList();
        this.good = good;
        this.maxAge = maxAge;
        this.isSecure = isSecure;
    }

    /**
     * Keeps a text for all of the console's pages.
     *
     * @return false where it is too long, and not kept
     */
    public boolean write(HttpServletRequest request, HttpServletResponse response, String text) {
        return write(request, response, "", text);
    }

    /**
     * Keeps a text for the pages below a path of the console's, such as {@code /setup/1}.
     *
     * @return false where it is too long, and not kept
     */
    public boolean write(HttpServletRequest request, HttpServletResponse response, String path, String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        String sealed = keyring.seal(purpose(), packed(text));
        int parts = (sealed.length() + LONGEST_PART - 1) / LONGEST_PART;
        if (parts > mostParts) {
            return false;
        }
        Map<String, String> before = parts(request);
        for (int i = 0; i < MOST_PARTS; i++) {
            if (i < parts) {
                String part = sealed.substring(i * LONGEST_PART, Math.min(sealed.length(), (i + 1) * LONGEST_PART));
                send(request, response, path, part(i), i == 0 ? parts + "." + part : part, maxAge);
            } else if (before.containsKey(part(i))) {
                send(request, response, path, part(i), "", Duration.ZERO);
            }
        }
        return true;
    }

    /**
     * Keeps a record for the pages below a path; an empty path for all.
     *
     * @return false where it is too long, and not kept
     */
    public boolean writeRecord(HttpServletRequest request, HttpServletResponse response, String path, Object record) {
        return write(request, response, path, JSON.writeValueAsString(record));
    }

    /** Returns the record that is kept; empty where there is none, as with {@link #read}, or it is of another shape. */
    public <T> Optional<T> readRecord(HttpServletRequest request, Class<T> type) {
        try {
            return read(request).map(text -> JSON.readValue(text, type));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /** Returns what is kept; empty where there is none, it is too old, or it was not made by this console. */
    public Optional<String> read(HttpServletRequest request) {
        Map<String, String> parts = parts(request);
        String first = parts.getOrDefault(name, "");
        int count = first.length() < 2 || first.charAt(1) != '.' ? 0 : first.charAt(0) - '0';
        if (count < 1 || count > MOST_PARTS) {
            return Optional.empty();
        }
        var sealed = new StringBuilder(first.substring(2));
        for (int i = 1; i < count; i++) {
            sealed.append(parts.getOrDefault(part(i), ""));
        }
        return keyring.open(purpose(), sealed.toString()).flatMap(this::unpacked);
    }

    /** Removes it from the browser. */
    public void remove(HttpServletRequest request, HttpServletResponse response) {
        remove(request, response, "");
    }

    /** Removes what is kept for the pages below a path. */
    public void remove(HttpServletRequest request, HttpServletResponse response, String path) {
        for (String part : parts(request).keySet()) {
            send(request, response, path, part, "", Duration.ZERO);
        }
    }

    private String part(int i) {
        return i == 0 ? name : name + "-" + i;
    }

    /** What the browser sent of it. */
    private Map<String, String> parts(HttpServletRequest request) {
        var parts = new HashMap<String, String>();
        if (request.getCookies() != null) {
            for (Cookie each : request.getCookies()) {
                if (partNames.contains(each.getName())) {
                    // The first is that of the longest path.
                    parts.putIfAbsent(each.getName(), each.getValue());
                }
            }
        }
        return parts;
    }

    private String purpose() {
        return "cookie " + name;
    }

    /** The time until which it is good, and the text, which is mostly certificates or YAML, compressed. */
    private byte[] packed(String text) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(clock.instant().plus(good).toEpochMilli()).array());
        try (var compressed = new DeflaterOutputStream(bytes)) {
            compressed.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private Optional<String> unpacked(byte[] bytes) {
        if (bytes.length < Long.BYTES || ByteBuffer.wrap(bytes).getLong() <= clock.millis()) {
            return Optional.empty();
        }
        var text = new ByteArrayOutputStream();
        try (var expanded = new InflaterOutputStream(text)) {
            expanded.write(Arrays.copyOfRange(bytes, Long.BYTES, bytes.length));
        } catch (IOException _) {
            return Optional.empty();
        }
        return Optional.of(text.toString(StandardCharsets.UTF_8));
    }

    private void send(
        HttpServletRequest request,
        HttpServletResponse response,
        String path,
        String part,
        String value,
        Duration age
    ) {
        String whole = request.getContextPath() + path;
        response.addHeader(
            HttpHeaders.SET_COOKIE,
            ResponseCookie.from(part, value)
                .path(whole.isEmpty() ? "/" : whole)
                .httpOnly(true)
                .secure(isSecure || request.isSecure())
                // Lax, because a provider's sign-in comes back from another site.
                .sameSite("Lax")
                .maxAge(age)
                .build()
                .toString()
        );
    }
}
