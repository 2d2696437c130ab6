package dev.actrunner.console;

import java.time.Clock;
import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ConsoleConfiguration {

    @Bean
    @Fallback
    Clock clock() {
        return Clock.systemUTC();
    }

    /**
     * On a thread that the operating system interrupts: bringing the metrics of a thousand connections up to date on a virtual one
     * would keep one of the few processors from whoever waits for a page.
     */
    @Bean
    ThreadPoolTaskScheduler taskScheduler(ThreadPoolTaskSchedulerBuilder scheduler) {
        return scheduler.build();
    }
}
