package io.metagate.policy.compile;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.decision.CompiledPermit;
import io.metagate.policy.decision.FieldRights;
import io.metagate.policy.model.FieldRule;
import io.metagate.policy.model.Located;
import io.metagate.policy.model.Policy;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.Revelation;
import io.metagate.policy.request.FilterKind;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Resolves a permit to the collections that it covers and their fields. */
record PermitCompiler(Names names, ProblemList problems) {

    List<CompiledPermit> compile(Policy policy) {
        names.requirePurposes(policy.purposes());
        List<Collection> collections = names.collections(policy.collections());
        RowsCheck rows = new RowsCheck(problems);
        collections.forEach(collection -> policy.rows().ifPresent(scope -> rows.check(scope, collection)));
        if (collections.size() == policy.collections().size()) {
            requireReachableRules(policy, collections);
        }
        policy.fields().forEach(this::requireNoOrderOverHidden);
        return collections.stream()
                .map(collection -> permit(policy, collection))
                .toList();
    }

    private void requireReachableRules(Policy policy, List<Collection> collections) {
        Set<FieldRule> matching = new HashSet<>();
        Set<FieldRule> winning = new HashSet<>();
        for (Field field :
                collections.stream().flatMap(c -> c.allFields().stream()).toList()) {
            policy.fields().stream()
                    .filter(rule -> rule.selector().selects(field))
                    .forEach(matching::add);
            ruleFor(policy, field).ifPresent(winning::add);
        }
        for (FieldRule rule : policy.fields()) {
            if (!matching.contains(rule)) {
                problems.add(rule.at(), "this rule matches no field of the policy's collections");
            } else if (!winning.contains(rule)) {
                problems.add(rule.at(), "this rule never applies: earlier rules match all of its fields");
            }
        }
    }

    private void requireNoOrderOverHidden(FieldRule rule) {
        if (ordersHidden(rule)) {
            problems.add(rule.at(), "a range or a sort over a field that is not read in clear would reveal it");
        }
    }

    private CompiledPermit permit(Policy policy, Collection collection) {
        Map<FieldPath, FieldRights> rights = new LinkedHashMap<>();
        for (Field field : collection.allFields()) {
            ruleFor(policy, field).flatMap(rule -> rights(rule, field)).ifPresent(r -> rights.put(field.path(), r));
        }
        Set<String> purposes = policy.purposes().stream().map(Located::value).collect(Collectors.toUnmodifiableSet());
        return new CompiledPermit(
                policy.name().value(),
                policy.principals(),
                purposes,
                policy.actions(),
                collection,
                policy.rows().map(Located::value),
                rights);
    }

    private static Optional<FieldRule> ruleFor(Policy policy, Field field) {
        return policy.fields().stream()
                .filter(rule -> rule.selector().selects(field))
                .findFirst();
    }

    private Optional<FieldRights> rights(FieldRule rule, Field field) {
        if (!rule.read().appliesTo(field.type())) {
            problems.add(
                    rule.at(),
                    rule.read().name() + " does not apply to '" + field.path() + "' of type " + field.type());
            return Optional.empty();
        }
        return ordersHidden(rule)
                ? Optional.empty()
                : Optional.of(new FieldRights(rule.read(), rule.filter(), rule.sort()));
    }

    private static boolean ordersHidden(FieldRule rule) {
        boolean order = rule.sort() || rule.filter().contains(FilterKind.RANGE);
        return order && rule.read().revelation() != Revelation.CLEAR;
    }
}
