package dev.actrunner.console.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** All that this JVM prints, and so all that any console in it logs, kept beside being printed. */
final class PrintedLog extends OutputStream {

    private static final PrintedLog INSTANCE = new PrintedLog(System.out);

    private final PrintStream original;
    private final ByteArrayOutputStream copy = new ByteArrayOutputStream();

    private PrintedLog(PrintStream original) {
        this.original = original;
        System.setOut(new PrintStream(this, true, StandardCharsets.UTF_8));
    }

    /** How much there is so far, to be given to {@link #since}. */
    static int mark() {
        return INSTANCE.copy.size();
    }

    static String since(int mark) {
        byte[] all = INSTANCE.copy.toByteArray();
        return new String(all, mark, all.length - mark, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int b) {
        original.write(b);
        copy.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        original.write(bytes, offset, length);
        copy.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        original.flush();
    }
}
