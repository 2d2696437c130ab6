package dev.actrunner.console.security;

import dev.actrunner.console.browser.SealedCookies;
import dev.actrunner.console.cluster.access.Whoami;
import dev.actrunner.console.security.cookie.AuthorizationRequestCookie;
import dev.actrunner.console.security.cookie.CsrfTokens;
import dev.actrunner.console.security.cookie.SavedRequestCookie;
import dev.actrunner.console.security.cookie.SignInCookie;
import dev.actrunner.console.security.identity.ClusterIdentityResolver;
import dev.actrunner.console.security.identity.KubernetesTokens;
import dev.actrunner.console.security.identity.OperatorAuthentication;
import dev.actrunner.console.security.identity.SecurityMode;
import dev.actrunner.console.security.identity.SecurityProperties;
import dev.actrunner.console.security.limit.RateLimitFilter;
import dev.actrunner.console.security.limit.RateLimiter;
import dev.actrunner.console.security.signin.FailedSignIns;
import dev.actrunner.console.security.signin.ForgottenClients;
import dev.actrunner.console.security.signin.LinkFilter;
import dev.actrunner.console.security.signin.OidcProvider;
import dev.actrunner.console.security.signin.OidcUserLoader;
import dev.actrunner.console.security.signin.SessionRenewalFilter;
import dev.actrunner.console.security.signin.SignInFaultFilter;
import dev.actrunner.console.security.signin.SignInLimitFilter;
import dev.actrunner.console.security.signin.SignInLink;
import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Configures for each mode which requests need a sign-in, and how people and programs sign in. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** The overview is a part of a page, which asks to sign in. */
    private static final String[] OPEN = { "/sign-in", "/sign-in/*", "/assets/**", "/error", "/overview" };

    /** Shows on the sign-in page that a provider does not publish its endpoints. */
    private static ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> reportingFaults(
        SignInFaultFilter faults
    ) {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(faults::notBegun);
                return filter;
            }
        };
    }

    @Bean
    RequestRejectedHandler rejectedRequests() {
        return RefusedRequests::rejected;
    }

    @Bean
    SignInLink signInLink(SecurityProperties properties) {
        return new SignInLink(properties.apiToken(), properties.mode() == SecurityMode.LOCAL);
    }

    @Bean
    OidcProvider provider(SecurityProperties properties) {
        return new OidcProvider(properties.oidc());
    }

    @Bean
    SecurityFilterChain filterChain(
        HttpSecurity http,
        SecurityProperties properties,
        ServerProperties server,
        RateLimiter limits,
        FailedSignIns failed,
        Whoami whoami,
        SignInLink link,
        OidcProvider provider,
        MetricsReaders readers,
        SignInCookie signIns,
        SealedCookies cookies
    ) {
        requireLoopback(properties.mode(), server.getAddress());
        http.addFilterAfter(new SameOriginFilter(properties.allowedHosts()), HeaderWriterFilter.class)
            .addFilterAfter(
                new IdentityFilter(new ClusterIdentityResolver(properties), signIns, whoami, failed),
                AuthorizationFilter.class
            )
            .addFilterAfter(new RateLimitFilter(limits), IdentityFilter.class)
            .addFilterAfter(new SessionRenewalFilter(signIns), RateLimitFilter.class)
            .securityContext(context -> context.securityContextRepository(signIns))
            .sessionManagement(none -> none.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
            .exceptionHandling(handling ->
                handling.authenticationEntryPoint(failed).accessDeniedHandler(RefusedRequests::denied)
            )
            .headers(headers ->
                headers
                    .addHeaderWriter(ContentSecurityPolicies.ofApiPage())
                    .addHeaderWriter(ContentSecurityPolicies.ofOtherPages())
                    .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                    .permissionsPolicyHeader(p ->
                        p.policy("camera=(), geolocation=(), microphone=(), payment=(), usb=()")
                    )
                    .frameOptions(Customizer.withDefaults())
            )
            .httpBasic(AbstractHttpConfigurer::disable)
            .csrf(csrf -> csrf.csrfTokenRepository(new CsrfTokens(signIns, cookies)));
        if (properties.mode() == SecurityMode.DEMO) {
            open(http);
        } else {
            guarded(http, properties, limits, failed, whoami, link, provider, readers, signIns, cookies);
        }
        return http.build();
    }

    /** Without sign-in, reaching the console is being its operator. */
    private static void requireLoopback(SecurityMode mode, @Nullable InetAddress address) {
        if (mode != SecurityMode.CLUSTER && (address == null || !address.isLoopbackAddress())) {
            throw new IllegalStateException(
                "console.security.mode=" +
                    mode.name().toLowerCase(Locale.ROOT) +
                    " listens on 127.0.0.1 only: leave server.address as it is, or let people sign in" +
                    " (console.security.mode=cluster)"
            );
        }
    }

    private static void open(HttpSecurity http) {
        http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
            .csrf(csrf -> csrf.ignoringRequestMatchers("/api/**"))
            .requestCache(AbstractHttpConfigurer::disable)
            .formLogin(AbstractHttpConfigurer::disable)
            .logout(AbstractHttpConfigurer::disable);
    }

    private static void guarded(
        HttpSecurity http,
        SecurityProperties properties,
        RateLimiter limits,
        FailedSignIns failed,
        Whoami whoami,
        SignInLink link,
        OidcProvider provider,
        MetricsReaders readers,
        SignInCookie signIns,
        SealedCookies cookies
    ) {
        boolean local = properties.mode() == SecurityMode.LOCAL;
        var tokens = new KubernetesTokens(whoami);
        var requestCache = new SavedRequestCookie(cookies);
        http.authorizeHttpRequests(requests -> {
            requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR).permitAll();
            requests.requestMatchers(OPEN).permitAll();
            if (properties.publicBadges()) {
                requests.requestMatchers("/badge/**").permitAll();
            }
            if (!local) {
                requests.requestMatchers(EndpointRequest.to("prometheus")).access(readers);
            }
            requests.anyRequest().authenticated();
        })
            .addFilterBefore(new SignInLimitFilter(limits), UsernamePasswordAuthenticationFilter.class)
            .requestCache(cache -> cache.requestCache(requestCache))
            .logout(logout -> logout.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?out"))
            .oauth2ResourceServer(api ->
                api
                    .bearerTokenResolver(new DefaultBearerTokenResolver())
                    .authenticationEntryPoint(failed)
                    .authenticationManagerResolver(_ -> programs(properties, tokens, link, provider))
                    .withObjectPostProcessor(failed.ofBearerTokens())
            );
        if (local) {
            http.formLogin(AbstractHttpConfigurer::disable).addFilterBefore(
                new LinkFilter(link, signIns, failed),
                UsernamePasswordAuthenticationFilter.class
            );
            return;
        }
        if (properties.kubernetesTokens()) {
            http.authenticationProvider(tokens).formLogin(form ->
                form
                    .loginPage("/sign-in")
                    .loginProcessingUrl("/sign-in/token")
                    .passwordParameter("token")
                    .failureHandler(failed)
            );
        }
        if (properties.oidc().isConfigured()) {
            var faults = new SignInFaultFilter(failed);
            http.oauth2Login(login ->
                login
                    .loginPage("/sign-in")
                    .clientRegistrationRepository(provider)
                    .authorizedClientRepository(new ForgottenClients())
                    .authorizationEndpoint(begin ->
                        begin.authorizationRequestRepository(new AuthorizationRequestCookie(cookies))
                    )
                    .userInfoEndpoint(users -> users.oidcUserService(new OidcUserLoader(properties.oidc())))
                    .failureHandler(failed)
                    .withObjectPostProcessor(reportingFaults(faults))
            );
            http.addFilterBefore(faults, OAuth2AuthorizationRequestRedirectFilter.class);
        }
    }

    /** Who a Bearer token is for: the console itself in local mode, the provider where it made it, else the cluster. */
    private static AuthenticationManager programs(
        SecurityProperties properties,
        KubernetesTokens tokens,
        SignInLink link,
        OidcProvider provider
    ) {
        if (properties.mode() == SecurityMode.LOCAL) {
            return authentication -> {
                if (link.isApiToken(String.valueOf(authentication.getPrincipal()))) {
                    return new OperatorAuthentication();
                }
                throw new BadCredentialsException("That is not the token in the log");
            };
        }
        var cluster = new ProviderManager(tokens);
        return authentication -> {
            boolean providers =
                properties.oidc().isConfigured() &&
                properties.oidc().audience() != null &&
                provider.claimsToHaveMade(String.valueOf(authentication.getPrincipal()));
            return (providers ? provider.accessTokens() : cluster).authenticate(authentication);
        };
    }
}
