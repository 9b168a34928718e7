package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.it.bed.AuditServer;
import io.metagate.it.bed.Bed;
import io.metagate.it.bed.Workspace;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A gateway that runs out of memory ends, and does not go on with threads that are gone (P6). */
class OutOfMemoryIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int EXIT_OF_THE_JVM = 3;

    @Test
    void endsInsteadOfGoingOnWithoutMemory() throws Exception {
        try (Bed bed = Bed.start(
                Workspace.fresh("memory"),
                AuditServer.shared(),
                told -> told.with("JAVA_TOOL_OPTIONS", "-Xmx8m -XX:+UseSerialGC"))) {
            assertThat(bed.gateway().awaitExit(PATIENCE))
                    .as(bed.gateway().log())
                    .hasValue(EXIT_OF_THE_JVM);
            assertThat(bed.gateway().log()).contains("Terminating due to java.lang.OutOfMemoryError");
        }
    }
}
