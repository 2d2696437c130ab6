package dev.actrunner.console.proxy;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Configures the proxy for forges by the variables that KEDA's operator reads too. */
@Configuration(proxyBeanMethods = false)
class ProxyConfiguration {

    @Bean
    ProxySettings proxySettings(Environment environment) {
        Map<String, String> variables = new HashMap<>();
        Stream.of("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy").forEach(name -> {
            String value = environment.getProperty(name);
            if (value != null) {
                variables.put(name, value);
            }
        });
        ProxySettings settings = ProxySettings.of(variables);
        if (!settings.unusable().isEmpty()) {
            // Not its value, which may have a password in it.
            throw new IllegalStateException(
                String.join(", ", settings.unusable()) + ": is no proxy's address such as http://proxy.example.com:3128"
            );
        }
        return settings;
    }
}
