package dev.actrunner.console;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** From a forge URL and a token to runners that really scale, with proof. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ActRunnerConsole {

    public static void main(String[] args) {
        SpringApplication.run(ActRunnerConsole.class, args);
    }
}
