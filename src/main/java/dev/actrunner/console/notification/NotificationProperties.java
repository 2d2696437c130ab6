package dev.actrunner.console.notification;

import dev.actrunner.console.notification.ReceiverProperties.Format;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the notifications, {@code console.notifications.*}.
 *
 * @param webhook a receiver, where one is enough: off unless it has an address
 * @param receivers others, by name
 */
@Validated
@ConfigurationProperties("console.notifications")
public record NotificationProperties(
    @Nullable @Valid ReceiverProperties webhook,
    @Nullable Map<String, @Valid ReceiverProperties> receivers
) {
    @AssertTrue(message = "url is missing: set it to the address of the receiver")
    boolean isEveryReceiverAddressed() {
        return (
            receivers == null ||
            receivers
                .values()
                .stream()
                .allMatch(each -> each.format() == Format.MAIL || each.isAddressed())
        );
    }

    @AssertTrue(message = "receivers.webhook has the name of the setting webhook: give it another name")
    boolean isEveryNameUsedOnce() {
        return webhook == null || !webhook.isAddressed() || receivers == null || !receivers.containsKey("webhook");
    }

    /** All that are on, by name; the first is called {@code webhook}. */
    Map<String, ReceiverProperties> all() {
        var all = new LinkedHashMap<String, ReceiverProperties>();
        if (webhook != null && webhook.isAddressed()) {
            all.put("webhook", webhook);
        }
        if (receivers != null) {
            all.putAll(receivers);
        }
        return all;
    }
}
