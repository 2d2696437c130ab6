package dev.actrunner.console.browser;

import jakarta.servlet.http.HttpServletRequest;

/** Tells which of the console's own paths a request is for, wherever the console is mounted. */
public final class RequestPath {

    private RequestPath() {}

    /** Returns the path without that of the context, such as {@code /api/v1/connections}; not decoded. */
    public static String of(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
