package dev.actrunner.console.multicluster;

import dev.actrunner.console.multicluster.RemoteClusters.RemoteCluster;
import dev.actrunner.console.multicluster.RemoteClusters.State;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Answers requests for the console of a remote cluster while it is not there. None of them reaches the console's own application,
 * which would show a token of that cluster to its own API server.
 */
final class ClusterGate extends ValveBase {

    private static final String PROBLEM = """
    {"type":"about:blank","title":"Service Unavailable","status":503,"detail":"The console of this cluster does not run yet. Try again in a moment."}
    """;

    private final String home;
    private final RemoteClusters clusters;

    /** @param home the path of the console's own application, without a slash at the end */
    ClusterGate(String home, RemoteClusters clusters) {
        super(true);
        this.home = home;
        this.clusters = clusters;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        String path = request.getDecodedRequestURI();
        RemoteCluster wanted = wanted(path);
        if (wanted == null || isServed(wanted, request)) {
            getNext().invoke(request, response);
            return;
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        boolean isPage = request.getMethod().equals("GET") && request.getHeader("HX-Request") == null;
        if (isPage && !path.startsWith(place(wanted) + "/api/")) {
            // The page of all clusters says how it is.
            response.sendRedirect(home + "/clusters");
            return;
        }
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader(HttpHeaders.RETRY_AFTER, "5");
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getWriter().write(PROBLEM);
    }

    private @Nullable RemoteCluster wanted(@Nullable String path) {
        String all = home + RemoteClusters.PATH;
        if (path == null || !path.startsWith(all)) {
            return null;
        }
        String name = path.substring(all.length()).split("/", 2)[0];
        return clusters.find(name).orElse(null);
    }

    private boolean isServed(RemoteCluster wanted, Request request) {
        return (
            wanted.state() == State.RUNNING &&
            request.getContext() != null &&
            request.getContext().getPath().equals(place(wanted))
        );
    }

    private String place(RemoteCluster cluster) {
        return home + RemoteClusters.PATH + cluster.name();
    }
}
