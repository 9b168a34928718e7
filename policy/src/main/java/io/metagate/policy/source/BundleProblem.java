package io.metagate.policy.source;

import io.metagate.policy.text.VisibleText;
import java.util.Comparator;

/** One reason why a bundle is refused. */
public record BundleProblem(SourcePosition at, String message) implements Comparable<BundleProblem> {

    private static final Comparator<BundleProblem> ORDER =
            Comparator.comparing(BundleProblem::at).thenComparing(BundleProblem::message);

    @Override
    public int compareTo(BundleProblem other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return at + ": " + VisibleText.of(message);
    }
}
