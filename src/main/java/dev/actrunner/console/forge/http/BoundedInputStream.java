package dev.actrunner.console.forge.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that ends with an exception where it grows too large, so that an endless one does no harm. */
public final class BoundedInputStream extends FilterInputStream {

    /** The body is larger than the limit. */
    public static final class TooLarge extends IOException {}

    private long left;

    public BoundedInputStream(InputStream body, long limit) {
        super(body);
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        count(Math.max(n, 0));
        return n;
    }

    private void count(int n) throws IOException {
        left -= n;
        if (left < 0) {
            throw new TooLarge();
        }
    }
}
