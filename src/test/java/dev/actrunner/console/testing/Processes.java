package dev.actrunner.console.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/** Real servers as child processes on loopback ports, ended with the JVM at the latest. */
final class Processes {

    private Processes() {}

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
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
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

    /** The end of what a program printed. */
    static String lastWords(Path folder, List<String> command) {
        try {
            String all = Files.readString(log(folder, command), StandardCharsets.UTF_8);
            return all.substring(Math.max(0, all.length() - 2000));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static Path log(Path folder, List<String> command) {
        return folder.resolve(Path.of(command.getFirst()).getFileName() + ".log");
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

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    /** Waits until an address answers 200, and says what the process printed if it never does. */
    static void awaitOk(HttpClient client, HttpRequest request, Process process, Duration patience) {
        Instant end = Instant.now().plus(patience);
        while (Instant.now().isBefore(end) && process.isAlive()) {
            try {
                if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
                Thread.sleep(200);
            } catch (IOException _) {
                sleep();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalStateException(request.uri() + " does not answer; the server's log has more");
    }

    static void awaitOk(URI uri, Process process, Duration patience) {
        awaitOk(HttpClient.newHttpClient(), HttpRequest.newBuilder(uri).build(), process, patience);
    }

    private static void sleep() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
