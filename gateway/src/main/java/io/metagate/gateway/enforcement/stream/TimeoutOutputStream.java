package io.metagate.gateway.enforcement.stream;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The way to a client that may take nothing more. Large writes go in blocks, so that whoever reads slowly but steadily
 * is not ended.
 */
public final class TimeoutOutputStream extends OutputStream {

    private static final int BLOCK = 16 * 1024;

    private final OutputStream out;
    private final WriteTimeoutWatchdog watch;
    private final Runnable hangUp;

    public TimeoutOutputStream(OutputStream out, WriteTimeoutWatchdog watch, Runnable hangUp) {
        this.out = out;
        this.watch = watch;
        this.hangUp = hangUp;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; done += BLOCK) {
            int from = offset + done;
            int size = Math.min(BLOCK, length - done);
            watch.during(() -> out.write(bytes, from, size), hangUp);
        }
    }

    @Override
    public void flush() throws IOException {
        watch.during(out::flush, hangUp);
    }

    /** What is below stays open: who opened it closes it. */
    @Override
    public void close() throws IOException {
        flush();
    }
}
