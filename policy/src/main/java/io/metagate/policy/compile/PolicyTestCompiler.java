package io.metagate.policy.compile;

import io.metagate.policy.model.Located;
import io.metagate.policy.model.PolicyTest;
import io.metagate.policy.trial.GivenRecord;
import java.util.List;

/** Checks the tests of a bundle: the names that they mention and the values of their records. It does not run them. */
record PolicyTestCompiler(Names names, ProblemList problems) {

    void check(List<PolicyTest> tests) {
        problems.requireDistinct(
                "PolicyTest", tests.stream().map(PolicyTest::name).toList());
        tests.forEach(this::check);
    }

    private void check(PolicyTest test) {
        names.requirePurposes(List.of(test.purpose()));
        Located<String> collection = test.given().collection();
        names.collections(List.of(collection)).forEach(found -> test.given()
                .record()
                .ifPresent(
                        record -> problems.addAll(GivenRecord.of(record, found).problems())));
    }
}
