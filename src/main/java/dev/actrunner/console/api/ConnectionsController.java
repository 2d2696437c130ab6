package dev.actrunner.console.api;

import dev.actrunner.console.api.resource.ChangedResource;
import dev.actrunner.console.api.resource.ConnectionResource;
import dev.actrunner.console.api.resource.Page;
import dev.actrunner.console.api.resource.ProbeResource;
import dev.actrunner.console.cluster.apply.AppliedObject;
import dev.actrunner.console.cluster.apply.ApplyOptions;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.apply.ApplyMode;
import dev.actrunner.console.connection.apply.ApplyMode.ProbeMode;
import dev.actrunner.console.connection.apply.ApplyResult;
import dev.actrunner.console.connection.apply.Connections;
import dev.actrunner.console.connection.request.ConnectionRequest;
import dev.actrunner.console.connection.request.ConnectionRequestValidator;
import dev.actrunner.console.connection.trigger.TriggerYaml;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.monitor.ConnectionPage;
import dev.actrunner.console.monitor.ConnectionPager;
import dev.actrunner.console.monitor.Monitor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Connections")
class ConnectionsController {

    private static final int MAX_LIMIT = 500;
    private static final String ONE = "/namespaces/{ns}/connections/{name}";

    private final ConnectionRequestValidator check;
    private final Connections connections;
    private final Monitor monitor;
    private final ConnectionPager list;
    private final ProbeTextRenderer text;
    private final TriggerYaml triggers;

    ConnectionsController(
        ConnectionRequestValidator check,
        Connections connections,
        Monitor monitor,
        ConnectionPager list,
        ProbeTextRenderer text,
        TriggerYaml triggers
    ) {
        this.triggers = triggers;
        this.list = list;
        this.check = check;
        this.connections = connections;
        this.monitor = monitor;
        this.text = text;
    }

    /** @param trigger as YAML or JSON: a ScaledObject, a ScaledJob, a list of triggers or one */
    record GivenTriggers(@Nullable String trigger) {}

    /** @param resources what was done to each object */
    record DeletionResource(String namespace, String name, List<ChangedResource> resources) {}

    @GetMapping("/connections")
    @Operation(summary = "The connections, a page at a time, each with its last probe")
    Page<ConnectionResource> list(
        @RequestParam @Nullable String namespace,
        @RequestParam @Nullable String verdict,
        @RequestParam(defaultValue = "50") int limit,
        @RequestParam(name = "continue") @Nullable String after
    ) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw ConnectionException.invalid("limit", "must be from 1 to " + MAX_LIMIT);
        }
        ConnectionPage page = list.page(namespace, verdict(verdict), limit, after);
        return new Page<>(
            page
                .items()
                .stream()
                .map(w -> ConnectionResource.of(w.connection(), w.report(), null))
                .toList(),
            page.next(),
            page.forbiddenNamespaces()
        );
    }

    @GetMapping(ONE)
    @Operation(summary = "One connection, with its last probe")
    ResponseEntity<ConnectionResource> get(@PathVariable String ns, @PathVariable String name) {
        var key = new ConnectionKey(ns, name);
        Connection connection = connections.require(key);
        return answer(HttpStatus.OK, connection, monitor.lastReport(key), null);
    }

    @PutMapping(path = ONE, consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
        summary = "Create or change a connection",
        description = "Idempotent: 201 when something was created, else 200. probe: report (default), require (apply only" +
            " if the verdict is not failed), skip."
    )
    ResponseEntity<ConnectionResource> put(
        @PathVariable String ns,
        @PathVariable String name,
        @RequestBody ConnectionRequest request,
        @RequestParam(defaultValue = "false") boolean dryRun,
        @RequestParam(defaultValue = "false") boolean force,
        @RequestParam(defaultValue = "report") String probe,
        @RequestParam(defaultValue = "false") boolean createNamespace,
        @RequestHeader(name = HttpHeaders.IF_MATCH) @Nullable String ifMatch,
        @RequestHeader(name = HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch
    ) {
        var key = new ConnectionKey(ns, name);
        var mode = new ApplyMode(
            new ApplyOptions(dryRun, force),
            probeMode(probe),
            createNamespace,
            EntityTags.condition(ifMatch),
            ifNoneMatch != null && ifNoneMatch.strip().equals("*")
        );
        ApplyResult result = connections.apply(key, check.check(request), mode);
        if (!dryRun) {
            monitor.record(result.connection(), result.report());
        }
        HttpStatus status = result.created() && !dryRun ? HttpStatus.CREATED : HttpStatus.OK;
        return answer(status, result.connection(), result.report(), result.resources());
    }

    @DeleteMapping(ONE)
    @Operation(
        summary = "Delete what the console made of a connection",
        description = "A Secret or TriggerAuthentication that was there before is kept, without the console's marks."
    )
    DeletionResource delete(
        @PathVariable String ns,
        @PathVariable String name,
        @RequestParam(defaultValue = "false") boolean dryRun,
        @RequestParam(defaultValue = "false") boolean force,
        @RequestHeader(name = HttpHeaders.IF_MATCH) @Nullable String ifMatch
    ) {
        var key = new ConnectionKey(ns, name);
        List<AppliedObject> done = connections.delete(key, force, dryRun, EntityTags.condition(ifMatch));
        if (!dryRun) {
            monitor.forget(key);
        }
        return new DeletionResource(ns, name, done.stream().map(ChangedResource::of).toList());
    }

    @PostMapping(ONE + "/probe")
    @Operation(summary = "Probe now, with the stored token")
    ProbeResource probe(
        @PathVariable String ns,
        @PathVariable String name,
        @RequestBody(required = false) @Nullable GivenTriggers given
    ) {
        return ProbeResource.of(report(ns, name, given));
    }

    @PostMapping(path = ONE + "/probe", produces = MediaType.TEXT_PLAIN_VALUE)
    @Operation(summary = "Probe now, with the stored token")
    String probeAsText(
        @PathVariable String ns,
        @PathVariable String name,
        @RequestBody(required = false) @Nullable GivenTriggers given
    ) {
        return text.of(report(ns, name, given));
    }

    /** A trigger that was pasted is read once and not remembered. */
    private ConnectionReport report(String ns, String name, @Nullable GivenTriggers given) {
        var key = new ConnectionKey(ns, name);
        return given == null || given.trigger() == null
            ? monitor.probe(key)
            : connections.visible(ns, connections.probe(key, triggers.parse(given.trigger())));
    }

    private static ResponseEntity<ConnectionResource> answer(
        HttpStatus status,
        Connection connection,
        @Nullable ConnectionReport report,
        @Nullable List<AppliedObject> resources
    ) {
        return ResponseEntity.status(status)
            .eTag(EntityTags.of(connection, report))
            .body(ConnectionResource.of(connection, report, resources));
    }

    private static @Nullable Verdict verdict(@Nullable String text) {
        return text == null ? null : constant(Verdict.class, "verdict", text);
    }

    private static ProbeMode probeMode(String text) {
        return constant(ProbeMode.class, "probe", text);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String field, String text) {
        for (E each : type.getEnumConstants()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
                return each;
            }
        }
        String known = List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT);
        throw ConnectionException.invalid(field, "must be one of " + known.substring(1, known.length() - 1));
    }
}
