package dev.actrunner.console.web.setup;

import dev.actrunner.console.browser.SealedCookie;
import dev.actrunner.console.browser.SealedCookies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives controllers the {@link Drafts} of the browser that asks. */
@Configuration(proxyBeanMethods = false)
class DraftsConfiguration implements WebMvcConfigurer, HandlerMethodArgumentResolver {

    private static final Duration KEPT = Duration.ofHours(2);

    private final SealedCookie cookie;

    DraftsConfiguration(SealedCookies cookies) {
        this.cookie = cookies.of("draft", KEPT, 3);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Drafts.class;
    }

    @Override
    public Object resolveArgument(
        MethodParameter parameter,
        @Nullable ModelAndViewContainer container,
        NativeWebRequest request,
        @Nullable WebDataBinderFactory binders
    ) {
        return new Drafts(
            cookie,
            Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)),
            Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class))
        );
    }
}
