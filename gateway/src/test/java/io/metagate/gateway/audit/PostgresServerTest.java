package io.metagate.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A test that fails in the middle must not let those behind it hang. */
class PostgresServerTest {

    @Test
    void isInOrderAgainWhateverATestLeft() throws Exception {
        try (PostgresServer server = new PostgresServer()) {
            for (Leaving left : List.<Leaving>of(server::awaitNobody, server::freeze, server::kill)) {
                left.behind();

                server.restore();

                server.execute("CREATE TABLE IF NOT EXISTS works ()");
            }
            assertThat(new AuditTable(server.database("orderly")).ids()).isEmpty();
        }
    }

    /** What a test leaves. */
    @FunctionalInterface
    private interface Leaving {
        void behind() throws Exception;
    }
}
