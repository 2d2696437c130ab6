package dev.actrunner.console.security;

import dev.actrunner.console.cluster.access.Whoami;
import dev.actrunner.console.security.identity.KubernetesTokens;
import dev.actrunner.console.security.identity.SecurityMode;
import dev.actrunner.console.security.identity.SecurityProperties;
import dev.actrunner.console.security.signin.FailedSignIns;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;

/** Guards the endpoints of Spring Boot's Actuator: health is open, and metrics in a cluster are for those who may read them. */
@Configuration(proxyBeanMethods = false)
class ActuatorSecurityConfiguration {

    /** Nobody reads figures of each filter, and they cost more than most filters. */
    @Bean
    SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    /**
     * Health is asked for under the pod's own address, and tells nothing that needs guarding. Metrics name namespaces and
     * connections: in a cluster they are for whoever may get {@code /metrics} there, as Kubernetes' own components and
     * controller-runtime have it. What replicas tell each other is sealed, whoever asks. Without a port of their own they are guarded as pages are.
     */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain health(
        HttpSecurity http,
        Environment environment,
        SecurityProperties properties,
        Whoami whoami,
        MetricsReaders readers,
        FailedSignIns failed
    ) {
        boolean ownPort = ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
        boolean guarded = properties.mode() == SecurityMode.CLUSTER && !properties.publicMetrics();
        http.securityMatcher(
            ownPort
                ? EndpointRequest.to("health", "info", "prometheus", "replicas")
                : EndpointRequest.to("health", "replicas")
        )
            .csrf(AbstractHttpConfigurer::disable)
            .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
            .authorizeHttpRequests(requests -> {
                if (guarded) {
                    requests.requestMatchers(EndpointRequest.to("prometheus")).access(readers);
                }
                requests.anyRequest().permitAll();
            });
        if (guarded) {
            http.oauth2ResourceServer(api ->
                api
                    .authenticationEntryPoint(failed)
                    .authenticationManagerResolver(_ -> new ProviderManager(new KubernetesTokens(whoami)))
                    .withObjectPostProcessor(failed.ofBearerTokens())
            );
        }
        return http.build();
    }
}
