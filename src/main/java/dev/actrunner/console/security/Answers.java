package dev.actrunner.console.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** What is answered before a request reaches a page or the API. */
final class Answers {

    private Answers() {}

    static boolean isForApi(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/");
    }

    /** Whether a browser asks for a whole page. */
    static boolean isPage(HttpServletRequest request) {
        return (
            request.getMethod().equals("GET") &&
            !isForApi(request) &&
            request.getHeader("HX-Request") == null &&
            !request.getRequestURI().contains(".")
        );
    }

    /** A problem detail (RFC 9457), as the API's others are. The texts are the console's own and need no escaping. */
    static void problem(HttpServletResponse response, HttpStatus status, String type, String detail)
        throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().write(
            """
            {"type":"urn:act-runner-console:problem:%s","title":"%s","status":%d,"detail":"%s"}
            """.formatted(type, status.getReasonPhrase(), status.value(), detail)
        );
    }
}
