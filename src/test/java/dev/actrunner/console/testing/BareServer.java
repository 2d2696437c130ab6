package dev.actrunner.console.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * The least that a server can do for a page: it reads a request, and sends bytes that it has already. How long it takes is the limit
 * for {@link DashboardBench}. It is a process with the options of the console's, but has no other work.
 */
public final class BareServer implements AutoCloseable {

    private final Process process;
    private final String url;

    private BareServer(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts one.
     *
     * @param options of the JVM
     * @param answer what it answers to every request, as compressed by gzip
     */
    static BareServer start(String options, byte[] answer) throws IOException {
        Path folder = Processes.temporaryFolder("bare");
        Path file = Files.write(folder.resolve("answer.gz"), answer);
        int port = Processes.freePort();
        List<String> command = Processes.program(options, "BareServer", String.valueOf(port), file.toString());
        Process process = Processes.start(command, folder, Map.of());
        String url = "http://127.0.0.1:" + port;
        Processes.awaitOk(URI.create(url), process, folder, command);
        return new BareServer(process, url);
    }

    /** @param args the port, and the file with the answer */
    public static void run(String... args) throws IOException, InterruptedException {
        byte[] answer = Files.readAllBytes(Path.of(args[1]));
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        HttpServer server = HttpServer.create(address, 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer(exchange, answer));
        server.start();
        Thread.currentThread().join();
    }

    private static void answer(HttpExchange exchange, byte[] answer) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        Processes.stop(process);
    }
}
