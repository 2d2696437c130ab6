package dev.actrunner.console.multicluster;

import dev.actrunner.console.multicluster.RemoteClusters.RemoteCluster;
import dev.actrunner.console.multicluster.RemoteClusters.State;
import dev.actrunner.console.problem.ProblemType;
import dev.actrunner.console.security.identity.ProblemResponses;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.http.HttpHeaders;

/**
 * Answers what is asked below {@code /clusters/} where no console of a remote cluster is there to answer: it does not run, or there
 * is no such cluster. None of it reaches the console's own application, which would show a token of another cluster to its own
 * API server.
 */
final class ClusterGate extends ValveBase {

    private final RemoteClusters clusters;

    ClusterGate(RemoteClusters clusters) {
        super(true);
        this.clusters = clusters;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        String name = name(Objects.requireNonNullElse(request.getDecodedRequestURI(), ""));
        if (name.isEmpty()) {
            getNext().invoke(request, response);
            return;
        }
        RemoteCluster cluster = clusters.find(name).orElse(null);
        if (cluster == null) {
            refuse(
                response,
                ProblemType.NOT_FOUND,
                "There is no remote cluster of that name. /api/v1/clusters lists them."
            );
        } else if (!isServed(cluster, request)) {
            waitFor(cluster, request, response);
        } else if (request.getRequestURI().startsWith("//")) {
            refuse(response, ProblemType.BAD_REQUEST, "The path begins with two slashes: send one.");
        } else {
            getNext().invoke(request, response);
        }
    }

    /** Returns what stands after {@code /clusters/}, in whatever case that is written; empty where nothing does. */
    private String name(String path) {
        String all = clusters.homePath() + RemoteClusters.PATH;
        return path.toLowerCase(Locale.ROOT).startsWith(all.toLowerCase(Locale.ROOT))
            ? path.substring(all.length()).split("/", 2)[0]
            : "";
    }

    private boolean isServed(RemoteCluster cluster, Request request) {
        return (
            cluster.state() == State.RUNNING &&
            request.getContext() != null &&
            request.getContext().getPath().equals(cluster.path())
        );
    }

    private void waitFor(RemoteCluster cluster, Request request, Response response) throws IOException {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        boolean isPage = request.getMethod().equals("GET") && accepted != null && accepted.contains("text/html");
        if (isPage) {
            // The page of all clusters says how it is. Under whatever name it was asked for.
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader(HttpHeaders.LOCATION, clusters.homePath() + "/clusters");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            return;
        }
        response.setHeader(HttpHeaders.RETRY_AFTER, "5");
        refuse(
            response,
            ProblemType.CLUSTER_UNAVAILABLE,
            cluster.state() == State.FAILED
                ? "The console of this cluster cannot be started. /api/v1/clusters says why."
                : "The console of this cluster is starting. Try again in a moment."
        );
    }

    private static void refuse(Response response, ProblemType type, String detail) throws IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        ProblemResponses.problem(response.getResponse(), type, detail);
    }
}
