package io.metagate.demo.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that an earlier run started and could not stop, because it was killed itself.
 *
 * @param pidFile a file whose first line is the process id; it may be missing
 * @param mark a text that stands in the command line of that process and of no stranger's that got its id later
 */
public record StrayProcess(Path pidFile, String mark) {

    private static final long PATIENCE_SECONDS = 5;

    /** Ends the process if it still runs: first with a request, then by force. */
    public void end() {
        running().ifPresent(StrayProcess::end);
    }

    /** Ends that process, if it still runs, and waits until it is gone: first with a request, then by force. */
    public static void end(ProcessHandle process) {
        process.destroy();
        if (!endedInTime(process)) {
            process.destroyForcibly();
            endedInTime(process);
        }
    }

    /** The process, if it still runs. */
    public Optional<ProcessHandle> running() {
        return pid().flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info().commandLine().orElse("").contains(mark));
    }

    private Optional<Long> pid() {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(pidFile);
            return lines.isEmpty() || !lines.get(0).matches("[0-9]{1,18}")
                    ? Optional.empty()
                    : Optional.of(Long.valueOf(lines.get(0)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean endedInTime(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
