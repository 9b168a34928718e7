package io.metagate.policy.compile;

import io.metagate.policy.compile.check.NameResolver;
import io.metagate.policy.compile.condition.CompiledCondition;
import io.metagate.policy.compile.condition.ConditionCompiler;
import io.metagate.policy.compile.condition.NameReference;
import io.metagate.policy.compiled.PolicyCondition;
import io.metagate.policy.model.ConditionExpression;
import io.metagate.policy.model.Policy;
import io.metagate.policy.model.Restriction;
import io.metagate.policy.request.Action;
import io.metagate.policy.source.LocatedElement;
import io.metagate.policy.source.ProblemCollector;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compiles the conditions of policies. INVARIANT: a condition compares with nothing that its policy is not for: a
 * misspelt name in a restrict would silently lift it (P6).
 */
record WhenCompiler(ConditionCompiler conditions, NameResolver names, ProblemCollector problems) {

    /** What a policy is for; every name, where a list is empty. */
    private record Covered(
            List<LocatedElement<String>> purposes, Set<Action> actions, List<LocatedElement<String>> collections) {

        boolean includes(NameReference mention) {
            return switch (mention.kind()) {
                case PURPOSE -> includes(purposes, mention.name());
                case ACTION ->
                    actions.stream().anyMatch(action -> action.wireName().equals(mention.name()));
                case COLLECTION -> includes(collections, mention.name());
            };
        }

        private static boolean includes(List<LocatedElement<String>> names, String name) {
            return names.isEmpty()
                    || names.stream().anyMatch(known -> known.value().equals(name));
        }
    }

    Optional<PolicyCondition> compile(Policy policy) {
        Covered covered = new Covered(policy.purposes(), policy.actions(), policy.collections());
        return policy.when().flatMap(written -> compile(written, covered));
    }

    Optional<PolicyCondition> compile(Restriction restriction) {
        Covered covered = new Covered(restriction.purposes(), restriction.actions(), restriction.collections());
        return restriction.when().flatMap(written -> compile(written, covered));
    }

    private Optional<PolicyCondition> compile(ConditionExpression written, Covered covered) {
        return conditions.compile(written).fold(sound -> Optional.of(condition(sound, covered)), faulty -> {
            problems.addAll(faulty.problems());
            return Optional.empty();
        });
    }

    private PolicyCondition condition(CompiledCondition.Sound sound, Covered covered) {
        sound.mentions().forEach(mention -> require(mention, covered));
        return sound.condition();
    }

    private void require(NameReference mention, Covered covered) {
        if (!names.define(mention)) {
            problems.add(mention.at(), "unknown " + mention.kind() + " '" + mention.name() + "'");
        } else if (!covered.includes(mention)) {
            problems.add(mention.at(), "this policy is not for the " + mention.kind() + " '" + mention.name() + "'");
        }
    }
}
