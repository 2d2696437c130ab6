package dev.actrunner.console.notification;

import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the webhook, {@code console.notifications.webhook.*}.
 *
 * @param url where to post; null for nowhere
 * @param format what to post
 * @param secret signs the body: {@code X-Act-Runner-Console-Signature: sha256=} and its HMAC in hexadecimal; null for no
 *     signature
 * @param maxAttempts how often a message is tried
 * @param retryDelay the wait before the second try, doubled each time
 * @param batchDelay how long messages are gathered, so that those that belong together are posted together
 */
@Validated
@ConfigurationProperties("console.notifications.webhook")
public record WebhookProperties(
    @Nullable URI url,
    @DefaultValue("json") Format format,
    @Nullable String secret,
    @DefaultValue("4") @Min(1) int maxAttempts,
    @DefaultValue("2s") @DurationMin Duration retryDelay,
    @DefaultValue("1s") @DurationMin Duration batchDelay
) {
    /** What a message looks like. */
    public enum Format {
        /** All of it, by name. */
        JSON,
        /** A {@code text}, as Slack's and Mattermost's incoming webhooks take it. */
        SLACK,
    }

    @Override
    public String toString() {
        return "WebhookProperties[format=" + format + "]";
    }
}
