package io.metagate.policy.compile.condition;

import io.metagate.policy.compiled.PolicyCondition;
import io.metagate.policy.source.BundleProblem;
import java.util.List;
import java.util.function.Function;

/** What compiling an expression gave. */
public sealed interface CompiledCondition {

    /** What one function or the other makes of it. */
    <R> R fold(Function<? super Sound, ? extends R> sound, Function<? super Faulty, ? extends R> faulty);

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

        @Override
        public <R> R fold(Function<? super Sound, ? extends R> sound, Function<? super Faulty, ? extends R> faulty) {
            return sound.apply(this);
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

        @Override
        public <R> R fold(Function<? super Sound, ? extends R> sound, Function<? super Faulty, ? extends R> faulty) {
            return faulty.apply(this);
        }
    }
}
