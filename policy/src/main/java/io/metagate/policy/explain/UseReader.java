package io.metagate.policy.explain;

import io.metagate.policy.decision.Caps;
import io.metagate.policy.decision.CompiledPermit;
import io.metagate.policy.decision.FieldRights;
import io.metagate.policy.model.SourcePosition;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Reads from a request which uses of fields it makes, and tells who grants them.
 *
 * @param request the request
 * @param permits those that apply
 * @param caps what the restricts leave of their rights
 * @param rules where a policy's rule for a field stands, if the policy has rights on the field
 */
record UseReader(
        AccessRequest request,
        List<CompiledPermit> permits,
        Caps caps,
        BiFunction<String, FieldPath, SourcePosition> rules) {

    List<UseNote> uses() {
        List<UseNote> uses = new ArrayList<>();
        if (request.action().filters()) {
            request.query()
                    .filter()
                    .uses()
                    .map(use -> note(
                            UseNote.Kind.FILTER,
                            "filter: " + use.kind().written(),
                            use.path(),
                            permit -> permit.grants(use)))
                    .forEach(uses::add);
        }
        request.query()
                .sort()
                .forEach(key -> uses.add(note(UseNote.Kind.SORT, "sort", key.path(), permit -> permit.grants(key))));
        request.query()
                .by()
                .ifPresent(
                        path -> uses.add(note(UseNote.Kind.GROUP, "group", path, permit -> permit.grantsGroup(path))));
        request.query()
                .fields()
                .orElse(List.of())
                .forEach(path -> uses.add(
                        note(UseNote.Kind.FIELDS, right(), path, permit -> permit.reads(path, request.action()))));
        return uses.stream().distinct().toList();
    }

    private String right() {
        return request.action() == Action.REVEAL ? "read: clear" : "read";
    }

    private UseNote note(UseNote.Kind kind, String right, FieldPath path, Predicate<CompiledPermit> grants) {
        List<String> grantedBy = new ArrayList<>();
        Map<String, String> missing = new LinkedHashMap<>();
        for (CompiledPermit permit : permits) {
            if (grants.test(permit.cappedBy(caps))) {
                grantedBy.add(permit.name());
            } else {
                missing.put(permit.name(), why(permit, path, grants));
            }
        }
        return new UseNote(kind, right, path, grantedBy, missing);
    }

    private String why(CompiledPermit permit, FieldPath path, Predicate<CompiledPermit> grants) {
        if (permit.collection().field(path).isEmpty()) {
            return "unknown field";
        }
        FieldRights rights = permit.rights().get(path);
        if (rights == null) {
            return "no rule for the field";
        }
        String at = rules.apply(permit.name(), path).toString();
        if (grants.test(permit)) {
            return "granted at " + at + ", and taken by a restrict";
        }
        return (rights.readable() ? "not granted by the rule at " : "hidden by the rule at ") + at;
    }
}
