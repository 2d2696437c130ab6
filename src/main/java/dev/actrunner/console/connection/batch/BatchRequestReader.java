package dev.actrunner.console.connection.batch;

import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.FieldError;
import dev.actrunner.console.connection.KubernetesNames;
import dev.actrunner.console.connection.batch.BatchRequest.ItemRequest;
import dev.actrunner.console.connection.request.ConnectionRequest;
import dev.actrunner.console.connection.request.ConnectionRequestValidator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Reads a request for many connections, and names all that is wrong with it. */
@Component
public class BatchRequestReader {

    private static final int MAX = 200;
    private static final String ONE_NAME = "must be absent: several connections cannot have one object";

    private final ConnectionRequestValidator validator;

    BatchRequestReader(ConnectionRequestValidator validator) {
        this.validator = validator;
    }

    /** @throws ConnectionException.Invalid where anything is wrong */
    public List<ConnectionBatch.Item> read(BatchRequest request) {
        ConnectionRequest common = request.connection();
        String namespace = request.namespace();
        var items = Objects.requireNonNullElse(request.items(), List.<ItemRequest>of());
        Set<FieldError> problems = new LinkedHashSet<>();
        if (namespace == null) {
            problems.add(new FieldError("namespace", "is missing"));
        } else if (KubernetesNames.problemWithNamespace(namespace) != null) {
            problems.add(new FieldError("namespace", String.valueOf(KubernetesNames.problemWithNamespace(namespace))));
        }
        if (items.isEmpty() || items.size() > MAX) {
            problems.add(new FieldError("items", "must have from 1 to " + MAX + " connections"));
        }
        if (common == null) {
            problems.add(new FieldError("connection", "is missing: enter the forge and the token"));
        } else if (common.scope() != null) {
            problems.add(new FieldError("connection.scope", "must be absent: each item has a scope of its own"));
        } else {
            addSharedNames(common, items, problems);
        }
        if (common != null && items.size() <= MAX) {
            addProblemsOfItems(common, items, problems);
        }
        if (!problems.isEmpty() || common == null || namespace == null) {
            throw new ConnectionException.Invalid(List.copyOf(problems));
        }
        return items
            .stream()
            .map(item ->
                new ConnectionBatch.Item(
                    new ConnectionKey(namespace, String.valueOf(item.name())),
                    validator.check(common.withScope(item.scope()))
                )
            )
            .toList();
    }

    /** What names an object for one connection would name the same object for all. */
    private static void addSharedNames(ConnectionRequest common, List<ItemRequest> items, Set<FieldError> problems) {
        if (items.size() < 2) {
            return;
        }
        var authentication = common.triggerAuthentication();
        if (common.fullnameOverride() != null) {
            problems.add(new FieldError("connection.fullnameOverride", ONE_NAME));
        }
        if (authentication != null && authentication.name() != null) {
            problems.add(new FieldError("connection.triggerAuthentication.name", ONE_NAME));
        }
    }

    private void addProblemsOfItems(ConnectionRequest common, List<ItemRequest> items, Set<FieldError> problems) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            ItemRequest item = items.get(i);
            String at = "items[" + i + "]";
            if (item == null) {
                problems.add(new FieldError(at, "is null"));
                continue;
            }
            String name = Objects.requireNonNullElse(item.name(), "");
            String wrong = KubernetesNames.problemWithConnection(name);
            if (wrong != null) {
                problems.add(new FieldError(at + ".name", wrong));
            } else if (!names.add(name)) {
                problems.add(new FieldError(at + ".name", "is the name of another item"));
            }
            for (FieldError each : validator.problems(common.withScope(item.scope()))) {
                boolean isOfItem = each.field().startsWith("scope");
                // What is wrong with what all have in common is said once.
                problems.add(new FieldError((isOfItem ? at : "connection") + "." + each.field(), each.message()));
            }
        }
    }
}
