package dev.actrunner.console.security.cookie;

import dev.actrunner.console.browser.RequestPath;
import dev.actrunner.console.browser.SealedCookie;
import dev.actrunner.console.browser.SealedCookies;
import dev.actrunner.console.security.identity.ProblemResponses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;

/** Remembers in the browser which page somebody wanted who has to sign in first: a path of the console's own. */
public final class SavedRequestCookie implements RequestCache {

    private final SealedCookie cookie;

    public SavedRequestCookie(SealedCookies cookies) {
        this.cookie = cookies.of("wanted-page", Duration.ofMinutes(10), 1);
    }

    @Override
    public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
        if (ProblemResponses.isPage(request)) {
            String query = request.getQueryString();
            cookie.write(request, response, RequestPath.of(request) + (query == null ? "" : "?" + query));
        }
    }

    @Override
    public @Nullable SavedRequest getRequest(HttpServletRequest request, HttpServletResponse response) {
        String page = cookie.read(request).orElse(null);
        if (page == null) {
            return null;
        }
        cookie.remove(request, response);
        return new SimpleSavedRequest(page);
    }

    /** Pages are asked for anew, so that nothing is to be restored. */
    @Override
    public @Nullable HttpServletRequest getMatchingRequest(HttpServletRequest request, HttpServletResponse response) {
        return null;
    }

    @Override
    public void removeRequest(HttpServletRequest request, HttpServletResponse response) {
        cookie.remove(request, response);
    }
}
