package dev.actrunner.console.security;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** A request that does not say how long its body is, of which no more than so much is read. */
final class BoundedRequest extends HttpServletRequestWrapper {

    private final long longest;

    BoundedRequest(HttpServletRequest request, long longest) {
        super(request);
        this.longest = longest;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new Bounded(super.getInputStream());
    }

    private final class Bounded extends ServletInputStream {

        private final ServletInputStream all;
        private long read;

        Bounded(ServletInputStream all) {
            this.all = all;
        }

        @Override
        public int read() throws IOException {
            int one = all.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int some = all.read(bytes, offset, length);
            count(Math.max(0, some));
            return some;
        }

        private void count(int more) {
            read += more;
            if (read > longest) {
                throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE, LimitFilter.TOO_LONG);
            }
        }

        @Override
        public boolean isFinished() {
            return all.isFinished();
        }

        @Override
        public boolean isReady() {
            return all.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            all.setReadListener(listener);
        }
    }
}
