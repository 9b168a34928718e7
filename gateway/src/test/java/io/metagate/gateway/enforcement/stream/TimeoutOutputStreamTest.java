package io.metagate.gateway.enforcement.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.fixture.BackgroundTasks;
import io.metagate.test.Seeded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimeoutOutputStreamTest {

    private static final int BLOCK = 16 * 1024;
    private static final long PATIENCE_SECONDS = 30;

    private final Client client = new Client();

    @Test
    void writesInBlocksThatASlowClientCanTakeOneByOne() throws IOException {
        byte[] bytes = new byte[2 * BLOCK + 101];
        Seeded random = Seeded.forTest("blocks");
        for (int n = 0; n < bytes.length; n++) {
            bytes[n] = (byte) random.below(256);
        }

        write(out -> out.write(bytes, 100, bytes.length - 100));

        assertThat(client.sizes).containsExactly(BLOCK, BLOCK, 1);
        assertThat(client.taken.toByteArray()).isEqualTo(Arrays.copyOfRange(bytes, 100, bytes.length));
    }

    @Test
    void writesNoEmptyBlock() throws IOException {
        write(out -> {
            out.write(new byte[0]);
            out.write(new byte[BLOCK]);
        });
        assertThat(client.sizes).containsExactly(BLOCK);
    }

    @Test
    void writesSingleBytes() throws IOException {
        write(out -> out.write('a'));
        assertThat(client.taken.toByteArray()).containsExactly('a');
    }

    @Test
    void flushesWhatIsBelowAndLeavesItOpen() throws IOException {
        write(OutputStream::flush);
        assertThat(client.flushes).isOne();

        write(OutputStream::close);
        assertThat(client.flushes).isEqualTo(2);
        assertThat(client.closed).isFalse();
    }

    @Test
    void hangsUpOnAClientThatTakesNothingMore() throws IOException {
        List<Writing> ways = List.of(
                out -> out.write('a'), out -> out.write(new byte[BLOCK]), OutputStream::flush, OutputStream::close);
        for (Writing way : ways) {
            client.hungUp = new CountDownLatch(1);
            client.stuck = true;
            try (WriteTimeoutWatchdog watch =
                    new WriteTimeoutWatchdog(Duration.ofMillis(20), BackgroundTasks.tasks())) {
                way.to(new TimeoutOutputStream(client, watch, client.hungUp::countDown));
            }
            assertThat(client.stuck).isFalse();
        }
    }

    private void write(Writing writing) throws IOException {
        try (WriteTimeoutWatchdog watch = new WriteTimeoutWatchdog(Duration.ofHours(1), BackgroundTasks.tasks())) {
            writing.to(new TimeoutOutputStream(client, watch, client.hungUp::countDown));
        }
    }

    /** One use of a stream. */
    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** Takes bytes, or nothing until it is hung up on. */
    private static final class Client extends OutputStream {

        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private final List<Integer> sizes = new ArrayList<>();
        private CountDownLatch hungUp = new CountDownLatch(1);
        private boolean stuck;
        private boolean closed;
        private int flushes;

        @Override
        public void write(int b) throws IOException {
            throw new IOException("byte by byte");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            awaitHangUp();
            sizes.add(length);
            taken.write(bytes, offset, length);
        }

        @Override
        public void flush() {
            awaitHangUp();
            flushes++;
        }

        @Override
        public void close() {
            closed = true;
        }

        private void awaitHangUp() {
            try {
                if (stuck) {
                    assertThat(hungUp.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
                    stuck = false;
                }
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted", e);
            }
        }
    }
}
