package io.metagate.policy.diff;

import io.metagate.policy.decision.CompiledPermit;
import io.metagate.policy.decision.CompiledRestriction;
import io.metagate.policy.decision.FieldRights;
import io.metagate.policy.decision.Policies;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.decision.Sight;
import io.metagate.policy.explain.RightsForm;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Action;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Compares what two revisions of the policies give to principals of every kind that they know. Row scopes and conditions are not weighed against each
 * other: that one of them changed is a difference by itself. Two kinds of principals are not combined: whoever has two roles has what each of them has.
 */
public final class SightDiff {

    private final Policies before;
    private final Policies after;
    private final Map<List<String>, SightChange> changes = new LinkedHashMap<>();

    private SightDiff(PolicySet before, PolicySet after) {
        this.before = before.active();
        this.after = after.active();
    }

    /** All differences, in the order of principals, purposes, collections and fields. */
    public static List<SightChange> between(PolicySet before, PolicySet after) {
        SightDiff diff = new SightDiff(before, after);
        diff.comparePrincipals();
        diff.comparePolicies();
        diff.compareConditionalRestricts();
        return List.copyOf(diff.changes.values());
    }

    private void comparePrincipals() {
        List<CompiledPermit> permits = Stream.of(before, after)
                .flatMap(policies -> policies.permits().stream())
                .toList();
        Set<String> purposes = new TreeSet<>();
        Set<String> collections = new TreeSet<>();
        permits.forEach(permit -> purposes.addAll(permit.purposes()));
        permits.forEach(permit -> collections.add(permit.collection().name()));
        for (Onlooker onlooker : Onlooker.of(Stream.of(before, after))) {
            for (String purpose : purposes) {
                collections.forEach(collection -> compare(onlooker, purpose, collection));
            }
        }
    }

    private void compare(Onlooker onlooker, String purpose, String collection) {
        for (Action action : Action.values()) {
            Map<FieldPath, FieldRights> old = Sight.of(before, onlooker.principal(), purpose, action, collection)
                    .fields();
            Map<FieldPath, FieldRights> next = Sight.of(after, onlooker.principal(), purpose, action, collection)
                    .fields();
            Set<FieldPath> fields = new TreeSet<>(java.util.Comparator.comparing(FieldPath::dotted));
            fields.addAll(old.keySet());
            fields.addAll(next.keySet());
            for (FieldPath field : fields) {
                FieldRights was = old.getOrDefault(field, FieldRights.NONE);
                FieldRights is = next.getOrDefault(field, FieldRights.NONE);
                if (!was.equals(is)) {
                    add(new SightChange(
                            onlooker.name(),
                            purpose,
                            collection,
                            field.dotted(),
                            kind(was, is),
                            RightsForm.exact(was),
                            RightsForm.exact(is),
                            Set.of(action)));
                }
            }
        }
    }

    private static SightChange.Kind kind(FieldRights was, FieldRights is) {
        boolean more = !was.includes(is);
        boolean less = !is.includes(was);
        if (more == less) {
            return SightChange.Kind.CHANGES;
        }
        return more ? SightChange.Kind.GAINS : SightChange.Kind.LOSES;
    }

    private void comparePolicies() {
        Map<String, CompiledPermit> old = byPlace(before);
        byPlace(after)
                .forEach((place, is) -> Optional.ofNullable(old.get(place)).ifPresent(was -> {
                    differ(is, "rows", text(was.rows()), text(is.rows()));
                    differ(is, "when", text(was.when()), text(is.when()));
                }));
    }

    /** What a restrict with a condition takes away is not weighed, but that it changed is told. */
    private void compareConditionalRestricts() {
        Map<String, CompiledRestriction> old = conditional(before);
        Map<String, CompiledRestriction> next = conditional(after);
        Set<String> places = new TreeSet<>(old.keySet());
        places.addAll(next.keySet());
        for (String place : places) {
            String was = text(Optional.ofNullable(old.get(place)));
            String is = text(Optional.ofNullable(next.get(place)));
            CompiledRestriction one = next.getOrDefault(place, old.get(place));
            if (!was.equals(is) && one != null) {
                add(new SightChange(
                        "policy " + one.name(),
                        "",
                        one.collection(),
                        "restrict",
                        SightChange.Kind.CHANGES,
                        was,
                        is,
                        one.actions()));
            }
        }
    }

    private static Map<String, CompiledRestriction> conditional(Policies policies) {
        Map<String, CompiledRestriction> byPlace = new TreeMap<>();
        policies.restrictions().stream()
                .filter(restriction -> restriction.when().isPresent())
                .forEach(restriction -> byPlace.put(restriction.name() + " " + restriction.collection(), restriction));
        return byPlace;
    }

    private void differ(CompiledPermit permit, String what, String was, String is) {
        if (!was.equals(is)) {
            add(new SightChange(
                    "policy " + permit.name(),
                    "",
                    permit.collection().name(),
                    what,
                    SightChange.Kind.CHANGES,
                    was,
                    is,
                    permit.actions()));
        }
    }

    private void add(SightChange change) {
        List<String> key = List.of(
                change.who(), change.purpose(), change.collection(), change.what(), change.before(), change.after());
        changes.merge(key, change, (known, same) -> known.by(same.actions()));
    }

    private static Map<String, CompiledPermit> byPlace(Policies policies) {
        Map<String, CompiledPermit> byPlace = new TreeMap<>();
        policies.permits()
                .forEach(permit ->
                        byPlace.put(permit.name() + " " + permit.collection().name(), permit));
        return byPlace;
    }

    private static String text(Optional<?> written) {
        return written.map(Object::toString).orElse("none");
    }
}
