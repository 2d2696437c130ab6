package dev.actrunner.console.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged console in a process of its own, as it is installed. */
public final class ConsoleProcess implements AutoCloseable {

    private final Path folder = Processes.temporaryFolder("console");
    private final int port = Processes.freePort();
    private final List<String> command = new ArrayList<>();
    private final Process process;

    private ConsoleProcess(Path kubeconfig, List<String> settings) {
        int management = Processes.freePort();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m", "-jar", jar().toString()));
        command.add("--server.port=" + port);
        command.add("--console.cluster.kubeconfig=" + kubeconfig);
        command.add("--management.server.port=" + management);
        command.addAll(settings);
        process = Processes.start(command, folder, Map.of());
        Processes.awaitOk(
            URI.create("http://127.0.0.1:" + management + "/actuator/health/readiness"),
            process,
            folder,
            command
        );
    }

    /** Starts it with a kubeconfig and settings such as {@code --console.security.mode=cluster}. */
    public static ConsoleProcess start(Path kubeconfig, String... settings) {
        return new ConsoleProcess(kubeconfig, List.of(settings));
    }

    private static Path jar() {
        try (var files = Files.list(Path.of("target"))) {
            return files
                .filter(f -> f.getFileName().toString().matches("act-runner-console-.*\\.jar"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The console is not packaged: run ./mvnw verify"))
                .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port that nobody listens on. */
    public static int freePort() {
        return Processes.freePort();
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** All that it printed. */
    public String log() {
        return Processes.printed(folder, command);
    }

    /** What is in its memory and still used. */
    public Path heapDump() {
        Path dump = folder.resolve("heap.hprof");
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Processes.output(List.of(jcmd, String.valueOf(process.pid()), "GC.heap_dump", dump.toString()));
        return dump;
    }

    @Override
    public void close() {
        Processes.stop(process);
    }
}
