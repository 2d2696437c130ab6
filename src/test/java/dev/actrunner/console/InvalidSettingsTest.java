package dev.actrunner.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.cluster.ClusterProperties;
import dev.actrunner.console.forge.http.ForgeProperties;
import dev.actrunner.console.keda.KedaProperties;
import dev.actrunner.console.monitor.schedule.MonitorProperties;
import dev.actrunner.console.notification.NotificationProperties;
import dev.actrunner.console.security.identity.SecurityProperties;
import dev.actrunner.console.security.limit.LimitProperties;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

class InvalidSettingsTest {

    private final ApplicationContextRunner console = new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
        .withUserConfiguration(Settings.class);

    @EnableConfigurationProperties({
        ClusterProperties.class,
        ForgeProperties.class,
        KedaProperties.class,
        LimitProperties.class,
        MonitorProperties.class,
        SecurityProperties.class,
        NotificationProperties.class,
    })
    private static final class Settings {}

    @ParameterizedTest
    @CsvSource({
        "console.cluster.connect-timeout, 0s",
        "console.cluster.request-timeout, -1s",
        "console.forge.connect-timeout, 0s",
        "console.forge.probe-timeout, 0s",
        "console.keda.cache-ttl, -1s",
        "console.keda.namespace, ' '",
        "console.limits.body-timeout, 0s",
        "console.limits.concurrent-writes, 0",
        "console.limits.max-connections, 0",
        "console.limits.requests-per-second, 0",
        "console.limits.writes-per-minute, -5",
        "console.monitor.concurrency, 0",
        "console.monitor.interval, 500ms",
        "console.monitor.metrics-interval, 0s",
        "console.monitor.per-host, 0",
        "console.notifications.webhook.batch-delay, -1s",
        "console.notifications.webhook.max-attempts, 0",
        "console.security.session-max-age, 0s",
        "console.security.session-timeout, 0s",
    })
    void theSettingIsNamedWithItsBound(String name, String value) {
        console.withPropertyValues(name + "=" + value).run(context ->
            assertThat(context.getStartupFailure())
                .rootCause()
                .isInstanceOfSatisfying(BindValidationException.class, e ->
                    assertThat(e.getValidationErrors().getAllErrors())
                        .singleElement()
                        .isInstanceOfSatisfying(FieldError.class, error -> {
                            String property = DataObjectPropertyName.toDashedForm(error.getField());
                            assertThat(e.getValidationErrors().getName() + "." + property).isEqualTo(name);
                            assertThat(error.getDefaultMessage()).startsWith("must ");
                        })
                )
        );
    }

    /** A receiver that nothing can be sent to is a mistake that shows at the start, and not in an outage. */
    @ParameterizedTest
    @ValueSource(strings = { "json", "slack", "teams", "matrix", "ntfy", "mail" })
    void aReceiverWithoutAnAddressIsRefused(String format) {
        console
            .withPropertyValues("console.notifications.receivers.ops.format=" + format)
            .run(context -> assertThat(messages(context.getStartupFailure())).contains("is missing"));
    }

    @ParameterizedTest
    @CsvSource({
        "hooks.example.com/x, json, url must begin with https",
        "https://ntfy.example.com/, ntfy, url must end with the topic",
        "https://ntfy.example.com, ntfy, url must end with the topic",
        "ftp://hooks.example.com/x, slack, url must begin with https",
    })
    void anAddressThatNothingCanBeSentToIsRefused(String url, String format, String reason) {
        String receiver = "console.notifications.receivers.ops.";
        console
            .withPropertyValues(receiver + "format=" + format, receiver + "url=" + url)
            .run(context -> assertThat(messages(context.getStartupFailure())).contains(reason));
    }

    @Test
    void aMailWithoutAnAddressMissesNoUrl() {
        console
            .withPropertyValues("console.notifications.receivers.ops.format=mail")
            .run(context ->
                assertThat(messages(context.getStartupFailure())).contains("to is missing").doesNotContain("url")
            );
    }

    @Test
    void twoReceiversOfOneNameAreRefused() {
        console
            .withPropertyValues(
                "console.notifications.webhook.url=https://a.example.com",
                "console.notifications.receivers.webhook.url=https://b.example.com"
            )
            .run(context -> assertThat(messages(context.getStartupFailure())).contains("give it another name"));
    }

    private static String messages(@Nullable Throwable failure) {
        return ((BindValidationException) NestedExceptionUtils.getMostSpecificCause(Objects.requireNonNull(failure)))
            .getValidationErrors()
            .getAllErrors()
            .stream()
            .map(ObjectError::getDefaultMessage)
            .toList()
            .toString();
    }

    @Test
    void theDefaultsAreValid() {
        console.run(context -> assertThat(context).hasNotFailed());
    }
}
