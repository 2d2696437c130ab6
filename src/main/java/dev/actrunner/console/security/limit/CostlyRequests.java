package dev.actrunner.console.security.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.actrunner.console.limit.Costly;
import dev.actrunner.console.problem.ProblemType;
import dev.actrunner.console.security.identity.ProblemResponses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Bounds what one caller has under way at a time of what changes something or asks a forge, pages and API alike, and counts
 * the readings among it as changes.
 */
@Component
public class CostlyRequests implements HandlerInterceptor, WebMvcConfigurer {

    private static final String HELD = CostlyRequests.class.getName();

    private final RateLimiter limits;
    private final Cache<String, Semaphore> underWay = Caffeine.newBuilder()
        .maximumSize(100_000)
        .expireAfterAccess(Duration.ofMinutes(5))
        .executor(Runnable::run)
        .build();

    CostlyRequests(RateLimiter limits) {
        this.limits = limits;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
        throws IOException {
        boolean reads = RateLimitFilter.isReading(request);
        boolean costly = handler instanceof HandlerMethod method && method.hasMethodAnnotation(Costly.class);
        if ((reads && !costly) || request.getAttribute(HELD) != null) {
            return true;
        }
        String caller = Caller.of(request);
        long wait = reads ? limits.change(caller) : 0;
        if (wait > 0) {
            return refused(response, wait, RateLimitFilter.TOO_OFTEN);
        }
        Semaphore own = underWay.get(caller, _ -> new Semaphore(limits.concurrentWrites()));
        if (!own.tryAcquire()) {
            return refused(
                response,
                1,
                "You have more under way than console.limits.concurrent-writes. Wait for it to end."
            );
        }
        request.setAttribute(HELD, own);
        return true;
    }

    private static boolean refused(HttpServletResponse response, long seconds, String reason) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
        ProblemResponses.problem(response, ProblemType.TOO_MANY_REQUESTS, reason);
        return false;
    }

    @Override
    public void afterCompletion(
        HttpServletRequest request,
        HttpServletResponse response,
        Object handler,
        @org.jspecify.annotations.Nullable Exception e
    ) {
        if (request.getAttribute(HELD) instanceof Semaphore own) {
            request.removeAttribute(HELD);
            own.release();
        }
    }
}
