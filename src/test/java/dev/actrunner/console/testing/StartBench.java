package dev.actrunner.console.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.springframework.util.FileSystemUtils;

/**
 * Measures how soon the packaged console answers its first page, and what is resident while it watches three connections, beside a bare
 * Spring Boot on the same libraries ({@code bench/BareStack.java}), in turns: {@code bench/start.sh}. Both have an AOT cache of their own, and the
 * image's options.
 */
public final class StartBench {

    private static final Path TARGET = Path.of("target/start").toAbsolutePath();
    private static final List<String> OPTIONS = List.of(
        "-XX:+UseSerialGC",
        "-XX:+UseCompactObjectHeaders",
        "-XX:TieredStopAtLevel=1"
    );
    private static final List<String> HEAP = List.of("-Xms64m", "-Xmx256m");
    private static final Duration IDLE = Duration.ofSeconds(40);
    private static final int CONNECTIONS = 3;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path kubeconfig;

    private StartBench(Path kubeconfig) {
        this.kubeconfig = kubeconfig;
    }

    /**
     * Something that is started.
     *
     * @param what of the command, after the JVM's options
     */
    private record Program(String name, List<String> what) {
        Path cache() {
            return TARGET.resolve(name + ".aot");
        }

        List<String> command(List<String> options) {
            var command = new ArrayList<String>();
            command.add(Processes.jdk("java"));
            command.addAll(OPTIONS);
            command.addAll(options);
            command.addAll(what);
            return command;
        }
    }

    /**
     * What a start took.
     *
     * @param cpu of all threads until the first page
     * @param resident in MiB
     */
    private record Start(Duration firstPage, Duration cpu, long resident) {}

    /** @param args how many rounds */
    public static void run(String... args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        FileSystemUtils.deleteRecursively(TARGET);
        Path libraries = extractedConsole();
        var console = new Program(
            "console",
            List.of("-Dspring.aot.enabled=true", "-jar", TARGET.resolve("console.jar").toString())
        );
        var bare = new Program("bare", List.of("-cp", bareStack(libraries) + ":" + libraries + "/*", "BareStack"));
        // Uses it as the image's build does, with a cluster and a forge of its own.
        TrainingRun.run(console.command(List.of("-XX:AOTCacheOutput=" + console.cache())).toArray(String[]::new));
        try (RealCluster cluster = RealCluster.start(); var connections = new ManyConnections(1)) {
            connections.make(cluster.admin(), CONNECTIONS);
            var bench = new StartBench(cluster.kubeconfig());
            bench.start(bare, List.of("-XX:AOTCacheOutput=" + bare.cache()), Duration.ZERO);
            System.out.printf("on %s, medians of %d rounds%n", cluster.title(), rounds);
            bench.measure(List.of(bare, console), rounds);
        }
    }

    private void measure(List<Program> programs, int rounds) throws Exception {
        var starts = programs
            .stream()
            .map(_ -> new ArrayList<Start>())
            .toList();
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < programs.size(); i++) {
                // Idle is looked at once: it is the same each time.
                starts.get(i).add(start(programs.get(i), measured(programs.get(i)), round == 0 ? IDLE : Duration.ZERO));
            }
        }
        for (int i = 0; i < programs.size(); i++) {
            System.out.printf(
                "%-8s first page after %4.0f ms, %4.0f ms of a core; %d MiB resident after %d s, of which a cache of %d MiB%n",
                programs.get(i).name(),
                median(starts.get(i), Start::firstPage),
                median(starts.get(i), Start::cpu),
                starts.get(i).getFirst().resident(),
                IDLE.toSeconds(),
                Files.size(programs.get(i).cache()) >> 20
            );
        }
    }

    private static List<String> measured(Program program) {
        var options = new ArrayList<>(HEAP);
        // Ends where the cache cannot be used, which would otherwise be slow and nothing more.
        options.addAll(List.of("-XX:AOTCache=" + program.cache(), "-XX:AOTMode=on"));
        return options;
    }

    private Start start(Program program, List<String> options, Duration idle) throws Exception {
        Path folder = Processes.temporaryFolder("start");
        int port = Processes.freePort();
        List<String> command = program.command(options);
        command.addAll(List.of("--server.port=" + port, "--management.server.port=" + Processes.freePort()));
        long begin = System.nanoTime();
        Process process = Processes.start(
            command,
            folder,
            Map.of("KUBECONFIG", kubeconfig.toString(), "MALLOC_ARENA_MAX", "2")
        );
        try {
            awaitPage(process, URI.create("http://127.0.0.1:" + port + "/"), folder, command);
            var firstPage = Duration.ofNanos(System.nanoTime() - begin);
            Duration cpu = process.info().totalCpuDuration().orElseThrow();
            Thread.sleep(idle);
            long resident = Processes.status(process, "VmRSS") >> 10;
            process.destroy();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                throw new IllegalStateException(program.name() + " did not end");
            }
            return new Start(firstPage, cpu, resident);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Whatever the answer is: somebody who is not signed in is sent to another page. */
    private void awaitPage(Process process, URI page, Path folder, List<String> command) throws InterruptedException {
        var request = HttpRequest.newBuilder(page).header("Accept", "text/html").build();
        while (true) {
            try {
                int status = http.send(request, BodyHandlers.discarding()).statusCode();
                if (status >= 400) {
                    throw new IllegalStateException(page + " answered " + status);
                }
                return;
            } catch (IOException _) {
                if (!process.isAlive()) {
                    throw new IllegalStateException(Processes.lastWords(folder, command));
                }
                Thread.sleep(5);
            }
        }
    }

    private static double median(List<Start> starts, Function<Start, Duration> of) {
        return Turns.median(starts.stream().map(of).mapToLong(Duration::toNanos).toArray());
    }

    /** Takes the packaged console apart, as the image's build does, and gives the folder of its libraries. */
    private static Path extractedConsole() {
        Processes.output(
            List.of(
                Processes.jdk("java"),
                "-Djarmode=tools",
                "-jar",
                ConsoleProcess.jar().toString(),
                "extract",
                "--application-filename",
                "console.jar",
                "--destination",
                TARGET.toString()
            )
        );
        return TARGET.resolve("lib");
    }

    /** Compiles the bare program, and gives its jar: a cache knows classes of jars alone. */
    private static Path bareStack(Path libraries) throws IOException {
        Path classes = TARGET.resolve("bare");
        Path jar = TARGET.resolve("bare.jar");
        Files.createDirectories(classes.resolve("templates"));
        Files.writeString(classes.resolve("templates/bare.html"), "<!doctype html><title>Bare</title>");
        Processes.output(
            List.of(
                Processes.jdk("javac"),
                "-parameters",
                "-proc:none",
                "-cp",
                libraries + "/*",
                "-d",
                classes.toString(),
                "bench/BareStack.java"
            )
        );
        Processes.output(
            List.of(Processes.jdk("jar"), "--create", "--file", jar.toString(), "-C", classes.toString(), ".")
        );
        return jar;
    }
}
