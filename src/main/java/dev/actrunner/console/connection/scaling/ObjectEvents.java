package dev.actrunner.console.connection.scaling;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.ClusterReader;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.diagnosis.Redactor;
import dev.actrunner.console.keda.Keda;
import io.fabric8.kubernetes.api.model.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lists the events that the cluster has about a connection's objects. */
@Component
public class ObjectEvents {

    private static final int MAX_EVENTS = 50;
    private static final int MAX_SCALED_RESOURCES = 10;

    private final ClusterReader reads;
    private final Keda keda;

    ObjectEvents(ClusterReader reads, Keda keda) {
        this.reads = reads;
        this.keda = keda;
    }

    /**
     * The Events about the TriggerAuthentication and what scales on it, the newest first, 50 at most; none where the caller
     * may not list Events.
     */
    public List<ObjectEvent> of(Connection connection) {
        try {
            var events = new ArrayList<Event>();
            String namespace = connection.key().namespace();
            if (connection.authentication() != null) {
                events.addAll(
                    reads.events(namespace, connection.authentication().kind(), connection.authentication().name())
                );
            }
            ScaledResourceReferences.around(keda.scaledResources(namespace), connection)
                .stream()
                .filter(scaledResource -> !ScaledResourceReferences.of(scaledResource, connection).isEmpty())
                .limit(MAX_SCALED_RESOURCES)
                .forEach(s -> events.addAll(reads.events(s.namespace(), s.kind(), s.name())));
            return events
                .stream()
                .map(ObjectEvents::describe)
                .sorted(Comparator.comparing(ObjectEvent::at).reversed())
                .limit(MAX_EVENTS)
                .toList();
        } catch (ClusterException _) {
            return List.of();
        }
    }

    private static ObjectEvent describe(Event event) {
        var about = event.getInvolvedObject();
        return new ObjectEvent(
            last(event),
            "Warning".equals(event.getType()),
            Redactor.shown(about.getKind() + " " + about.getName(), 300),
            Redactor.shown(String.valueOf(event.getReason()), 100),
            Redactor.shown(String.valueOf(event.getMessage()), 300),
            event.getCount() == null ? 1 : event.getCount()
        );
    }

    /** When an event happened last: clients of either of the API's groups write it elsewhere. */
    static Instant last(Event event) {
        if (event.getLastTimestamp() != null) {
            return Instant.parse(event.getLastTimestamp());
        }
        if (event.getSeries() != null && event.getSeries().getLastObservedTime() != null) {
            return Instant.parse(event.getSeries().getLastObservedTime().getTime());
        }
        if (event.getEventTime() != null) {
            return Instant.parse(event.getEventTime().getTime());
        }
        String made = event.getMetadata().getCreationTimestamp();
        return made == null ? Instant.EPOCH : Instant.parse(made);
    }
}
