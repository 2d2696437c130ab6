package dev.actrunner.console.connection.apply;

import dev.actrunner.console.audit.Audit;
import dev.actrunner.console.audit.AuditOutcome;
import dev.actrunner.console.cluster.ClusterEvents;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.apply.AppliedObject;
import dev.actrunner.console.cluster.apply.OperationResult;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.keda.authentication.TriggerAuthentication;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Keeps a record of each change: a line in the audit log, and an Event on the TriggerAuthentication. */
@Component
public class AuditTrail {

    private final ClusterEvents events;

    AuditTrail(ClusterEvents events) {
        this.events = events;
    }

    /**
     * Does something and says how it ended.
     *
     * @param action {@code apply}, {@code delete} or {@code rotate}
     */
    public <T> T record(String action, ConnectionKey key, Supplier<T> work, Function<T, List<AppliedObject>> changes) {
        return record("connection." + action, key.toString(), work, done -> {
            List<AppliedObject> changed = changes.apply(done);
            changed
                .stream()
                .filter(AppliedObject::changed)
                .forEach(each -> note(action, each));
            return changed;
        });
    }

    /**
     * Does something to another resource than a connection and says how it ended.
     *
     * @param name the action with its resource, such as {@code scale-set.apply}
     * @param target the resource's namespace and name
     */
    public <T> T record(String name, String target, Supplier<T> work, Function<T, List<AppliedObject>> changes) {
        try {
            T done = work.get();
            List<AppliedObject> changed = changes.apply(done).stream().filter(AppliedObject::changed).toList();
            List<String> fields = changed.stream().flatMap(AuditTrail::fields).toList();
            Audit.write(name, target, AuditOutcome.DONE, fields, changed.isEmpty() ? "nothing-to-do" : "");
            return done;
        } catch (ClusterException.Forbidden | ClusterException.Unauthorized e) {
            Audit.write(name, target, AuditOutcome.DENIED, List.of(), e.getClass().getSimpleName());
            throw e;
        } catch (RuntimeException e) {
            Audit.write(name, target, AuditOutcome.FAILED, List.of(), e.getClass().getSimpleName());
            throw e;
        }
    }

    /** Such as {@code Secret:data.token}, or the kind alone where the object is new or gone. */
    private static Stream<String> fields(AppliedObject applied) {
        String kind = applied.object().getKind();
        return applied.fields().isEmpty()
            ? Stream.of(kind)
            : applied
                  .fields()
                  .stream()
                  .map(f -> kind + ":" + f.field());
    }

    private void note(String action, AppliedObject applied) {
        if (
            applied.object() instanceof TriggerAuthentication authentication &&
            applied.change() != OperationResult.DELETED
        ) {
            String reason = action.equals("rotate") ? "TokenRotated" : "ConnectionApplied";
            events.note(
                authentication,
                reason,
                "By " + Audit.who() + ": " + applied.change().id() + " " + String.join(", ", fields(applied).toList())
            );
        }
    }
}
