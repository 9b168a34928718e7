package io.metagate.policy.explain;

import io.metagate.policy.catalogue.Field;
import io.metagate.policy.compiled.CompiledPermit;
import io.metagate.policy.compiled.FieldCaps;
import io.metagate.policy.compiled.FieldRights;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.source.SourcePosition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

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
        FieldCaps caps,
        BiFunction<String, FieldPath, SourcePosition> rules) {

    List<UseExplanation> uses() {
        List<UseExplanation> uses = new ArrayList<>();
        if (request.action().filters()) {
            request.query()
                    .filter()
                    .uses()
                    .map(use -> note(
                            UseExplanation.Kind.FILTER,
                            "filter: " + use.kind().wireName(),
                            use.path(),
                            permit -> permit.grants(use)))
                    .forEach(uses::add);
        }
        request.query()
                .sort()
                .forEach(key ->
                        uses.add(note(UseExplanation.Kind.SORT, "sort", key.path(), permit -> permit.grants(key))));
        request.query()
                .by()
                .ifPresent(path ->
                        uses.add(note(UseExplanation.Kind.GROUP, "group", path, permit -> permit.grantsGroup(path))));
        fields().forEach(uses::add);
        return uses.stream().distinct().toList();
    }

    private Stream<UseExplanation> fields() {
        Action action = request.action();
        List<FieldPath> named =
                action == Action.DELETE ? List.of() : request.query().fields().orElse(List.of());
        return action.writes()
                ? named.stream().map(this::written)
                : named.stream()
                        .map(path ->
                                note(UseExplanation.Kind.FIELDS, right(), path, permit -> permit.reads(path, action)));
    }

    private UseExplanation written(FieldPath path) {
        return note(
                UseExplanation.Kind.WRITE,
                "write",
                path,
                permit -> permit.writes(path, request.action()),
                permit -> whyNotWritten(permit, path));
    }

    private String right() {
        return request.action() == Action.REVEAL ? "read: clear" : "read";
    }

    private UseExplanation note(
            UseExplanation.Kind kind, String right, FieldPath path, Predicate<CompiledPermit> grants) {
        return note(kind, right, path, grants, permit -> why(permit, path, grants));
    }

    private UseExplanation note(
            UseExplanation.Kind kind,
            String right,
            FieldPath path,
            Predicate<CompiledPermit> grants,
            Function<CompiledPermit, String> why) {
        List<String> grantedBy = new ArrayList<>();
        Map<String, String> missing = new LinkedHashMap<>();
        for (CompiledPermit permit : permits) {
            if (grants.test(permit.cappedBy(caps))) {
                grantedBy.add(permit.name());
            } else {
                missing.put(permit.name(), why.apply(permit));
            }
        }
        return new UseExplanation(kind, right, path, grantedBy, missing);
    }

    /** Of a path above fields, why the first of them cannot be written. */
    private String whyNotWritten(CompiledPermit permit, FieldPath path) {
        Action action = request.action();
        if (action == Action.UPDATE && path.equals(FieldPath.ID)) {
            return "an identifier stays as it is";
        }
        CompiledPermit capped = permit.cappedBy(caps);
        return permit.collection().atOrBelow(path).stream()
                .map(Field::path)
                .filter(field -> !capped.writes(field, action))
                .findFirst()
                .map(field -> (field.equals(path) ? "" : field + ": ")
                        + why(permit, field, granting -> granting.writes(field, action)))
                .orElse("unknown field");
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
        // what is hidden can be written all the same
        boolean hidden = !rights.readable() && !request.action().writes();
        return (hidden ? "hidden by the rule at " : "not granted by the rule at ") + at;
    }
}
