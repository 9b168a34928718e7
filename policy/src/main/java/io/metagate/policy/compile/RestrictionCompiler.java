package io.metagate.policy.compile;

import io.metagate.policy.catalogue.Catalogue;
import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.compile.condition.ConditionCompiler;
import io.metagate.policy.decision.CompiledRestriction;
import io.metagate.policy.decision.Condition;
import io.metagate.policy.model.Located;
import io.metagate.policy.model.Restriction;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.Transform;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Resolves a restrict to the collections that it covers and their fields. */
record RestrictionCompiler(Catalogue catalogue, Names names, ConditionCompiler conditions, ProblemList problems) {

    List<CompiledRestriction> compile(Restriction restriction) {
        names.requirePurposes(restriction.purposes());
        List<Collection> collections = restriction.collections().isEmpty()
                ? List.copyOf(catalogue.collections().values())
                : names.collections(restriction.collections());
        requireMatchingRules(restriction, collections);
        Optional<Condition> when = restriction.when().flatMap(written -> problems.soundOf(conditions.compile(written)));
        return collections.stream()
                .map(collection -> compile(restriction, collection, when))
                .toList();
    }

    private void requireMatchingRules(Restriction restriction, List<Collection> collections) {
        for (Restriction.Cap cap : restriction.fields()) {
            boolean matches = collections.stream()
                    .flatMap(collection -> collection.allFields().stream())
                    .anyMatch(cap.selector()::selects);
            if (!matches && !collections.isEmpty()) {
                problems.add(cap.at(), cap.selector().unmatched());
            }
        }
    }

    private CompiledRestriction compile(Restriction restriction, Collection collection, Optional<Condition> when) {
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
                restriction.purposes().stream().map(Located::value).collect(Collectors.toUnmodifiableSet()),
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
