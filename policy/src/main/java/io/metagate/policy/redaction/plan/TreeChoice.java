package io.metagate.policy.redaction.plan;

import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.scope.RecordMatcher;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Chooses the field trees of records, one after the other. For one thread. */
public final class TreeChoice {

    private final ReleasePlan plan;
    private final List<RecordMatcher> scopes;
    private final BitSet holding;
    private Optional<FieldTree> chosen = Optional.empty();

    TreeChoice(ReleasePlan plan, List<RecordMatcher> scopes) {
        this.plan = plan;
        this.scopes = scopes;
        this.holding = new BitSet(scopes.size());
    }

    /** What becomes of the record's fields; empty if it is in no scope. */
    public Optional<FieldTree> of(BsonBytes record) {
        boolean changed = false;
        for (int i = 0; i < scopes.size(); i++) {
            boolean holds = scopes.get(i).holds(record);
            changed |= holds != holding.get(i);
            holding.set(i, holds);
        }
        // most records are in the scopes of the one before
        if (changed) {
            chosen = holding.isEmpty() ? Optional.empty() : Optional.of(plan.tree((BitSet) holding.clone()));
        }
        return chosen;
    }
}
