package dev.actrunner.console.api;

import dev.actrunner.console.api.resource.Page;
import dev.actrunner.console.cluster.Cluster;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/namespaces", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Cluster")
class NamespacesController {

    private final Cluster cluster;

    NamespacesController(Cluster cluster) {
        this.cluster = cluster;
    }

    record NamespaceResource(String name) {}

    @GetMapping
    @Operation(summary = "Namespaces that can be seen, or the configured ones where listing them is forbidden")
    Page<NamespaceResource> list() {
        return Page.whole(cluster.namespaces().stream().map(NamespaceResource::new).toList());
    }
}
