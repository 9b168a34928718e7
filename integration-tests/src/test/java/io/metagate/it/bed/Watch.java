package io.metagate.it.bed;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.it.client.Reply;
import io.metagate.test.Eventually;
import java.sql.SQLException;
import java.time.Duration;

/** Looks at what one request does to the audit log and to the store. */
public final class Watch {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AuditServer audit;
    private final long records;
    private final long commands;

    private Watch(AuditServer audit, long records, long commands) {
        this.audit = audit;
        this.records = records;
        this.commands = commands;
    }

    /** Begins now. */
    public static Watch over(Bed bed) throws SQLException {
        return new Watch(bed.audit(), bed.audit().count(), SampleStore.shared().commands());
    }

    /** Requires that there is exactly one record more, which is that of the answer; gives it. */
    public AuditRow onlyRecordOf(Reply reply) throws SQLException {
        assertThat(audit.count() - records).as("audit records of one request").isEqualTo(1);
        return audit.find(reply.auditId())
                .orElseThrow(() -> new AssertionError("no audit record with the id of the answer"));
    }

    /** Waits until there is exactly one record more, where no answer says that it is there. */
    public void awaitRecord() throws Exception {
        Eventually.holds("an audit record", PATIENCE, () -> audit.count() - records == 1);
    }

    /** How many commands the store was asked. */
    public long storeCommands() {
        return SampleStore.shared().commands() - commands;
    }

    /** Requires that the store was not asked for anything. */
    public void storeWasNotAsked() {
        assertThat(storeCommands()).as("commands to the store").isZero();
    }
}
