package io.metagate.policy.redaction.plan;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.key.PseudonymKeys;
import io.metagate.policy.redaction.scope.RecordMatcher;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.request.Predicate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What some policies release of a collection's records, alone and together: the union, cell by cell. Made once for the
 * policies; each request gets a {@link ReleasePlan} out of it. Safe for use by several threads.
 */
public final class ReleaseTable {

    /** The most field trees that are kept; others are built again for each record. */
    private static final int MOST_TREES = 1_024;

    private final Collection collection;
    private final List<PolicyRelease> releases;
    private final PseudonymKeys keys;
    private final Map<BitSet, FieldTree> trees = new ConcurrentHashMap<>();

    private ReleaseTable(Collection collection, List<PolicyRelease> releases, PseudonymKeys keys) {
        this.collection = collection;
        this.releases = releases;
        this.keys = keys;
    }

    /**
     * The table of these releases.
     *
     * @param releases in the order of their policies' names, which breaks ties
     * @throws IllegalArgumentException if a release names a field that the collection does not list
     */
    public static ReleaseTable of(Collection collection, List<PolicyRelease> releases, PseudonymKeys keys) {
        if (!releases.stream().allMatch(release -> listsAll(collection, release))) {
            throw new IllegalArgumentException("a release names a field that is not listed");
        }
        return new ReleaseTable(collection, List.copyOf(releases), keys);
    }

    /**
     * The plan for releases within these scopes.
     *
     * @param scopes the records that each release covers, in the order of the releases
     */
    public ReleasePlan within(List<Predicate> scopes) {
        if (scopes.size() != releases.size()) {
            throw new IllegalArgumentException("each release has a scope");
        }
        List<RecordMatcher> compiled = new ArrayList<>(scopes.size());
        for (Predicate scope : scopes) {
            compiled.add(RecordMatcher.of(scope));
        }
        return new ReleasePlan(this, compiled, Optional.empty());
    }

    Collection collection() {
        return collection;
    }

    PseudonymKeys keys() {
        return keys;
    }

    /** What becomes of the fields of a record that these releases cover. */
    FieldTree tree(BitSet holding) {
        FieldTree known = trees.get(holding);
        if (known != null) {
            return known;
        }
        FieldTree built = build(holding, Optional.empty());
        if (trees.size() < MOST_TREES) {
            trees.put(holding, built);
        }
        return built;
    }

    FieldTree build(BitSet holding, Optional<Set<FieldPath>> wanted) {
        List<PolicyRelease> applying = holding.stream().mapToObj(releases::get).toList();
        return FieldTree.of(collection.allFields().stream()
                .map(field -> release(field, applying, wanted))
                .toList());
    }

    private static FieldRelease release(Field field, List<PolicyRelease> applying, Optional<Set<FieldPath>> wanted) {
        Transform best = new Transform.Remove();
        for (PolicyRelease release : applying) {
            best = best.or(release.transforms().getOrDefault(field.path(), best));
        }
        return new FieldRelease(field, fate(field.path(), best, wanted), best);
    }

    private static FieldDisposition fate(FieldPath path, Transform transform, Optional<Set<FieldPath>> wanted) {
        boolean asked = wanted.map(paths -> paths.stream().anyMatch(p -> p.equals(path) || path.isBelow(p)))
                .orElse(true);
        if (!asked) {
            return FieldDisposition.UNWANTED;
        }
        return transform instanceof Transform.Remove ? FieldDisposition.WITHHELD : FieldDisposition.RELEASED;
    }

    private static boolean listsAll(Collection collection, PolicyRelease release) {
        return release.transforms().keySet().stream()
                .allMatch(path -> collection.field(path).isPresent());
    }
}
