package io.metagate.gateway.enforcement.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class CountingOutputStreamTest {

    @Test
    void countsEachByteThatItHandsOver() throws IOException {
        ByteArrayOutputStream below = new ByteArrayOutputStream();
        CountingOutputStream out = new CountingOutputStream(below);
        assertThat(out.count()).isZero();

        out.write('a');
        out.write("-bcd-".getBytes(US_ASCII), 1, 3);
        out.write("ef".getBytes(US_ASCII));

        assertThat(below.toString(US_ASCII)).isEqualTo("abcdef");
        assertThat(out.count()).isEqualTo(6);
    }

    @Test
    void countsNoByteThatCouldNotBeHandedOver() {
        CountingOutputStream out = new CountingOutputStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("the client is gone");
            }
        });

        assertThatThrownBy(() -> out.write('a')).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> out.write(new byte[3])).isInstanceOf(IOException.class);
        assertThat(out.count()).isZero();
    }
}
