package io.metagate.it.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * What a gateway holds in memory, in MiB.
 *
 * @param bed the gateway
 * @param pid its process
 */
public record GatewayMemory(Bed bed, long pid) {

    private static final long PATIENCE_SECONDS = 60;
    private static final String MOST_RESIDENT = "VmHWM:";

    /** That of the gateway as it runs now. */
    public static GatewayMemory of(Bed bed) {
        return new GatewayMemory(bed, bed.gateway().pid());
    }

    /** Objects on its heap, also those that nobody refers to any more. */
    public long used() {
        return (long) Metrics.of(bed).sum("jvm_memory_used_bytes{area=\"heap\"") >> 20;
    }

    /** Objects on its heap that somebody refers to: it collects garbage first. */
    public long live() {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process collecting = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!collecting.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || collecting.exitValue() != 0) {
                throw new AssertionError("no garbage was collected");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return used();
    }

    /** Buffers outside of its heap. */
    public long direct() {
        return (long) Metrics.of(bed).sum("netty_allocator_memory_used{") >> 20;
    }

    /** The most physical memory that its process ever held, as Linux counts it. */
    public long mostResident() {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                            .filter(line -> line.startsWith(MOST_RESIDENT))
                            .mapToLong(line -> Long.parseLong(line.substring(MOST_RESIDENT.length())
                                    .replace("kB", "")
                                    .strip()))
                            .findFirst()
                            .orElseThrow()
                    >> 10;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
