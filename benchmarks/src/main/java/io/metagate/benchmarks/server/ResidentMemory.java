package io.metagate.benchmarks.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Physical memory of a process, as Linux counts it.
 *
 * @param megabytes now
 * @param mostMegabytes the most so far
 */
public record ResidentMemory(long megabytes, long mostMegabytes) {

    private static final long KILOBYTES = 1024;

    /** That of a running process. */
    public static ResidentMemory of(long pid) {
        try {
            return read(Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the lines of a {@code /proc/<pid>/status} say. */
    static ResidentMemory read(List<String> status) {
        return new ResidentMemory(field(status, "VmRSS:"), field(status, "VmHWM:"));
    }

    private static long field(List<String> status, String name) {
        return status.stream()
                        .filter(line -> line.startsWith(name))
                        .map(line ->
                                line.substring(name.length()).replace("kB", "").strip())
                        .mapToLong(Long::parseLong)
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no " + name + " in the status of a process"))
                / KILOBYTES;
    }
}
