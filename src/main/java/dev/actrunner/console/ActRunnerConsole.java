package dev.actrunner.console;

import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** From a forge URL and a token to runners that really scale, with proof. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ActRunnerConsole {

    private static final int OUT_OF_MEMORY = 3;

    public static void main(String[] args) {
        Thread.setDefaultUncaughtExceptionHandler(ActRunnerConsole::uncaught);
        SpringApplication.run(ActRunnerConsole.class, args);
    }

    /**
     * Ends a process that has lost a thread for want of memory: what is left of it would serve nobody, and Kubernetes starts
     * another. {@code -XX:+ExitOnOutOfMemoryError}, which the image has, does so wherever memory ends.
     */
    private static void uncaught(Thread thread, Throwable e) {
        if (e instanceof OutOfMemoryError) {
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
        }
        LoggerFactory.getLogger(ActRunnerConsole.class).error("The thread {} ended", thread.getName(), e);
    }
}
