package io.metagate.policy.testing;

import io.metagate.policy.model.PolicyTest;
import java.util.List;

/** What came of a test; without a difference it has passed. */
public record PolicyTestResult(PolicyTest test, List<TestFailure> differences) {

    public PolicyTestResult {
        differences = List.copyOf(differences);
    }

    /** Whether every expectation is met. */
    public boolean passed() {
        return differences.isEmpty();
    }
}
