package dev.actrunner.console.forge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class BoundedInputStreamTest {

    private static InputStream of(int size, long limit) {
        return new BoundedInputStream(new ByteArrayInputStream(new byte[size]), limit);
    }

    @Test
    void aBodyOfExactlyTheLimitIsRead() throws IOException {
        try (InputStream body = of(10, 10)) {
            assertThat(body.readAllBytes()).hasSize(10);
            assertThat(body.read()).isEqualTo(-1);
            assertThat(body.read(new byte[4])).isEqualTo(-1);
        }
    }

    @Test
    void oneByteMoreIsTooLarge() throws IOException {
        try (InputStream body = of(11, 10)) {
            assertThatExceptionOfType(BoundedInputStream.TooLarge.class).isThrownBy(body::readAllBytes);
        }
    }

    @Test
    void bytesAreCountedOneByOneToo() throws IOException {
        try (InputStream body = of(3, 2)) {
            assertThat(body.read()).isZero();
            assertThat(body.read()).isZero();
            assertThatExceptionOfType(BoundedInputStream.TooLarge.class).isThrownBy(body::read);
        }
    }
}
