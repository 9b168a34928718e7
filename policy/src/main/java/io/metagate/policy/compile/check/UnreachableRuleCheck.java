package io.metagate.policy.compile.check;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.model.SelectingRule;
import io.metagate.policy.source.ProblemCollector;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks that each rule of a policy counts for a field: one that counts for none was meant to do what it does not (P6).
 */
public record UnreachableRuleCheck(ProblemCollector problems) {

    /** Checks the rules of a policy that covers these collections. */
    public void check(List<? extends SelectingRule> rules, List<Collection> collections) {
        Set<SelectingRule> matching = new HashSet<>();
        Set<SelectingRule> winning = new HashSet<>();
        for (Field field :
                collections.stream().flatMap(c -> c.allFields().stream()).toList()) {
            List<? extends SelectingRule> selecting = rules.stream()
                    .filter(rule -> rule.selector().selects(field))
                    .toList();
            matching.addAll(selecting);
            selecting.stream().limit(1).forEach(winning::add);
        }
        for (SelectingRule rule : rules) {
            if (!matching.contains(rule)) {
                problems.add(rule.at(), rule.selector().unmatched());
            } else if (!winning.contains(rule)) {
                problems.add(rule.at(), "this rule never applies: earlier rules match all of its fields");
            }
        }
    }
}
