package dev.actrunner.console.forge.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds a forge's short response to be matched, and never to be shown: Forgejo 15 repeats the token in its errors. */
public final class ForgeText {

    private static final int LIMIT = 16 * 1024;
    private static final Pattern TITLE = Pattern.compile("(?is)<title[^>]{0,200}>(.{0,400}?)</title>");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String text;
    private final @Nullable JsonNode json;

    private ForgeText(String text) {
        this.text = text;
        this.json = parsed(text);
    }

    /** Reads the first 16 KiB of an answer. */
    public static ForgeText of(Response response) throws IOException {
        byte[] start = response.body().byteStream().readNBytes(LIMIT);
        return new ForgeText(new String(start, StandardCharsets.UTF_8));
    }

    private static @Nullable JsonNode parsed(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return node.isObject() ? node : null;
        } catch (JacksonException _) {
            return null;
        }
    }

    /** Whether it is a JSON object, as everything short that a forge's API says. */
    public boolean isObject() {
        return json != null;
    }

    /** A string of the object, empty when there is none. */
    public String string(String field) {
        return json == null ? "" : json.path(field).asString("");
    }

    /** A field of the object, null when there is none. */
    @Nullable
    public JsonNode field(String name) {
        return json == null ? null : json.get(name);
    }

    public boolean isEmptyArray() {
        return text.strip().equals("[]");
    }

    public boolean contains(String part) {
        return text.contains(part);
    }

    /** Returns what stands between a mark and the next comma-free end, for the scopes that a refusal lists. */
    public String after(String mark) {
        int at = text.indexOf(mark);
        return at < 0 ? "" : text.substring(at + mark.length());
    }

    /** The title of a web page, at most 80 characters that can be printed; empty when there is none. */
    public String title() {
        Matcher title = TITLE.matcher(text);
        if (!title.find()) {
            return "";
        }
        String plain = title.group(1).replaceAll("[^\\p{L}\\p{N} .,:|_-]", " ").strip().replaceAll(" +", " ");
        return plain.length() > 80 ? plain.substring(0, 80) : plain;
    }

    public boolean looksLikeHtml() {
        String start = text.stripLeading();
        return start.regionMatches(true, 0, "<!doctype html", 0, 14) || start.regionMatches(true, 0, "<html", 0, 5);
    }
}
