package dev.actrunner.console.api.scaleset;

import dev.actrunner.console.api.resource.ChangedResource;
import dev.actrunner.console.api.resource.EntityTags;
import dev.actrunner.console.api.resource.Page;
import dev.actrunner.console.cluster.apply.AppliedObject;
import dev.actrunner.console.cluster.apply.ApplyOptions;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.monitor.Monitor;
import dev.actrunner.console.monitor.listing.PageToken;
import dev.actrunner.console.scaleset.ScaleSetKey;
import dev.actrunner.console.scaleset.apply.ScaleSetApplyMode;
import dev.actrunner.console.scaleset.apply.ScaleSetApplyResult;
import dev.actrunner.console.scaleset.apply.ScaleSets;
import dev.actrunner.console.scaleset.request.ScaleSetRequest;
import dev.actrunner.console.scaleset.request.ScaleSetRequestValidator;
import dev.actrunner.console.scaleset.state.ScaleSetState;
import dev.actrunner.console.scaleset.state.ScaleSetStates;
import dev.actrunner.console.scaleset.store.ScaleSetList;
import dev.actrunner.console.scaleset.store.StoredScaleSet;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
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

/** Lists, creates, changes and deletes scale sets. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Scale sets")
class ScaleSetsController {

    private static final String ONE = "/namespaces/{ns}/scale-sets/{name}";

    private final ScaleSets scaleSets;
    private final ScaleSetStates states;
    private final ScaleSetRequestValidator validator;
    private final Monitor monitor;

    ScaleSetsController(
        ScaleSets scaleSets,
        ScaleSetStates states,
        ScaleSetRequestValidator validator,
        Monitor monitor
    ) {
        this.scaleSets = scaleSets;
        this.states = states;
        this.validator = validator;
        this.monitor = monitor;
    }

    /**
     * A deleted scale set.
     *
     * @param namespace the scale set's namespace
     * @param name the scale set's name
     * @param resources what was done to each object
     * @param finishing the pods of runners that finish their jobs before they end
     */
    @Schema(name = "ScaleSetDeletion")
    record DeletionResource(String namespace, String name, List<ChangedResource> resources, List<String> finishing) {}

    /**
     * Returns the scale sets that the caller may see, sorted by namespace and name.
     *
     * @param namespace scale sets of this namespace only
     * @param connection scale sets of the connection with this name only
     * @param limit how many items a page has at most, from 1 to 500
     * @param after the value of {@code continue} in the page before; absent for the first page
     */
    @GetMapping("/scale-sets")
    @Operation(operationId = "listScaleSets", summary = "List scale sets")
    Page<ScaleSetResource> list(
        @RequestParam @Nullable String namespace,
        @RequestParam @Nullable String connection,
        @RequestParam(defaultValue = "50") @Schema(minimum = "1", maximum = "500") int limit,
        @RequestParam(name = "continue") @Nullable String after
    ) {
        Page.requireLimit(limit);
        ScaleSetKey last = after == null ? null : PageToken.decode(after, ScaleSetKey::new);
        ScaleSetList all = scaleSets.list(namespace);
        List<StoredScaleSet> rest = all
            .items()
            .stream()
            .filter(each -> connection == null || each.connection().equals(connection))
            .filter(each -> last == null || each.key().compareTo(last) > 0)
            .toList();
        List<StoredScaleSet> page = rest.stream().limit(limit).toList();
        return new Page<>(
            page
                .stream()
                .map(each -> ScaleSetResource.of(each, null, null, List.of()))
                .toList(),
            rest.size() > limit ? PageToken.encode(page.getLast().key()) : null,
            all.forbiddenNamespaces()
        );
    }

    /** Returns a scale set as the cluster stores it, with KEDA's conditions and the number of its pods. */
    @GetMapping(ONE)
    @Operation(operationId = "getScaleSet", summary = "Get a scale set")
    @ApiResponse(responseCode = "200", description = "The scale set", headers = @Header(name = HttpHeaders.ETAG))
    @ApiResponse(responseCode = "304", description = "The scale set still has the ETag in If-None-Match")
    @Parameter(
        in = ParameterIn.HEADER,
        name = HttpHeaders.IF_NONE_MATCH,
        description = "An ETag: while the scale set and its state have it, the answer is 304 without a body",
        schema = @Schema(type = "string")
    )
    ResponseEntity<ScaleSetResource> get(@PathVariable String ns, @PathVariable String name) {
        StoredScaleSet found = scaleSets.require(new ScaleSetKey(ns, name));
        return answer(HttpStatus.OK, found, ScaleSetResource.of(found, states.read(found), null, List.of()));
    }

    /**
     * Creates or changes a scale set: the Secret with the registration, the runners' configuration, their workload, and KEDA's
     * ScaledObject or ScaledJob. Idempotent. Where a step fails, what was created goes again.
     *
     * @param dryRun returns what would change and writes nothing, at the forge neither
     * @param force takes ownership of fields that other field managers own
     * @param ifMatch an ETag: the request fails with 412 if the scale set has another one; {@code *} if it does not exist
     * @param ifNoneMatch {@code *}: the request fails with 412 if the scale set exists
     */
    @PutMapping(path = ONE, consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "putScaleSet", summary = "Create or change a scale set")
    @ApiResponse(
        responseCode = "200",
        description = "The scale set was changed, was as requested already, or this was a dry run",
        headers = @Header(name = HttpHeaders.ETAG)
    )
    @ApiResponse(
        responseCode = "201",
        description = "The scale set was created",
        headers = { @Header(name = HttpHeaders.ETAG), @Header(name = HttpHeaders.LOCATION) }
    )
    ResponseEntity<ScaleSetResource> put(
        @PathVariable String ns,
        @PathVariable String name,
        @RequestBody ScaleSetRequest request,
        @RequestParam(defaultValue = "false") boolean dryRun,
        @RequestParam(defaultValue = "false") boolean force,
        @RequestHeader(name = HttpHeaders.IF_MATCH) @Nullable String ifMatch,
        @RequestHeader(name = HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch
    ) {
        var mode = new ScaleSetApplyMode(
            new ApplyOptions(dryRun, force),
            EntityTags.condition(ifMatch),
            ifNoneMatch != null && ifNoneMatch.strip().equals("*")
        );
        ScaleSetApplyResult result = scaleSets.apply(
            new ScaleSetKey(ns, name),
            request,
            mode,
            (Connection connection) -> monitor.lastReport(connection.key())
        );
        HttpStatus status = result.created() && !dryRun ? HttpStatus.CREATED : HttpStatus.OK;
        return answer(
            status,
            result.scaleSet(),
            ScaleSetResource.of(result.scaleSet(), null, result.objects(), result.warnings())
        );
    }

    /**
     * Deletes a scale set and the Secret that the console created for it. Runners that run a job finish it. A workload or
     * Secret that existed before is kept.
     *
     * @param credential how the runner that the console created at the forge is deleted there, by {@code apiToken} or
     *     {@code login}; absent, it stays
     * @param dryRun returns what would be deleted and deletes nothing
     * @param force ends the runners at once, and their jobs with them
     * @param ifMatch an ETag: the request fails with 412 if the scale set has another one
     */
    @DeleteMapping(ONE)
    @Operation(operationId = "deleteScaleSet", summary = "Delete a scale set")
    DeletionResource delete(
        @PathVariable String ns,
        @PathVariable String name,
        @RequestBody(required = false) ScaleSetRequest.@Nullable RegistrationRequest credential,
        @RequestParam(defaultValue = "false") boolean dryRun,
        @RequestParam(defaultValue = "false") boolean force,
        @RequestHeader(name = HttpHeaders.IF_MATCH) @Nullable String ifMatch
    ) {
        var key = new ScaleSetKey(ns, name);
        ScaleSetState before = states.read(scaleSets.require(key));
        List<AppliedObject> done = scaleSets.delete(
            key,
            force,
            dryRun,
            EntityTags.condition(ifMatch),
            credential == null ? null : validator.credential(credential)
        );
        boolean finish = !force && before.pods() != null;
        return new DeletionResource(
            ns,
            name,
            done.stream().map(ChangedResource::of).toList(),
            finish ? before.runningPods() : List.of()
        );
    }

    private static ResponseEntity<ScaleSetResource> answer(
        HttpStatus status,
        StoredScaleSet scaleSet,
        ScaleSetResource resource
    ) {
        int state = List.of(resource.scaledResource(), String.valueOf(resource.runners())).hashCode();
        BodyBuilder answer = ResponseEntity.status(status).eTag(
            EntityTags.of(scaleSet.etag(), Integer.toUnsignedLong(state))
        );
        if (status == HttpStatus.CREATED) {
            answer.location(ServletUriComponentsBuilder.fromCurrentRequestUri().build().toUri());
        }
        return answer.body(resource);
    }
}
