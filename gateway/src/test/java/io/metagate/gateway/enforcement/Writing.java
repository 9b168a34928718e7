package io.metagate.gateway.enforcement;

import io.metagate.gateway.audit.AuditLog;
import io.metagate.gateway.audit.AuditPseudonyms;
import io.metagate.gateway.enforcement.write.AuditedWriteService;
import io.metagate.gateway.enforcement.write.WriteReconciler;
import io.metagate.gateway.fixture.Background;
import io.metagate.gateway.fixture.Secrets;
import io.metagate.gateway.store.write.RecordWriter;
import java.time.Duration;

/** Does changes in a store and an audit log of a test. */
public final class Writing {

    private Writing() {}

    /** What does them. */
    public static AuditedWriteService of(AuditLog audit, RecordWriter store) {
        AuditRecordFactory records = new AuditRecordFactory(new AuditPseudonyms(Secrets.of(1)), () -> "gateway-0");
        WriteReconciler settler = new WriteReconciler(
                records,
                new OutcomeRetryQueue(audit, Background.tasks()),
                store,
                () -> Duration.ofMinutes(1),
                Background.tasks());
        return new AuditedWriteService(records, audit, store, settler);
    }
}
