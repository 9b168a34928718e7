package io.metagate.policy.compile.condition;

import io.metagate.policy.compiled.PolicyCondition;
import io.metagate.policy.source.BundleProblem;
import java.util.List;

/** What compiling an expression gave. */
public sealed interface CompiledCondition {

    /**
     * The expression is sound, whatever its policy is for.
     *
     * @param condition what it says
     * @param mentions the names that it compares with, which must be sound too
     */
    record Sound(PolicyCondition condition, List<NameReference> mentions) implements CompiledCondition {
        public Sound {
            mentions = List.copyOf(mentions);
        }
    }

    /** The expression is refused, for each of these problems. */
    record Faulty(List<BundleProblem> problems) implements CompiledCondition {
        public Faulty {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("a refusal has a reason");
            }
        }
    }
}
