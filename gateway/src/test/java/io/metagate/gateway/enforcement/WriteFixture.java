package io.metagate.gateway.enforcement;

import io.metagate.gateway.audit.AuditLog;
import io.metagate.gateway.audit.AuditPseudonyms;
import io.metagate.gateway.enforcement.write.AuditedWriteService;
import io.metagate.gateway.enforcement.write.WriteReconciler;
import io.metagate.gateway.fixture.BackgroundTasks;
import io.metagate.gateway.fixture.SampleSecrets;
import io.metagate.gateway.store.write.RecordWriter;
import java.time.Duration;

/** Does changes in a store and an audit log of a test. */
public final class WriteFixture {

    private WriteFixture() {}

    /** What does them. */
    public static AuditedWriteService of(AuditLog audit, RecordWriter store) {
        AuditRecordFactory records =
                new AuditRecordFactory(new AuditPseudonyms(SampleSecrets.of(1)), () -> "gateway-0");
        WriteReconciler settler = new WriteReconciler(
                records,
                new OutcomeRetryQueue(audit, BackgroundTasks.tasks()),
                store,
                () -> Duration.ofMinutes(1),
                BackgroundTasks.tasks());
        return new AuditedWriteService(records, audit, store, settler);
    }
}
