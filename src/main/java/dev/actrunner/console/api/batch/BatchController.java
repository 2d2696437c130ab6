package dev.actrunner.console.api.batch;

import dev.actrunner.console.api.resource.ConnectionResource;
import dev.actrunner.console.cluster.apply.ApplyOptions;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.FieldError;
import dev.actrunner.console.connection.apply.ApplyMode;
import dev.actrunner.console.connection.apply.ApplyMode.ProbeMode;
import dev.actrunner.console.connection.apply.ApplyResult;
import dev.actrunner.console.connection.batch.BatchRequest;
import dev.actrunner.console.connection.batch.BatchRequestReader;
import dev.actrunner.console.connection.batch.BatchResult;
import dev.actrunner.console.connection.batch.BatchResult.Outcome;
import dev.actrunner.console.connection.batch.ConnectionBatch;
import dev.actrunner.console.monitor.Monitor;
import dev.actrunner.console.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Sets up many connections at once. */
@RestController
@Tag(name = "Connections")
class BatchController {

    private final BatchRequestReader reader;
    private final ConnectionBatch batch;
    private final Monitor monitor;

    BatchController(BatchRequestReader reader, ConnectionBatch batch, Monitor monitor) {
        this.reader = reader;
        this.batch = batch;
        this.monitor = monitor;
    }

    /**
     * What came of all connections of a batch.
     *
     * @param created how many are new
     * @param applied how many were there, and are now as requested
     * @param failed how many could not be applied
     * @param withheld how many were not applied because others would fail, and {@code atomic} was requested
     * @param results what came of each, in the order of the request
     */
    @Schema(name = "BatchReport")
    record BatchReport(int created, int applied, int failed, int withheld, List<ItemResult> results) {
        static BatchReport of(List<BatchResult> results) {
            return new BatchReport(
                BatchResult.count(results, Outcome.CREATED),
                BatchResult.count(results, Outcome.APPLIED),
                BatchResult.count(results, Outcome.FAILED),
                BatchResult.count(results, Outcome.WITHHELD),
                results.stream().map(ItemResult::of).toList()
            );
        }
    }

    /**
     * What came of one connection.
     *
     * @param namespace the connection's namespace
     * @param name the connection's name
     * @param outcome how it ended; in a dry run, how it would end
     * @param connection the connection with what was done to each object, null where nothing was
     * @param problem why it was not applied, null where it was
     */
    @Schema(name = "BatchResult")
    record ItemResult(
        String namespace,
        String name,
        Outcome outcome,
        @Nullable ConnectionResource connection,
        @Nullable ItemProblem problem
    ) {
        static ItemResult of(BatchResult result) {
            ApplyResult applied = result.applied();
            return new ItemResult(
                result.key().namespace(),
                result.key().name(),
                result.outcome(),
                applied == null
                    ? null
                    : ConnectionResource.changed(
                          applied.connection(),
                          applied.report(),
                          applied.resources(),
                          applied.warnings()
                      ),
                result.problem() == null ? null : ItemProblem.of(result.problem())
            );
        }
    }

    /**
     * Why a connection was not applied.
     *
     * @param type the problem's type, as a request for this connection alone would name it
     * @param title the type in words
     * @param status the status that a request for this connection alone would have
     * @param detail what is wrong
     * @param remediation what to do about it
     * @param errors the fields that are wrong, of {@code invalid-request}; else empty
     */
    @Schema(name = "BatchProblem")
    record ItemProblem(URI type, String title, int status, String detail, String remediation, List<FieldError> errors) {
        static ItemProblem of(ProblemException problem) {
            return new ItemProblem(
                problem.type().uri(),
                problem.type().title(),
                problem.getStatusCode().value(),
                String.valueOf(problem.getMessage()),
                problem.remediation(),
                problem instanceof ConnectionException.Invalid invalid ? invalid.problems() : List.of()
            );
        }
    }

    /**
     * Creates or changes connections that have a forge and a token in common. One that fails does not stop the others,
     * unless {@code atomic} is requested. The status is 200 whatever came of them: see {@code failed}.
     *
     * @param atomic applies all or none: all are tried first, and none is applied where one of them would fail
     * @param dryRun returns what would change and writes nothing
     * @param force takes ownership of fields that other field managers own
     * @param probe {@code report} probes and applies whatever the verdict is, {@code require} applies only if the verdict
     *     is not {@code failed}, {@code skip} does not probe
     * @param createNamespace creates the namespace where it does not exist
     * @param createOnly changes no connection that exists: an item with the name of one fails
     * @throws ConnectionException.Invalid where a field of the request is wrong; nothing is applied then
     */
    @PostMapping(
        path = "/api/v1/connections:batch",
        consumes = MediaType.APPLICATION_JSON_VALUE,
        produces = MediaType.APPLICATION_JSON_VALUE
    )
    @Operation(operationId = "putConnections", summary = "Create or change many connections")
    BatchReport apply(
        @RequestBody BatchRequest request,
        @RequestParam(defaultValue = "false") boolean atomic,
        @RequestParam(defaultValue = "false") boolean dryRun,
        @RequestParam(defaultValue = "false") boolean force,
        @RequestParam(defaultValue = "report") ProbeMode probe,
        @RequestParam(defaultValue = "false") boolean createNamespace,
        @RequestParam(defaultValue = "false") boolean createOnly
    ) {
        List<ConnectionBatch.Item> items = reader.read(request);
        var mode = new ApplyMode(new ApplyOptions(dryRun, force), probe, createNamespace, null, createOnly);
        List<BatchResult> results = batch.apply(items, mode, atomic);
        if (!dryRun) {
            results.forEach(this::record);
        }
        return BatchReport.of(results);
    }

    private void record(BatchResult result) {
        if (result.applied() != null) {
            monitor.record(result.applied().connection(), result.applied().report());
        }
    }
}
