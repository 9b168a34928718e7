package io.metagate.policy.compile;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.compile.check.NameResolver;
import io.metagate.policy.compile.check.UnreachableRuleCheck;
import io.metagate.policy.compiled.CompiledRestriction;
import io.metagate.policy.compiled.PolicyCondition;
import io.metagate.policy.model.Restriction;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.source.LocatedElement;
import io.metagate.policy.source.ProblemCollector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Resolves a restrict to the collections that it covers and their fields. */
record RestrictionCompiler(NameResolver names, WhenCompiler conditions, ProblemCollector problems) {

    List<CompiledRestriction> compile(Restriction restriction) {
        names.requirePurposes(restriction.purposes());
        List<Collection> collections = names.covered(restriction.collections());
        if (NameResolver.isWhole(collections, restriction.collections())) {
            new UnreachableRuleCheck(problems).check(restriction.fields(), collections);
        }
        Optional<PolicyCondition> when = conditions.compile(restriction);
        return collections.stream()
                .map(collection -> compile(restriction, collection, when))
                .toList();
    }

    private CompiledRestriction compile(
            Restriction restriction, Collection collection, Optional<PolicyCondition> when) {
        Map<FieldPath, Transform> caps = new LinkedHashMap<>();
        for (Field field : collection.allFields()) {
            Optional<Restriction.Cap> first = restriction.fields().stream()
                    .filter(cap -> cap.selector().selects(field))
                    .findFirst();
            first.ifPresent(cap -> caps.put(field.path(), applicable(cap, field)));
        }
        return new CompiledRestriction(
                restriction.name().value(),
                restriction.principals(),
                restriction.purposes().stream().map(LocatedElement::value).collect(Collectors.toUnmodifiableSet()),
                restriction.actions(),
                collection.name(),
                when,
                restriction.deny(),
                caps);
    }

    private Transform applicable(Restriction.Cap cap, Field field) {
        if (!cap.read().appliesTo(field.type())) {
            problems.add(
                    cap.at(), cap.read().name() + " does not apply to '" + field.path() + "' of type " + field.type());
        }
        return cap.read();
    }
}
