package dev.actrunner.console.security.limit;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.tomcat.util.http.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.server.ResponseStatusException;

/**
 * Reads a request's body when it is first asked for, whole, within a size and a time: memory grows with what has come, not
 * with what was announced, and nobody keeps a thread by sending a byte now and then.
 */
final class TimedBodyRequest extends HttpServletRequestWrapper {

    private static final String TOO_SLOW =
        "The request's body took longer than console.limits.body-timeout, or came slower than 1 KiB a second.";
    private static final int FIRST_BUFFER = 1024;
    private static final int MOST_PARAMETERS = 1000;
    /** Bytes a second at least, once a body has had time to begin. */
    private static final long LEAST_RATE = 1024;
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final int longest;
    private final long nanos;
    private byte @Nullable [] body;
    private @Nullable Map<String, String[]> parameters;

    /**
     * @param longest how many bytes are read
     * @param nanos within which time
     */
    TimedBodyRequest(HttpServletRequest request, int longest, long nanos) {
        super(request);
        this.longest = longest;
        this.nanos = nanos;
    }

    /** Whether anybody has asked for the body. */
    boolean isRead() {
        return body != null;
    }

    /** @throws ResponseStatusException 413 where it is too long, 408 where it takes too long */
    private byte[] body() throws IOException {
        byte[] known = body;
        if (known == null) {
            known = read(super.getInputStream(), longest, nanos);
            body = known;
        }
        return known;
    }

    /** Reads what has come of a body that nobody wanted, so that the answer is not lost with the connection. */
    void drain(long within) {
        try {
            read(super.getInputStream(), longest, within);
            body = new byte[0];
        } catch (IOException | ResponseStatusException _) {
            // The server closes the connection.
        }
    }

    private static byte[] read(InputStream in, int longest, long nanos) {
        long begin = System.nanoTime();
        var all = new ByteArrayOutputStream(FIRST_BUFFER);
        byte[] buffer = new byte[FIRST_BUFFER];
        for (int n = next(in, buffer); n >= 0; n = next(in, buffer)) {
            all.write(buffer, 0, n);
            if (all.size() > longest) {
                throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE, RateLimitFilter.TOO_LONG);
            }
            long passed = System.nanoTime() - begin;
            if (passed > nanos || (passed > GRACE_NANOS && all.size() < leastAfter(passed))) {
                throw new ResponseStatusException(HttpStatus.REQUEST_TIMEOUT, TOO_SLOW);
            }
        }
        return all.toByteArray();
    }

    /** A client that sends nothing for a while, or is gone, is no fault of the console's. */
    private static int next(InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw new ResponseStatusException(HttpStatus.REQUEST_TIMEOUT, TOO_SLOW, e);
        }
    }

    private static long leastAfter(long nanos) {
        return ((nanos / TimeUnit.MILLISECONDS.toNanos(1)) * LEAST_RATE) / 1000;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new Bytes(new ByteArrayInputStream(body()));
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), charset()));
    }

    private Charset charset() {
        String name = getCharacterEncoding();
        return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
    }

    /** As Tomcat decides it, which would else read the body by itself. */
    static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return (
            "POST".equals(request.getMethod()) &&
            type != null &&
            type.split(";", 2)[0].strip().equalsIgnoreCase(MediaType.APPLICATION_FORM_URLENCODED_VALUE)
        );
    }

    private Map<String, String[]> parameters() {
        Map<String, String[]> known = parameters;
        if (known == null) {
            known = isForm(this) ? formParameters() : super.getParameterMap();
            parameters = known;
        }
        return known;
    }

    /** Those of the query first, as the servlet specification wants it. */
    private Map<String, String[]> formParameters() {
        try {
            byte[] form = body();
            // Once its stream was read, the server leaves the body alone.
            Map<String, String[]> all = new LinkedHashMap<>(super.getParameterMap());
            var parsed = new Parameters();
            parsed.setCharset(StandardCharsets.UTF_8);
            parsed.setLimit(MOST_PARAMETERS);
            parsed.processParameters(form, 0, form.length);
            for (String name : Collections.list(parsed.getParameterNames())) {
                all.merge(name, parsed.getParameterValues(name), (query, more) ->
                    Stream.concat(Stream.of(query), Stream.of(more)).toArray(String[]::new)
                );
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = parameters().get(name);
        return values == null || values.length == 0 ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return parameters().get(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Collections.unmodifiableMap(parameters());
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters().keySet());
    }

    /** A body that was read, as a servlet's stream. */
    private static final class Bytes extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Bytes(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return bytes.read(into, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("The body is there already");
        }
    }
}
