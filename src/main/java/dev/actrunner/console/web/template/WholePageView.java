package dev.actrunner.console.web.template;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.spring6.view.ThymeleafView;

/**
 * Encodes a page, which is made before it is sent, all at once. The server's writer would do so by 8 KiB and, with the compiler that
 * the image has, take a sixth of the time of a page.
 */
public final class WholePageView extends ThymeleafView {

    @Override
    public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
        throws Exception {
        super.render(model, request, new EncodingResponse(response));
    }

    /** Encodes each text that is written to it at once. */
    private static final class EncodingResponse extends HttpServletResponseWrapper {

        private EncodingResponse(HttpServletResponse response) {
            super(response);
        }

        @Override
        public PrintWriter getWriter() throws IOException {
            return new PrintWriter(new EncodingWriter(getOutputStream(), Charset.forName(getCharacterEncoding())));
        }
    }

    private static final class EncodingWriter extends Writer {

        private final OutputStream bytes;
        private final Charset charset;

        private EncodingWriter(OutputStream bytes, Charset charset) {
            this.bytes = bytes;
            this.charset = charset;
        }

        @Override
        public void write(String text, int offset, int length) throws IOException {
            bytes.write(text.substring(offset, offset + length).getBytes(charset));
        }

        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            write(new String(text, offset, length), 0, length);
        }

        @Override
        public void flush() throws IOException {
            bytes.flush();
        }

        @Override
        public void close() throws IOException {
            bytes.close();
        }
    }
}
