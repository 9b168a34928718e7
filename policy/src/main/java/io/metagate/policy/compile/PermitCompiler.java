package io.metagate.policy.compile;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.compile.condition.ConditionCompiler;
import io.metagate.policy.decision.CompiledPermit;
import io.metagate.policy.decision.Condition;
import io.metagate.policy.decision.FieldRights;
import io.metagate.policy.model.FieldRule;
import io.metagate.policy.model.Located;
import io.metagate.policy.model.Policy;
import io.metagate.policy.model.WriteRight;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.Revelation;
import io.metagate.policy.request.Action;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Resolves a permit to the collections that it covers and their fields. */
record PermitCompiler(Names names, ConditionCompiler conditions, ProblemList problems) {

    List<CompiledPermit> compile(Policy policy) {
        names.requirePurposes(policy.purposes());
        List<Collection> collections = names.collections(policy.collections());
        RowsCheck rows = new RowsCheck(problems);
        collections.forEach(collection -> policy.rows().ifPresent(scope -> rows.check(scope, collection)));
        if (collections.size() == policy.collections().size()) {
            requireReachableRules(policy, collections);
        }
        policy.fields().forEach(rule -> requireSoundRights(policy, rule));
        new RevealCheck(problems).check(policy, collections);
        Optional<Condition> when = policy.when().flatMap(written -> problems.soundOf(conditions.compile(written)));
        return collections.stream()
                .map(collection -> permit(policy, collection, when))
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
                problems.add(rule.at(), rule.selector().unmatched());
            } else if (!winning.contains(rule)) {
                problems.add(rule.at(), "this rule never applies: earlier rules match all of its fields");
            }
        }
    }

    private void requireSoundRights(Policy policy, FieldRule rule) {
        if (hidden(rule) && rule.uses().revealValues()) {
            problems.add(
                    rule.at(),
                    "of a field that is not read in clear only exact comparisons can be granted: another use would reveal it");
        }
        if (hidden(rule) && rule.write() == WriteRight.SEEING) {
            problems.add(rule.at(), "to write a field that is not read in clear needs write: blind");
        }
        boolean writes =
                policy.actions().contains(Action.CREATE) || policy.actions().contains(Action.UPDATE);
        if (rule.write() != WriteRight.NONE && !writes) {
            problems.add(
                    rule.at(), "a right to write is for the actions create and update, and this policy has neither");
        }
    }

    private CompiledPermit permit(Policy policy, Collection collection, Optional<Condition> when) {
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
                policy.terms(),
                policy.rows().map(Located::value),
                when,
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
        return reveals(rule) ? Optional.empty() : Optional.of(new FieldRights(rule.read(), rule.uses(), rule.write()));
    }

    private static boolean reveals(FieldRule rule) {
        return hidden(rule) && (rule.uses().revealValues() || rule.write() == WriteRight.SEEING);
    }

    private static boolean hidden(FieldRule rule) {
        return rule.read().revelation() != Revelation.CLEAR;
    }
}
