package dev.actrunner.console.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.client.RestClient;

/** Real servers as child processes on loopback ports, ended with the JVM at the latest. */
final class Processes {

    private static final int PORTS = 5_000;
    /** Tests run in two processes, each of which has ports of its own. */
    private static final int FIRST_PORT = 20_000 + (Integer.getInteger("test.fork", 1) - 1) * PORTS;

    /** Begins elsewhere in every process, for those that run beside each other. */
    private static final AtomicInteger NEXT_PORT = new AtomicInteger(new SecureRandom().nextInt(PORTS));

    private Processes() {}

    /** Where a program of the JDK is that runs this, such as {@code java}. */
    static String jdk(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    /** Starts a program whose output goes to a file beside its data. */
    static Process start(List<String> command, Path folder, Map<String, String> environment) {
        var builder = new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log(folder, command).toFile());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The command that runs a program of this package as a process, in whatever folder, with the collector of the packaged console.
     *
     * @param options of the JVM, separated by blanks
     * @param name the class' simple name
     */
    static List<String> program(String options, String name, String... arguments) {
        var command = new ArrayList<>(List.of(jdk("java")));
        command.add("-XX:+UseSerialGC");
        command.addAll(List.of(options.split(" ")));
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(each -> Path.of(each).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
        command.addAll(List.of("-cp", classPath, Path.of("bench", "Program.java").toAbsolutePath().toString(), name));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Runs a program to its end and gives what it printed. */
    static String run(List<String> command, Path folder, Map<String, String> environment) {
        Process process = start(command, folder, environment);
        String output = "";
        try {
            boolean ended = process.waitFor(2, TimeUnit.MINUTES);
            output = Files.readString(log(folder, command), StandardCharsets.UTF_8);
            if (ended && process.exitValue() == 0) {
                return output;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException(command + " failed: " + output);
    }

    /** Runs a program in the project's folder to its end and gives what it printed. */
    static String output(List<String> command) {
        return output(command, "");
    }

    /** The same for a program that reads its standard input. */
    static String output(List<String> command, String input) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
                in.write(input);
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() == 0) {
                return output;
            }
            throw new IllegalStateException(command + " failed: " + output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What a program printed. */
    static String printed(Path folder, List<String> command) {
        try {
            return Files.readString(log(folder, command), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The end of what a program printed. */
    static String lastWords(Path folder, List<String> command) {
        String all = printed(folder, command);
        return all.substring(Math.max(0, all.length() - 2000));
    }

    private static Path log(Path folder, List<String> command) {
        return folder.resolve(Path.of(command.getFirst()).getFileName() + ".log");
    }

    /** A figure of the kernel's about a process, such as {@code Threads} or {@code VmRSS} (in KiB). */
    static long status(Process process, String figure) {
        try (var lines = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            return lines
                .filter(line -> line.startsWith(figure + ":"))
                .map(line -> line.replaceAll("\\D+", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A port that a server may listen on in a moment. It is below those that a system gives to outgoing connections (49152,
     * on Linux 32768), one of which could take it meanwhile, and no other caller gets it.
     */
    static int freePort() {
        while (true) {
            int port = FIRST_PORT + Math.floorMod(NEXT_PORT.getAndIncrement(), PORTS);
            try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return port;
            } catch (IOException _) {
                // Somebody listens there.
            }
        }
    }

    static Path temporaryFolder(String prefix) {
        try {
            Path folder = Files.createTempDirectory(prefix);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(folder.toFile())));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until an address answers 200. */
    static void awaitOk(URI uri, Process process, Path folder, List<String> command) {
        await(process, folder, command, () -> {
            RestClient.create(uri.toString()).get().retrieve().toBodilessEntity();
            return true;
        });
    }

    /** Waits until a server is ready, and says what it printed if it ends before or never is. */
    static void await(Process process, Path folder, List<String> command, Callable<Boolean> ready) {
        try {
            Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .failFast("the server ended", () -> !process.isAlive())
                .ignoreExceptions()
                .until(ready);
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            throw new IllegalStateException(command.getFirst() + " is not ready: " + lastWords(folder, command), e);
        }
    }
}
