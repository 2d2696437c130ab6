package dev.actrunner.console.notification;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of a receiver of notifications.
 *
 * @param format what it is sent
 * @param url where it is sent: an incoming webhook, a Matrix homeserver, or an ntfy topic; not for mail
 * @param room the id of a Matrix room, such as {@code !abc:example.org}
 * @param token the access token of Matrix or ntfy, sent as a bearer token; null for none
 * @param secret signs the body: {@code X-Act-Runner-Console-Signature: sha256=} and its HMAC in hexadecimal; null for no
 *     signature
 * @param from whom a mail is from; null for what the mail server makes of it
 * @param to who gets a mail
 * @param namespaces whose connections it is about; empty for all
 * @param forges the hosts whose connections it is about, with a port where that is unusual; empty for all
 * @param severity the least that is told
 * @param reminder how long after the last word of it something that lasts is told again; null for never
 * @param maxAttempts how often a notification is tried
 * @param retryDelay the wait before the second try, doubled each time
 * @param batchDelay how long changes are gathered, so that those that belong together are told together
 */
public record ReceiverProperties(
    @DefaultValue("json") Format format,
    @Nullable URI url,
    @Nullable String room,
    @Nullable String token,
    @Nullable String secret,
    @Nullable String from,
    @DefaultValue List<String> to,
    @DefaultValue List<String> namespaces,
    @DefaultValue List<String> forges,
    @DefaultValue("warning") Severity severity,
    @DurationMin(minutes = 1) @Nullable Duration reminder,
    @DefaultValue("4") @Min(1) int maxAttempts,
    @DefaultValue("2s") @DurationMin Duration retryDelay,
    @DefaultValue("1s") @DurationMin Duration batchDelay
) {
    /** Lists what receivers understand. */
    public enum Format {
        /** All of it, by name, one request for each. */
        JSON,
        /** As Slack's and Mattermost's incoming webhooks take it. */
        SLACK,
        /** As a workflow of Microsoft Teams takes it: an Adaptive Card. */
        TEAMS,
        /** A message in a room. */
        MATRIX,
        /** A message of a topic. */
        NTFY,
        /** A mail, by the server of {@code spring.mail.*}. */
        MAIL,
    }

    /** The least that is told. */
    public enum Severity {
        WARNING,
        FAILED,
    }

    /** Whether it says where messages go. */
    boolean isAddressed() {
        return format == Format.MAIL ? !to.isEmpty() : url != null;
    }

    @AssertTrue(message = "url must begin with https:// or http:// and name a host")
    boolean isUrlComplete() {
        return (
            format == Format.MAIL ||
            url == null ||
            (url.getHost() != null && ("https".equals(url.getScheme()) || "http".equals(url.getScheme())))
        );
    }

    @AssertTrue(message = "url must end with the topic, such as https://ntfy.sh/my-topic")
    boolean isTopicKnown() {
        return format != Format.NTFY || url == null || (url.getPath() != null && url.getPath().matches("/(.*/)?[^/]+"));
    }

    @AssertTrue(message = "to is missing: set it to one or more mail addresses")
    boolean isMailAddressed() {
        return format != Format.MAIL || !to.isEmpty();
    }

    @AssertTrue(message = "room is missing: set it to the id of a Matrix room, such as !abc:example.org")
    boolean isRoomKnown() {
        return format != Format.MATRIX || room != null;
    }

    /** Without what must not be in a log: the address of many a webhook is its password. */
    @Override
    public String toString() {
        return "ReceiverProperties[format=" + format + "]";
    }
}
