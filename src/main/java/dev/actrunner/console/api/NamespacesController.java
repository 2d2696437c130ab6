package dev.actrunner.console.api;

import dev.actrunner.console.api.resource.Page;
import dev.actrunner.console.cluster.Namespaces;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists namespaces to choose from. */
@RestController
@RequestMapping(path = "/api/v1/namespaces", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Cluster")
class NamespacesController {

    private final Namespaces namespaces;

    NamespacesController(Namespaces namespaces) {
        this.namespaces = namespaces;
    }

    /**
     * A namespace.
     *
     * @param name its name
     */
    @Schema(name = "Namespace")
    record NamespaceResource(String name) {}

    /** Returns the namespaces that the caller may list, or the configured ones where listing is forbidden. */
    @GetMapping
    @Operation(operationId = "listNamespaces", summary = "List namespaces")
    Page<NamespaceResource> list() {
        return Page.whole(namespaces.list().stream().map(NamespaceResource::new).toList());
    }
}
