package io.metagate.policy.compile.check;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.model.FieldRule;
import io.metagate.policy.model.Policy;
import io.metagate.policy.redaction.transform.DisclosureLevel;
import io.metagate.policy.redaction.transform.TokenTransform;
import io.metagate.policy.request.Action;
import io.metagate.policy.source.ProblemCollector;
import java.util.List;

/** Checks a permit to turn tokens back. */
public record RevealCheck(ProblemCollector problems) {

    public void check(Policy policy, List<Collection> collections) {
        if (!policy.actions().contains(Action.REVEAL)) {
            return;
        }
        policy.rows()
                .ifPresent(rows -> problems.add(
                        rows.at(), "a policy with rows cannot permit reveal: nothing tells of which rows a token is"));
        boolean reveals = collections.stream()
                .flatMap(collection -> collection.allFields().stream())
                .anyMatch(field -> reveals(policy, field));
        // of unknown collections nothing can be said
        if (!reveals && NameResolver.isWhole(collections, policy.collections())) {
            problems.add(
                    policy.name().at(), "it permits reveal, and reads no field in clear of which there are tokens");
        }
    }

    private static boolean reveals(Policy policy, Field field) {
        return new TokenTransform().appliesTo(field.type())
                && policy.fields().stream()
                        .filter(rule -> rule.selector().selects(field))
                        .findFirst()
                        .map(FieldRule::read)
                        .filter(read -> read.disclosureLevel() == DisclosureLevel.CLEAR)
                        .isPresent();
    }
}
