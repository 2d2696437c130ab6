package dev.actrunner.console.security.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** What is answered before a request reaches a page or the API. */
public final class ProblemResponses {

    private ProblemResponses() {}

    /** Whether a program asks. */
    public static boolean isForApi(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/");
    }

    /** Whether a browser asks for a whole page. */
    public static boolean isPage(HttpServletRequest request) {
        return (
            request.getMethod().equals("GET") &&
            !isForApi(request) &&
            !request.getRequestURI().startsWith("/actuator/") &&
            request.getHeader("HX-Request") == null &&
            !request.getRequestURI().contains(".")
        );
    }

    /** A problem detail (RFC 9457), as the API's others are. */
    public static void problem(HttpServletResponse response, HttpStatus status, String type, String detail)
        throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", "urn:act-runner-console:problem:" + type);
        problem.put("title", status.getReasonPhrase());
        problem.put("status", status.value());
        problem.put("detail", detail);
        response.getWriter().write(JsonMapper.shared().writeValueAsString(problem));
    }
}
