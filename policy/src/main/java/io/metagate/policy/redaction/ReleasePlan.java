package io.metagate.policy.redaction;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.scope.Scope;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a decision releases of a collection's records: the union of what each policy releases in its scope, cell by cell. Safe for use by
 * several threads.
 *
 * <p>INVARIANT: a record that is in no scope is not released, whatever the store says (P6).
 */
public final class ReleasePlan {

    /** The most field trees that are kept; others are built again for each record. */
    private static final int MOST_TREES = 1_024;

    private final Collection collection;
    private final List<ScopedRelease> releases;
    private final List<Scope> scopes;
    private final PseudonymKeys keys;
    private final Optional<Set<FieldPath>> wanted;
    private final Map<BitSet, FieldTree> trees = new ConcurrentHashMap<>();

    private ReleasePlan(
            Collection collection,
            List<ScopedRelease> releases,
            List<Scope> scopes,
            PseudonymKeys keys,
            Optional<Set<FieldPath>> wanted) {
        this.collection = collection;
        this.releases = releases;
        this.scopes = scopes;
        this.keys = keys;
        this.wanted = wanted;
    }

    /**
     * The plan of these releases.
     *
     * @throws IllegalArgumentException if a release names a field that the collection does not list
     */
    public static ReleasePlan of(Collection collection, List<ScopedRelease> releases, PseudonymKeys keys) {
        if (!releases.stream().allMatch(release -> listsAll(collection, release))) {
            throw new IllegalArgumentException("a release names a field that is not listed");
        }
        List<ScopedRelease> byPolicy = releases.stream()
                .sorted(Comparator.comparing(ScopedRelease::policy))
                .toList();
        List<Scope> scopes =
                byPolicy.stream().map(release -> Scope.of(release.scope())).toList();
        return new ReleasePlan(collection, byPolicy, scopes, keys, Optional.empty());
    }

    /** This plan for the fields at or below these paths only; the others are left out without being counted. */
    public ReleasePlan select(Set<FieldPath> paths) {
        return new ReleasePlan(collection, releases, scopes, keys, Optional.of(Set.copyOf(paths)));
    }

    /** What becomes of the record's fields; empty if it is in no scope. */
    Optional<FieldTree> treeFor(BsonBytes record) {
        BitSet holding = new BitSet(scopes.size());
        for (int i = 0; i < scopes.size(); i++) {
            holding.set(i, scopes.get(i).holds(record));
        }
        return holding.isEmpty() ? Optional.empty() : Optional.of(tree(holding));
    }

    Collection collection() {
        return collection;
    }

    PseudonymKeys keys() {
        return keys;
    }

    private FieldTree tree(BitSet holding) {
        FieldTree known = trees.get(holding);
        if (known != null) {
            return known;
        }
        FieldTree built = build(holding);
        if (trees.size() < MOST_TREES) {
            trees.put(holding, built);
        }
        return built;
    }

    private FieldTree build(BitSet holding) {
        List<ScopedRelease> applying = holding.stream().mapToObj(releases::get).toList();
        return FieldTree.of(collection.allFields().stream()
                .map(field -> release(field, applying))
                .toList());
    }

    private FieldRelease release(Field field, List<ScopedRelease> applying) {
        Transform best = new Transform.Remove();
        for (ScopedRelease release : applying) {
            Transform next = release.transforms().getOrDefault(field.path(), best);
            // only more revealing ones replace: of equals, that of the first policy by name stays
            if (next.revelation().compareTo(best.revelation()) > 0) {
                best = next;
            }
        }
        return new FieldRelease(field, fate(field, best), best);
    }

    private Fate fate(Field field, Transform transform) {
        FieldPath path = field.path();
        boolean asked = wanted.map(paths -> paths.stream().anyMatch(p -> p.equals(path) || path.isBelow(p)))
                .orElse(true);
        if (!asked) {
            return Fate.UNWANTED;
        }
        return transform instanceof Transform.Remove ? Fate.WITHHELD : Fate.RELEASED;
    }

    private static boolean listsAll(Collection collection, ScopedRelease release) {
        return release.transforms().keySet().stream()
                .allMatch(path -> collection.field(path).isPresent());
    }
}
