package io.metagate.policy.compile;

import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.model.PolicyTest;
import io.metagate.policy.source.BundleProblem;
import java.util.List;

/** What compiling a bundle gave: the whole, or nothing. */
public sealed interface CompilationResult {

    /**
     * The bundle is sound.
     *
     * @param policies its policies
     * @param tests its tests, which have not been run
     */
    record Compiled(PolicySet policies, List<PolicyTest> tests) implements CompilationResult {

        public Compiled {
            tests = List.copyOf(tests);
        }
    }

    /** The bundle is refused, for each of these problems, in the order of positions. */
    record Rejected(List<BundleProblem> problems) implements CompilationResult {
        public Rejected {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("a refusal has a reason");
            }
        }
    }
}
