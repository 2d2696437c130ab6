package dev.actrunner.console.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection on which a request is written piece by piece, as no well-behaved client does it. */
public final class RawHttp implements AutoCloseable {

    private final Socket socket = new Socket();

    public RawHttp(String console) throws IOException {
        this(console, "127.0.0.1");
    }

    /** @param from the address that it comes from, of this machine's own */
    public RawHttp(String console, String from) throws IOException {
        URI address = URI.create(console);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), 5000);
        socket.setSoTimeout(20_000);
    }

    /** Writes as it is, without a line's end. */
    public RawHttp write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** All that comes until the server closes the connection. */
    public String readAll() throws IOException {
        try (InputStream in = socket.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** The first line of the answer; empty where the connection is closed without one. */
    public String status() throws IOException {
        var line = new StringBuilder();
        InputStream in = socket.getInputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
