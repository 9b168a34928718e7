package io.metagate.policy.compile;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.compile.check.NameResolver;
import io.metagate.policy.model.PolicyTest;
import io.metagate.policy.model.TestedQuery;
import io.metagate.policy.source.LocatedElement;
import io.metagate.policy.source.ProblemCollector;
import io.metagate.policy.testing.GivenRecord;
import java.util.List;
import java.util.stream.Stream;

/** Checks the tests of a bundle: the names that they mention and the values of their records. It does not run them. */
record PolicyTestCompiler(NameResolver names, ProblemCollector problems) {

    void check(List<PolicyTest> tests) {
        problems.requireDistinct(
                "PolicyTest", tests.stream().map(PolicyTest::name).toList());
        tests.forEach(this::check);
    }

    private void check(PolicyTest test) {
        names.requirePurposes(List.of(test.purpose()));
        LocatedElement<String> collection = test.given().collection();
        names.collections(List.of(collection)).forEach(found -> check(test, found));
    }

    private void check(PolicyTest test, Collection collection) {
        test.given()
                .record()
                .ifPresent(record ->
                        problems.addAll(GivenRecord.of(record, collection).problems()));
        Stream.concat(test.expect().refused().stream(), test.expect().allowed().stream())
                .forEach(query -> requireFields(query, collection));
    }

    /**
     * A query that uses a field which does not exist is always refused: a misspelt one would only seem to be tested.
     */
    private void requireFields(TestedQuery query, Collection collection) {
        query.query()
                .paths()
                .filter(path -> collection.field(path).isEmpty())
                .forEach(path -> problems.add(
                        query.at(), "'" + path + "' is not a field of collection '" + collection.name() + "'"));
    }
}
