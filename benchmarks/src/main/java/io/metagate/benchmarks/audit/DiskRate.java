package io.metagate.benchmarks.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * How often a second one page of PostgreSQL's write-ahead log can reach the disk: no single writer commits more often.
 */
public final class DiskRate {

    private static final int PAGE = 8192;
    private static final int PAGES = 2048;

    private DiskRate() {}

    /**
     * Overwrites the pages of a file in that folder one by one, as a recycled segment of the log is, and forces each to
     * the disk.
     */
    public static double perSecond(Path folder, Duration time) throws IOException {
        Path file = Files.createTempFile(folder, "disk-rate", "");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer page = ByteBuffer.allocateDirect(PAGE);
            fill(channel, page);
            long start = System.nanoTime();
            long forced = 0;
            while (System.nanoTime() - start < time.toNanos()) {
                write(channel, page, forced++ % PAGES);
                channel.force(false);
            }
            return forced / ((System.nanoTime() - start) / 1e9);
        } finally {
            Files.delete(file);
        }
    }

    private static void fill(FileChannel channel, ByteBuffer page) throws IOException {
        for (long n = 0; n < PAGES; n++) {
            write(channel, page, n);
        }
        channel.force(true);
    }

    private static void write(FileChannel channel, ByteBuffer page, long number) throws IOException {
        page.clear();
        while (page.hasRemaining()) {
            channel.write(page, number * PAGE + page.position());
        }
    }
}
