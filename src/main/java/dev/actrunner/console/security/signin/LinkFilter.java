package dev.actrunner.console.security.signin;

import dev.actrunner.console.browser.RequestPath;
import dev.actrunner.console.security.identity.OperatorAuthentication;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationSuccessHandler;
import org.springframework.security.web.context.SecurityContextRepository;

/**
 * Signs in whoever follows the link in the log. Its code is in the link's fragment, which no browser sends: the
 * sign-in page posts it, so that no other site's page can try codes and no log or history keeps a used one.
 */
public final class LinkFilter extends AbstractAuthenticationProcessingFilter {

    private final SignInLink link;

    public LinkFilter(SignInLink link, SecurityContextRepository signIns, AuthenticationFailureHandler failed) {
        super(request -> request.getMethod().equals("POST") && RequestPath.of(request).equals("/sign-in/code"));
        this.link = link;
        setSecurityContextRepository(signIns);
        setAuthenticationSuccessHandler(new SimpleUrlAuthenticationSuccessHandler("/"));
        setAuthenticationFailureHandler(failed);
        setAuthenticationManager(authentication -> authentication);
    }

    @Override
    public Authentication attemptAuthentication(HttpServletRequest request, HttpServletResponse response) {
        if (!link.redeem(String.valueOf(request.getParameter("code")))) {
            throw new BadCredentialsException("The link is not the one in the log, or was used");
        }
        return new OperatorAuthentication();
    }
}
