package dev.actrunner.console.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** The packaged console in a process of its own, as it is installed. */
public final class ConsoleProcess implements AutoCloseable {

    private final Path folder = Processes.temporaryFolder("console");
    private final int port = Processes.freePort();
    private final int management = Processes.freePort();
    private final List<String> command = new ArrayList<>();
    private final Process process;

    private ConsoleProcess(List<String> prefix, Path kubeconfig, List<String> options, List<String> settings) {
        command.addAll(prefix);
        command.add(Processes.jdk("java"));
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(options);
        command.addAll(List.of("-jar", jar().toString()));
        command.add("--server.port=" + port);
        command.add("--console.cluster.kubeconfig=" + kubeconfig);
        command.add("--management.server.port=" + management);
        settings.forEach(setting -> command.add(setting.replace("{management}", String.valueOf(management))));
        process = Processes.start(command, folder, Map.of());
        Processes.awaitOk(
            URI.create("http://127.0.0.1:" + management + "/actuator/health/readiness"),
            process,
            folder,
            command
        );
    }

    /**
     * Starts it with a kubeconfig and settings such as {@code --console.security.mode=cluster}; <code>{management}</code> in them
     * is the port of Actuator's endpoints.
     */
    public static ConsoleProcess start(Path kubeconfig, String... settings) {
        return new ConsoleProcess(List.of(), kubeconfig, List.of("-Xmx512m"), List.of(settings));
    }

    /** The same with other options of the JVM, such as {@code -Xmx384m -XX:TieredStopAtLevel=1}. */
    public static ConsoleProcess withOptions(String options, Path kubeconfig, String... settings) {
        return new ConsoleProcess(List.of(), kubeconfig, List.of(options.split(" ")), List.of(settings));
    }

    /** The same where no file can be written, as on a full disk, until {@link #limitFiles} says otherwise. */
    public static ConsoleProcess withoutDisk(Path kubeconfig, String... settings) {
        return new ConsoleProcess(
            List.of("prlimit", "--fsize=0:unlimited", "--"),
            kubeconfig,
            List.of("-Xmx512m"),
            List.of(settings)
        );
    }

    /** Lets no file that it writes become longer than so many bytes, or {@code unlimited}. */
    public void limitFiles(String bytes) {
        Processes.output(List.of("prlimit", "--pid", String.valueOf(process.pid()), "--fsize=" + bytes + ":unlimited"));
    }

    /** Whether the process runs and says that it lives. */
    public boolean isAlive() {
        try {
            return RestClient.create("http://127.0.0.1:" + management)
                .get()
                .uri("/actuator/health/liveness")
                .retrieve()
                .toBodilessEntity()
                .getStatusCode()
                .is2xxSuccessful();
        } catch (RestClientException _) {
            return false;
        }
    }

    /** A figure of the kernel's about the process, such as {@code Threads} or {@code VmRSS} (in KiB). */
    public long status(String figure) {
        return Processes.status(process, figure);
    }

    /** Returns how long its threads have run on a processor. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Ends it as a crash would. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    static Path jar() {
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

    /** What of its heap is in use after a collection, as the JVM says it, in KiB. */
    long liveHeap() {
        String jcmd = Processes.jdk("jcmd");
        String pid = String.valueOf(process.pid());
        Processes.output(List.of(jcmd, pid, "GC.run"));
        var used = Pattern.compile("used (\\d+)K").matcher(Processes.output(List.of(jcmd, pid, "GC.heap_info")));
        long sum = 0;
        // The generations; what follows is not the heap.
        for (int i = 0; i < 2 && used.find(); i++) {
            sum += Long.parseLong(used.group(1));
        }
        return sum;
    }

    /** What is in its memory and still used. */
    public Path heapDump() {
        Path dump = folder.resolve("heap.hprof");
        String jcmd = Processes.jdk("jcmd");
        Processes.output(List.of(jcmd, String.valueOf(process.pid()), "GC.heap_dump", dump.toString()));
        return dump;
    }

    @Override
    public void close() {
        Processes.stop(process);
    }
}
