package dev.actrunner.console.api;

import dev.actrunner.console.cluster.access.AccessReviews;
import dev.actrunner.console.cluster.access.AccessReviews.Right;
import dev.actrunner.console.notification.Notifications;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists and tests the receivers of notifications, for whoever may see the connections of all namespaces. */
@RestController
@RequestMapping(path = "/api/v1/notifications/receivers", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Notifications")
class NotificationsController {

    private final Notifications notifications;
    private final AccessReviews access;

    NotificationsController(Notifications notifications, AccessReviews access) {
        this.notifications = notifications;
        this.access = access;
    }

    /**
     * A receiver of notifications.
     *
     * @param name the name that the console's settings give it
     * @param format {@code json}, {@code slack}, {@code teams}, {@code matrix}, {@code ntfy} or {@code mail}
     * @param target the host that notifications go to, or who gets a mail
     * @param namespaces whose connections it is about; empty for all
     * @param forges the forges whose connections it is about; empty for all
     * @param severity the least that is told: {@code warning} or {@code failed}
     */
    @Schema(name = "Receiver")
    record ReceiverResource(
        String name,
        String format,
        String target,
        List<String> namespaces,
        List<String> forges,
        String severity
    ) {
        static ReceiverResource of(Notifications.Summary receiver) {
            return new ReceiverResource(
                receiver.name(),
                receiver.format().name().toLowerCase(Locale.ROOT),
                receiver.target(),
                receiver.namespaces(),
                receiver.forges(),
                receiver.severity().name().toLowerCase(Locale.ROOT)
            );
        }
    }

    /**
     * What came of a test.
     *
     * @param accepted whether the receiver took the notification
     * @param answer what it answered, in a few words
     */
    @Schema(name = "ReceiverTest")
    record TestResource(boolean accepted, String answer) {}

    /** Lists the receivers that the console's settings name. */
    @GetMapping
    @Operation(operationId = "listReceivers", summary = "List receivers of notifications")
    List<ReceiverResource> list() {
        access.require(Right.LIST_AUTHENTICATIONS, null);
        return notifications.receivers().stream().map(ReceiverResource::of).toList();
    }

    /** Sends a receiver a test notification, and waits for its answer. */
    @PostMapping("/{name}/test")
    @Operation(operationId = "testReceiver", summary = "Send a test notification")
    TestResource test(@PathVariable String name) {
        access.require(Right.LIST_AUTHENTICATIONS, null);
        Notifications.TestResult result = notifications.test(name);
        return new TestResource(result.accepted(), result.answer());
    }
}
