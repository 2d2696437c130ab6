package dev.actrunner.console.api;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.actrunner.console.api.resource.ChangedResource;
import dev.actrunner.console.api.resource.ConnectionResource;
import dev.actrunner.console.api.resource.EntityTags;
import dev.actrunner.console.api.resource.Page;
import dev.actrunner.console.cluster.apply.AppliedObject;
import dev.actrunner.console.cluster.apply.ApplyOptions;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.apply.ApplyMode;
import dev.actrunner.console.connection.apply.ApplyMode.ProbeMode;
import dev.actrunner.console.connection.apply.ApplyResult;
import dev.actrunner.console.connection.apply.Connections;
import dev.actrunner.console.connection.request.ConnectionRequest;
import dev.actrunner.console.connection.request.ConnectionRequestValidator;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.monitor.Monitor;
import dev.actrunner.console.monitor.listing.ConnectionPage;
import dev.actrunner.console.monitor.listing.ConnectionPager;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.ResponseEntity.BodyBuilder;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Lists, creates, changes and deletes connections. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Connections")
class ConnectionsController {

    private static final String ONE = "/namespaces/{ns}/connections/{name}";

    private final ConnectionRequestValidator check;
    private final Connections connections;
    private final Monitor monitor;
    private final ConnectionPager list;

    ConnectionsController(
        ConnectionRequestValidator check,
        Connections connections,
        Monitor monitor,
        ConnectionPager list
    ) {
        this.list = list;
        this.check = check;
        this.connections = connections;
        this.monitor = monitor;
    }

    /**
     * A deleted connection.
     *
     * @param namespace the connection's namespace
     * @param name the connection's name
     * @param resources what was done to each object
     */
    @Schema(name = "Deletion")
    record DeletionResource(String namespace, String name, List<ChangedResource> resources) {}

    /** How much a list tells of each connection. */
    enum View {
        /** What its last probe came to. */
        SUMMARY,
        /** Its last probe as well. */
        FULL;

        /** Returns how requests name it: {@code summary}, {@code full}. */
        @JsonValue
        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Returns the connections that the caller may see, sorted by namespace and name.
     *
     * @param namespace connections of this namespace only
     * @param verdict connections whose last probe has this verdict only
     * @param view {@code summary} tells what the last probe of each came to, {@code full} has that probe with all its checks
     * @param limit how many items a page has at most, from 1 to 500
     * @param after the value of {@code continue} in the page before; absent for the first page
     */
    @GetMapping("/connections")
    @Operation(operationId = "listConnections", summary = "List connections")
    Page<ConnectionResource> list(
        @RequestParam @Nullable String namespace,
        @RequestParam @Nullable Verdict verdict,
        @RequestParam(defaultValue = "summary") View view,
        @RequestParam(defaultValue = "50") @Schema(minimum = "1", maximum = "500") int limit,
        @RequestParam(name = "continue") @Nullable String after
    ) {
        Page.requireLimit(limit);
        ConnectionPage page = list.page(namespace, verdict, limit, after);
        return new Page<>(
            page
                .items()
                .stream()
                .map(item ->
                    view == View.FULL
                        ? ConnectionResource.full(item.connection(), item.report(), item.problem())
                        : ConnectionResource.summary(item.connection(), item.report(), item.problem())
                )
                .toList(),
            page.next(),
            page.forbiddenNamespaces()
        );
    }

    /** Returns a connection as the cluster stores it, with its last probe. */
    @GetMapping(ONE)
    @Operation(operationId = "getConnection", summary = "Get a connection")
    @ApiResponse(responseCode = "200", description = "The connection", headers = @Header(name = HttpHeaders.ETAG))
    @ApiResponse(responseCode = "304", description = "The connection still has the ETag in If-None-Match")
    @Parameter(
        in = ParameterIn.HEADER,
        name = HttpHeaders.IF_NONE_MATCH,
        description = "An ETag: while the connection and its last probe have it, the answer is 304 without a body",
        schema = @Schema(type = "string")
    )
    ResponseEntity<ConnectionResource> get(@PathVariable String ns, @PathVariable String name) {
        var key = new ConnectionKey(ns, name);
        Connection connection = connections.require(key);
        ConnectionReport report = monitor.lastReport(key);
        String problem = monitor.problem(key);
        return ResponseEntity.ok()
            .eTag(EntityTags.of(connection, report, problem))
            .body(ConnectionResource.full(connection, report, problem));
    }

    /**
     * Creates or changes a connection: its Secret and KEDA's TriggerAuthentication. Idempotent. Fields that the console
     * does not set stay as they are.
     *
     * @param dryRun returns what would change and writes nothing
     * @param force takes ownership of fields that other field managers own
     * @param probe {@code report} probes and applies whatever the verdict is, {@code require} applies only if the verdict
     *     is not {@code failed}, {@code skip} does not probe
     * @param createNamespace creates the namespace where it does not exist
     * @param ifMatch an ETag: the request fails with 412 if the connection has another one; {@code *} if it does not exist
     * @param ifNoneMatch {@code *}: the request fails with 412 if the connection exists
     */
    @PutMapping(path = ONE, consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "putConnection", summary = "Create or change a connection")
    @ApiResponse(
        responseCode = "200",
        description = "The connection was changed, was as requested already, or this was a dry run",
        headers = @Header(name = HttpHeaders.ETAG)
    )
    @ApiResponse(
        responseCode = "201",
        description = "The connection was created",
        headers = { @Header(name = HttpHeaders.ETAG), @Header(name = HttpHeaders.LOCATION) }
    )
    ResponseEntity<ConnectionResource> put(
        @PathVariable String ns,
        @PathVariable String name,
        @RequestBody ConnectionRequest request,
        @RequestParam(defaultValue = "false") boolean dryRun,
        @RequestParam(defaultValue = "false") boolean force,
        @RequestParam(defaultValue = "report") ProbeMode probe,
        @RequestParam(defaultValue = "false") boolean createNamespace,
        @RequestHeader(name = HttpHeaders.IF_MATCH) @Nullable String ifMatch,
        @RequestHeader(name = HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch
    ) {
        var key = new ConnectionKey(ns, name);
        var mode = new ApplyMode(
            new ApplyOptions(dryRun, force),
            probe,
            createNamespace,
            EntityTags.condition(ifMatch),
            ifNoneMatch != null && ifNoneMatch.strip().equals("*")
        );
        ApplyResult result = connections.apply(key, check.check(request), mode);
        if (!dryRun) {
            monitor.record(result.connection(), result.report());
        }
        boolean isCreated = result.created() && !dryRun;
        BodyBuilder answer = ResponseEntity.status(isCreated ? HttpStatus.CREATED : HttpStatus.OK);
        if (isCreated) {
            answer.location(ServletUriComponentsBuilder.fromCurrentRequestUri().build().toUri());
        }
        return answer
            .eTag(EntityTags.of(result.connection(), result.report(), null))
            .body(
                ConnectionResource.applied(result.connection(), result.report(), result.resources(), result.warnings())
            );
    }

    /**
     * Deletes what the console created for a connection. A Secret or TriggerAuthentication that existed before is kept,
     * without the console's labels.
     *
     * @param dryRun returns what would be deleted and deletes nothing
     * @param force deletes the connection even if a ScaledObject or ScaledJob uses it
     * @param ifMatch an ETag: the request fails with 412 if the connection has another one
     */
    @DeleteMapping(ONE)
    @Operation(operationId = "deleteConnection", summary = "Delete a connection")
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
}
