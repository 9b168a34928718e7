package io.metagate.policy.compile;

import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.model.PolicyTest;
import io.metagate.policy.source.BundleProblem;
import java.util.List;
import java.util.function.Function;

/** What compiling a bundle gave: the whole, or nothing. */
public sealed interface CompilationResult {

    /** What one function or the other makes of it. */
    <R> R fold(Function<? super Compiled, ? extends R> compiled, Function<? super Rejected, ? extends R> rejected);

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

        @Override
        public <R> R fold(
                Function<? super Compiled, ? extends R> compiled, Function<? super Rejected, ? extends R> rejected) {
            return compiled.apply(this);
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

        @Override
        public <R> R fold(
                Function<? super Compiled, ? extends R> compiled, Function<? super Rejected, ? extends R> rejected) {
            return rejected.apply(this);
        }
    }
}
