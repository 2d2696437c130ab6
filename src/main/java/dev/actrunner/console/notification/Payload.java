package dev.actrunner.console.notification;

import dev.actrunner.console.notification.ReceiverProperties.Format;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request to a receiver of notifications.
 *
 * @param body JSON
 */
record Payload(HttpMethod method, URI uri, String body) {
    private static final int MAX_LINES = 20;
    private static final String ZERO_WIDTH_SPACE = "\u200b";

    /** Verdicts that changed together are one message to people, and one each to programs. */
    static List<Payload> of(List<Message> messages, ReceiverProperties receiver, JsonMapper json) {
        URI url = Objects.requireNonNull(receiver.url());
        if (receiver.format() == Format.JSON) {
            return messages
                .stream()
                .map(message -> new Payload(HttpMethod.POST, url, json.writeValueAsString(message)))
                .toList();
        }
        if (receiver.format() == Format.MATRIX) {
            return List.of(
                new Payload(HttpMethod.PUT, matrix(url, receiver), json.writeValueAsString(matrixMessage(messages)))
            );
        }
        Map<String, Object> body = switch (receiver.format()) {
            case TEAMS -> card(messages);
            case NTFY -> ntfy(url, messages);
            default -> Map.of("text", escaped(text(messages)));
        };
        URI target = receiver.format() == Format.NTFY ? url.resolve(".") : url;
        return List.of(new Payload(HttpMethod.POST, target, json.writeValueAsString(body)));
    }

    /** What happened, a line each, 20 at most. */
    static String text(List<Message> messages) {
        String lines = messages.stream().limit(MAX_LINES).map(Message::text).collect(Collectors.joining("\n"));
        int more = messages.size() - MAX_LINES;
        return more > 0 ? lines + "\nand " + more + " more" : lines;
    }

    /** What happened first, on a line, and how much more. */
    static String title(List<Message> messages) {
        String first = messages.getFirst().title();
        return messages.size() == 1 ? first : first + ", and " + (messages.size() - 1) + " more";
    }

    /**
     * For Slack and for Mattermost, which reads Markdown besides (Mattermost, "Slack compatibility"): a quoted text neither hides
     * an address behind another text nor mentions anyone.
     */
    private static String escaped(String text) {
        return text
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("@", "@" + ZERO_WIDTH_SPACE)
            .replace("](", "]" + ZERO_WIDTH_SPACE + "(");
    }

    /**
     * What a workflow of Teams posts to a channel (Microsoft, "Create incoming webhooks with Workflows"). The parts of a
     * RichTextBlock are shown as they are, whereas a TextBlock's text is Markdown.
     */
    private static Map<String, Object> card(List<Message> messages) {
        List<Map<String, Object>> lines = text(messages)
            .lines()
            .map(line ->
                Map.<String, Object>of(
                    "type",
                    "RichTextBlock",
                    "inlines",
                    List.of(Map.of("type", "TextRun", "text", line))
                )
            )
            .toList();
        Map<String, Object> content = Map.of(
            "$schema",
            "http://adaptivecards.io/schemas/adaptive-card.json",
            "type",
            "AdaptiveCard",
            "version",
            "1.4",
            "body",
            lines
        );
        return Map.of(
            "type",
            "message",
            "attachments",
            List.of(Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", content))
        );
    }

    /**
     * A message in a room, of whose repetitions with the same transaction id the server keeps one (Matrix Client-Server API,
     * "PUT /_matrix/client/v3/rooms/{roomId}/send/{eventType}/{txnId}").
     */
    private static URI matrix(URI homeserver, ReceiverProperties receiver) {
        return UriComponentsBuilder.fromUri(homeserver)
            .path("/_matrix/client/v3/rooms/{room}/send/m.room.message/{transaction}")
            .encode(StandardCharsets.UTF_8)
            .build(Objects.requireNonNull(receiver.room()), UUID.randomUUID());
    }

    private static Map<String, Object> matrixMessage(List<Message> messages) {
        return Map.of("msgtype", "m.text", "body", text(messages));
    }

    /** A message of a topic, the last part of its address (ntfy, "Publish as JSON"). */
    private static Map<String, Object> ntfy(URI url, List<Message> messages) {
        String path = url.getPath();
        boolean isUrgent = messages
            .stream()
            .anyMatch(m -> m.event() == Message.Event.PROBLEM && m.verdict().equals("failed"));
        var body = new LinkedHashMap<String, Object>();
        body.put("topic", path.substring(path.lastIndexOf('/') + 1));
        body.put("title", title(messages));
        body.put("message", text(messages));
        body.put("priority", isUrgent ? 4 : 3);
        return body;
    }
}
