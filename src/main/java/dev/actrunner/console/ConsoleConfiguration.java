package dev.actrunner.console;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ConsoleConfiguration {

    @Bean
    @Fallback
    Clock clock() {
        return Clock.systemUTC();
    }
}
