package dev.actrunner.console.monitor.exchange;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.stereotype.Component;

/** Answers other replicas, for all clusters. */
@Component
@WebEndpoint(id = "replicas")
class ResultEndpoint {

    static final String MEDIA_TYPE = "application/octet-stream";

    private final ResultSources sources;

    ResultEndpoint(ResultSources sources) {
        this.sources = sources;
    }

    /**
     * @param request a sealed {@link ResultRequest}
     * @param cluster the name of a remote cluster, null for the console's own
     */
    @ReadOperation(produces = MEDIA_TYPE)
    public WebEndpointResponse<byte[]> read(String request, @Nullable String cluster) {
        return sources
            .read(Objects.requireNonNullElse(cluster, ""), request)
            .map(page -> new WebEndpointResponse<>(page, 200))
            .orElseGet(() -> new WebEndpointResponse<>(new byte[0], 403));
    }
}
