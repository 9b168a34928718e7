package io.metagate.policy.redaction.plan;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.key.PseudonymKeys;
import io.metagate.policy.redaction.scope.RecordMatcher;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a decision releases of a collection's records. Safe for use by several threads.
 *
 * <p>INVARIANT: a record that is in no scope is not released, whatever the store says (P6).
 */
public final class ReleasePlan {

    private final ReleaseTable table;
    private final List<RecordMatcher> scopes;
    private final Optional<Set<FieldPath>> wanted;
    private final Map<BitSet, FieldTree> narrowed = new ConcurrentHashMap<>();

    ReleasePlan(ReleaseTable table, List<RecordMatcher> scopes, Optional<Set<FieldPath>> wanted) {
        this.table = table;
        this.scopes = scopes;
        this.wanted = wanted;
    }

    /** This plan for the fields at or below these paths only; the others are left out without being counted. */
    public ReleasePlan select(Set<FieldPath> paths) {
        return new ReleasePlan(table, scopes, Optional.of(Set.copyOf(paths)));
    }

    /** What becomes of the fields of one record after another. */
    public TreeChoice choice() {
        return new TreeChoice(this, scopes);
    }

    /** What becomes of the fields of a record that these scopes hold. */
    FieldTree tree(BitSet holding) {
        // A selection belongs to its request, so its trees do too.
        return wanted.isEmpty()
                ? table.tree(holding)
                : narrowed.computeIfAbsent(holding, covered -> table.build(covered, wanted));
    }

    public Collection collection() {
        return table.collection();
    }

    public PseudonymKeys keys() {
        return table.keys();
    }
}
