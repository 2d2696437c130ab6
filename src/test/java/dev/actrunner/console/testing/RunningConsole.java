package dev.actrunner.console.testing;

import dev.actrunner.console.ActRunnerConsole;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.client.RestClient;

/** The whole console on a port of its own, with a kubeconfig, as a user would start it. */
public final class RunningConsole implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final ShiftedClock clock = new ShiftedClock();
    private final int log = PrintedLog.mark();

    private RunningConsole(Path kubeconfig, List<String> settings) {
        var arguments = new LinkedHashMap<String, String>();
        arguments.put("--server.port", "0");
        arguments.put("--console.cluster.kubeconfig", kubeconfig.toString());
        arguments.put("--logging.level.dev.actrunner", "DEBUG");
        // What a test changes in the cluster shall show at once.
        arguments.put("--console.keda.cache-ttl", "0s");
        // Who signs in is another test's matter.
        arguments.put("--console.security.mode", "demo");
        arguments.put("--console.limits.requests-per-second", "100000");
        arguments.put("--console.limits.writes-per-minute", "100000");
        arguments.put("--spring.main.banner-mode", "off");
        for (String setting : settings) {
            String[] pair = setting.split("=", 2);
            arguments.put(pair[0], pair[1]);
        }
        String[] line = arguments
            .entrySet()
            .stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .toArray(String[]::new);
        var application = new SpringApplication(ActRunnerConsole.class);
        application.addInitializers(started ->
            ((GenericApplicationContext) started).registerBean("shiftedClock", Clock.class, () -> clock)
        );
        context = application.run(line);
    }

    /** Starts one on a cluster, with settings such as {@code --console.forge.probe-timeout=2s}. */
    public static RunningConsole on(TestCluster cluster, String... settings) {
        return on(cluster.kubeconfig(), settings);
    }

    /** Starts one with a kubeconfig. */
    public static RunningConsole on(Path kubeconfig, String... settings) {
        return new RunningConsole(kubeconfig, List.of(settings));
    }

    /** A port that nobody listens on, for a console whose address must be known before it starts. */
    public static int freePort() {
        return Processes.freePort();
    }

    /** What it takes for the time. */
    public ShiftedClock clock() {
        return clock;
    }

    /** Its address, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    /** What a setting is, such as the port that was found for it. */
    public String environment(String name) {
        return String.valueOf(context.getEnvironment().getProperty(name));
    }

    /** A client of its REST API. */
    public RestTestClient api() {
        return RestTestClient.bindToServer()
            .baseUrl(url() + "/api/v1")
            .build();
    }

    /** The same for somebody with a token. */
    public RestTestClient api(String bearer) {
        return api()
            .mutate()
            .defaultHeader("Authorization", "Bearer " + bearer)
            .build();
    }

    /**
     * Sets a connection up by the API.
     *
     * @param connection namespace and name
     * @param scope as JSON
     */
    public void connect(String connection, String forge, String token, String scope) {
        connect(url(), connection, forge, token, scope);
    }

    /** The same at a console that was started otherwise. */
    static void connect(String console, String connection, String forge, String token, String scope) {
        String[] parts = connection.split("/", 2);
        RestClient.create(console)
            .put()
            .uri("/api/v1/namespaces/{ns}/connections/{name}", parts[0], parts[1])
            .contentType(MediaType.APPLICATION_JSON)
            .body(
                """
                {"forge":{"url":"%s"},"scope":%s,"token":{"value":"%s"},"runnerLabels":["docker"]}
                """.formatted(forge, scope, token)
            )
            .retrieve()
            .toBodilessEntity();
    }

    /** A request for a connection to the whole instance, as JSON. */
    public static String request(String forge, String token) {
        return """
        {"forge":{"url":"%s"},"scope":{"kind":"admin"},"token":{"value":"%s"}}
        """.formatted(forge, token);
    }

    /** One of its beans. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** One of several of a type. */
    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** All that was logged since it started. */
    public String log() {
        return PrintedLog.since(log);
    }

    @Override
    public void close() {
        context.close();
    }
}
