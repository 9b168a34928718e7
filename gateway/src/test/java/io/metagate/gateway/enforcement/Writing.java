package io.metagate.gateway.enforcement;

import io.metagate.gateway.evidence.AuditLog;
import io.metagate.gateway.fixture.Background;
import io.metagate.gateway.fixture.Secrets;
import io.metagate.gateway.store.RecordChanges;
import java.time.Duration;

/** Does changes in a store and an audit log of a test. */
public final class Writing {

    private Writing() {}

    /** What does them. */
    public static Writes of(AuditLog audit, RecordChanges store) {
        RecordMaker records = new RecordMaker(new Pseudonyms(Secrets.of(1)), () -> "gateway-0");
        Settler settler = new Settler(
                records,
                new LateOutcomes(audit, Background.tasks()),
                store,
                () -> Duration.ofMinutes(1),
                Background.tasks());
        return new Writes(records, audit, store, settler);
    }
}
