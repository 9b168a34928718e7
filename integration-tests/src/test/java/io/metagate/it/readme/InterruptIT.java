package io.metagate.it.readme;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Presses Ctrl-C. */
class InterruptIT {

    @Test
    void leavesNothingRunningAfterAnInterrupt(@TempDir Path home) throws Exception {
        try (RunningScript demo = RunningScript.start(Path.of(".."), home)) {
            demo.assertEndsWithEverything("INT");
        }
    }
}
