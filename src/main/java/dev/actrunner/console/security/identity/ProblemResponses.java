package dev.actrunner.console.security.identity;

import dev.actrunner.console.browser.RequestPath;
import dev.actrunner.console.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import tools.jackson.databind.json.JsonMapper;

/** Writes responses to requests that reach neither a page nor the API. */
public final class ProblemResponses {

    private static final JsonMapper JSON = JsonMapper.builder()
        .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
        .build();

    private ProblemResponses() {}

    /** Whether a program asks. */
    public static boolean isForApi(HttpServletRequest request) {
        return RequestPath.of(request).startsWith("/api/");
    }

    /** Whether a browser asks for a whole page. */
    public static boolean isPage(HttpServletRequest request) {
        return (
            request.getMethod().equals("GET") &&
            !isForApi(request) &&
            !RequestPath.of(request).startsWith("/actuator/") &&
            request.getHeader("HX-Request") == null &&
            !RequestPath.of(request).contains(".")
        );
    }

    /** Answers with a problem detail (RFC 9457), as the API's others are. */
    public static void problem(HttpServletResponse response, ProblemType type, String detail) throws IOException {
        response.setStatus(type.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().write(JSON.writeValueAsString(type.with(detail)));
    }
}
