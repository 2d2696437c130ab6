package dev.actrunner.console.security;

import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Writes the Content Security Policy of each page. */
final class ContentSecurityPolicies {

    private static final String POLICY =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /** Swagger UI sets styles of elements. It shows nothing of a forge or the cluster before somebody asks for it. */
    private static final String OF_API_PAGE = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

    private static final RequestMatcher API_PAGE = PathPatternRequestMatcher.withDefaults().matcher("/swagger-ui/**");

    private ContentSecurityPolicies() {}

    /** The page of the API, on which styles may be inline. */
    static HeaderWriter ofApiPage() {
        return writer(API_PAGE, OF_API_PAGE);
    }

    /** Every other page. */
    static HeaderWriter ofOtherPages() {
        return writer(new NegatedRequestMatcher(API_PAGE), POLICY);
    }

    private static HeaderWriter writer(RequestMatcher pages, String policy) {
        return new DelegatingRequestMatcherHeaderWriter(pages, new ContentSecurityPolicyHeaderWriter(policy));
    }
}
