package dev.actrunner.console.cluster;

import dev.actrunner.console.cluster.identity.CurrentIdentity;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes Events, by which the cluster's own tools show what was done to an object. */
@Component
public class ClusterEvents {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterEvents.class);

    private final ClusterClients clients;
    private final ClusterCall call;

    ClusterEvents(ClusterClients clients, ClusterCall call) {
        this.clients = clients;
        this.call = call;
    }

    /** Writes an Event about an object in a namespace, which nobody waits for; where that is not allowed, nothing happens. */
    public void note(HasMetadata about, String reason, String message) {
        String now = DateTimeFormatter.ISO_INSTANT.format(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        Event event = new EventBuilder()
            .withNewMetadata()
            .withGenerateName(about.getMetadata().getName() + ".")
            .withNamespace(about.getMetadata().getNamespace())
            .endMetadata()
            .withInvolvedObject(
                new ObjectReferenceBuilder()
                    .withApiVersion(about.getApiVersion())
                    .withKind(about.getKind())
                    .withNamespace(about.getMetadata().getNamespace())
                    .withName(about.getMetadata().getName())
                    .withUid(about.getMetadata().getUid())
                    .build()
            )
            .withType("Normal")
            .withReason(reason)
            .withMessage(message)
            .withFirstTimestamp(now)
            .withLastTimestamp(now)
            .withCount(1)
            .withNewSource(Cluster.FIELD_MANAGER, null)
            .build();
        CurrentIdentity.start("event", () -> write(event, about));
    }

    private void write(Event event, HasMetadata about) {
        try {
            call.run("events", about.getMetadata().getNamespace(), () -> clients.current().resource(event).create());
        } catch (ClusterException e) {
            LOG.debug("No event about {}: {}", Cluster.title(about), e.getMessage());
        }
    }
}
