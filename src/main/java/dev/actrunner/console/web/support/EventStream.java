package dev.actrunner.console.web.support;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes server-sent events in the request's own thread, so that the work runs as the caller to its end. A reader who has
 * gone is not noticed: what is going on ends by itself.
 */
public final class EventStream {

    private final PrintWriter out;

    public EventStream(HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // A proxy that buffers would keep what is new to itself.
        response.setHeader("X-Accel-Buffering", "no");
        this.out = response.getWriter();
    }

    /** @param data anything that JSON can say */
    public synchronized void send(String event, Object data) {
        out.print("event: " + event + "\ndata: " + JsonMapper.shared().writeValueAsString(data) + "\n\n");
        out.flush();
    }
}
