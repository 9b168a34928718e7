package io.metagate.it.bed;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.it.client.Reply;
import java.sql.SQLException;

/** Looks at what one request does to the audit log and to the store. */
public final class Watch {

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

    /** Requires that the store was not asked for anything. */
    public void storeWasNotAsked() {
        assertThat(SampleStore.shared().commands() - commands)
                .as("commands to the store")
                .isZero();
    }
}
