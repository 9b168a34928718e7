package io.metagate.policy.compile;

import io.metagate.policy.catalogue.Catalogue;
import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.compiled.PolicyOrigin;
import io.metagate.policy.model.Policy;
import io.metagate.policy.model.PolicyBundle;
import io.metagate.policy.model.Restriction;
import io.metagate.policy.model.SelectingRule;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.source.LocatedElement;
import io.metagate.policy.source.SourcePosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds for each policy and field where the rule stands that counts, so that decisions can be explained. */
record OriginCompiler(Catalogue catalogue) {

    /** The origins of all policies, drafts included, in the order of their names. */
    List<PolicyOrigin> compile(PolicyBundle bundle) {
        List<PolicyOrigin> origins = new ArrayList<>();
        bundle.policies().forEach(policy -> origins.add(of(policy)));
        bundle.restrictions().forEach(restriction -> origins.add(of(restriction)));
        origins.sort(Comparator.comparing(PolicyOrigin::name));
        return origins;
    }

    private PolicyOrigin of(Policy policy) {
        return new PolicyOrigin(
                policy.name().value(),
                true,
                policy.mode(),
                policy.name().at(),
                rules(covered(policy.collections()), policy.fields()));
    }

    private PolicyOrigin of(Restriction restriction) {
        return new PolicyOrigin(
                restriction.name().value(),
                false,
                restriction.mode(),
                restriction.name().at(),
                rules(covered(restriction.collections()), restriction.fields()));
    }

    private List<Collection> covered(List<LocatedElement<String>> names) {
        return names.isEmpty()
                ? List.copyOf(catalogue.collections().values())
                : names.stream()
                        .flatMap(name -> catalogue.collection(name.value()).stream())
                        .toList();
    }

    private static Map<String, Map<FieldPath, SourcePosition>> rules(
            List<Collection> collections, List<? extends SelectingRule> rules) {
        Map<String, Map<FieldPath, SourcePosition>> byCollection = new LinkedHashMap<>();
        for (Collection collection : collections) {
            Map<FieldPath, SourcePosition> byField = new LinkedHashMap<>();
            for (Field field : collection.allFields()) {
                rules.stream()
                        .filter(rule -> rule.selector().selects(field))
                        .findFirst()
                        .ifPresent(rule -> byField.put(field.path(), rule.at()));
            }
            byCollection.put(collection.name(), byField);
        }
        return byCollection;
    }
}
