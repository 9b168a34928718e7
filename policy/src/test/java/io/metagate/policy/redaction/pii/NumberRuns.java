package io.metagate.policy.redaction.pii;

import io.metagate.policy.redaction.pii.text.CodePoints;
import java.util.List;

/** Rows of digits for tests. */
final class NumberRuns {

    private NumberRuns() {}

    /** The only row of a text. */
    static NumberRun only(String text) {
        List<NumberRun> runs = NumberRun.in(new CodePoints(text));
        if (runs.size() != 1) {
            throw new AssertionError(text + " has " + runs.size() + " rows");
        }
        return runs.get(0);
    }
}
