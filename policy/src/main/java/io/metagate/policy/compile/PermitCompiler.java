package io.metagate.policy.compile;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.compile.check.NameResolver;
import io.metagate.policy.compile.check.RevealCheck;
import io.metagate.policy.compile.check.RightsCheck;
import io.metagate.policy.compile.check.RowsCheck;
import io.metagate.policy.compile.check.UnreachableRuleCheck;
import io.metagate.policy.compiled.CompiledPermit;
import io.metagate.policy.compiled.FieldRights;
import io.metagate.policy.compiled.PolicyCondition;
import io.metagate.policy.model.FieldRule;
import io.metagate.policy.model.FieldUses;
import io.metagate.policy.model.Policy;
import io.metagate.policy.model.rows.RowsEntry;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.FilterKind;
import io.metagate.policy.source.LocatedElement;
import io.metagate.policy.source.ProblemCollector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Resolves a permit to the collections that it covers and their fields. */
record PermitCompiler(NameResolver names, WhenCompiler conditions, ProblemCollector problems) {

    List<CompiledPermit> compile(Policy policy) {
        names.requirePurposes(policy.purposes());
        List<Collection> collections = names.covered(policy.collections());
        RowsCheck rows = new RowsCheck(problems);
        policy.rows().ifPresent(rows::check);
        collections.forEach(collection -> policy.rows().ifPresent(scope -> rows.check(scope, collection)));
        if (NameResolver.isWhole(collections, policy.collections())) {
            new UnreachableRuleCheck(problems).check(policy.fields(), collections);
        }
        new RightsCheck(policy, problems).check(collections);
        new RevealCheck(problems).check(policy, collections);
        Optional<PolicyCondition> when = conditions.compile(policy);
        return collections.stream()
                .map(collection -> permit(policy, collection, when))
                .toList();
    }

    private CompiledPermit permit(Policy policy, Collection collection, Optional<PolicyCondition> when) {
        Map<FieldPath, FieldRights> rights = new LinkedHashMap<>();
        for (Field field : collection.allFields()) {
            ruleFor(policy, field).flatMap(rule -> rights(rule, field)).ifPresent(r -> rights.put(field.path(), r));
        }
        Set<String> purposes =
                policy.purposes().stream().map(LocatedElement::value).collect(Collectors.toUnmodifiableSet());
        return new CompiledPermit(
                policy.name().value(),
                policy.principals(),
                purposes,
                policy.actions(),
                collection,
                policy.terms().terms(),
                policy.rows().map(RowsEntry::template),
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
        return RightsCheck.reveals(rule)
                ? Optional.empty()
                : Optional.of(new FieldRights(rule.read(), uses(rule.uses(), field), rule.write()));
    }

    /** What a rule for several fields grants of this one: only texts have a beginning. */
    private static FieldUses uses(FieldUses uses, Field field) {
        if (field.type() == FieldType.STRING || !uses.filter().contains(FilterKind.PREFIX)) {
            return uses;
        }
        Set<FilterKind> others = uses.filter().stream()
                .filter(kind -> kind != FilterKind.PREFIX)
                .collect(Collectors.toUnmodifiableSet());
        return new FieldUses(others, uses.sort(), uses.group());
    }
}
