package dev.actrunner.console.api.scaleset;

import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.apply.Connections;
import dev.actrunner.console.forge.probe.RegisteredRunner;
import dev.actrunner.console.limit.Costly;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists the runners that are registered at a connection's scope. */
@RestController
@RequestMapping(
    path = "/api/v1/namespaces/{ns}/connections/{name}/runners",
    produces = MediaType.APPLICATION_JSON_VALUE
)
@Tag(name = "Scale sets")
class RunnersController {

    private static final String UNTOLD =
        "The forge does not tell which runners are registered: Gitea does from 1.25 on and Forgejo from 15 on, to a token that" +
        " may read them.";

    private final Connections connections;

    RunnersController(Connections connections) {
        this.connections = connections;
    }

    /**
     * The registered runners.
     *
     * @param runners the runners, null where the forge does not tell
     * @param reason why the forge does not tell, null where it does
     */
    @Schema(name = "RegisteredRunners")
    record RunnersResource(@Nullable List<RunnerResource> runners, @Nullable String reason) {}

    /**
     * A registered runner.
     *
     * @param id its number at the forge
     * @param name its name; runners of a scale set have their pod's name
     * @param status what it does
     * @param labels the names of its labels
     * @param version its release, null where the forge does not tell
     * @param ephemeral whether the forge forgets it after its first job
     * @param scope whose jobs it takes, null where the forge does not tell, as Gitea does not
     */
    @Schema(name = "RegisteredRunner")
    record RunnerResource(
        long id,
        String name,
        RegisteredRunner.Status status,
        List<String> labels,
        @Nullable String version,
        boolean ephemeral,
        RegisteredRunner.@Nullable Scope scope
    ) {
        static RunnerResource of(RegisteredRunner runner) {
            return new RunnerResource(
                runner.id(),
                runner.name(),
                runner.status(),
                runner.labels(),
                runner.version(),
                runner.ephemeral(),
                runner.scope()
            );
        }
    }

    /** Lists the runners that are registered at the connection's scope, with the stored token. */
    @Costly
    @GetMapping
    @Operation(operationId = "listRunners", summary = "List registered runners")
    RunnersResource list(@PathVariable String ns, @PathVariable String name) {
        Optional<List<RegisteredRunner>> found = connections.runners(new ConnectionKey(ns, name));
        return found
            .map(all -> new RunnersResource(all.stream().map(RunnerResource::of).toList(), null))
            .orElseGet(() -> new RunnersResource(null, UNTOLD));
    }
}
