package io.metagate.policy.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.compile.BundleFixture;
import io.metagate.policy.compile.CompilationResult;
import io.metagate.policy.compile.PolicyCompiler;
import io.metagate.policy.source.BundleFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTestRunnerTest {

    private static final BundleFile BUNDLE =
            new BundleFile("bundle.yaml", BundleFixture.text(PolicyTestRunnerTest.class, "bundle.yaml"));
    private static final String HEAD = """
            apiVersion: metagate.io/v1
            kind: PolicyTest
            metadata: {name: a test of policies}
            spec:
              as: {roles: [support], claims: {regions: [eu]}}
              at: 2026-01-05T09:00:00Z
              purpose: support
            """;

    @Test
    void passesWhenExactlyTheExpectedIsReleased() {
        assertThat(differences("""
                  given:
                    collection: accounts
                    record:
                      _id: acc-1
                      region: eu
                      email: jane.roe@acme.example
                      phone: [+15550100123, +15550100124]
                      notes: a secret
                      unlisted: {deep: [1, 2.5, null, true]}
                      size: 5000000000
                      createdAt: 2026-01-05T09:00:00Z
                      ratio: 1
                      price: 12.50
                      key: 0b7d3b2e-5a4c-4d7e-9f10-1a2b3c4d5e6f
                      owner: 65a1b2c3d4e5f60718293a4b
                      blob: AAEC
                      reference: ref-7
                  expect:
                    read:
                      _id: acc-1
                      region: eu
                      email: j***@acme.example
                      phone: ["***0123", "***0124"]
                      size: 5000000000
                      createdAt: {$date: 2026-01-05T09:00:00Z}
                      ratio: 1.0
                      price: 12.5
                      key: 0b7d3b2e-5a4c-4d7e-9f10-1a2b3c4d5e6f
                      owner: {$oid: 65a1b2c3d4e5f60718293a4b}
                      blob: AAEC
                      reference: p1_*
                    refused: [{filter: {phone: "+15550100123"}}, {sort: [-notes]}, {fields: [notes]}]
                    allowed: [{filter: {email: jane.roe@acme.example}}, {filter: {size: {$gt: 5, $lt: 9}}}, {sort: [-size]}]
                """)).isEmpty();
    }

    @Test
    void tellsEveryDifferenceWithItsPlace() {
        assertThat(differences("""
                  given: {collection: accounts, record: {_id: acc-1, region: eu, phone: "+15550100123", size: 3}}
                  expect:
                    read: {_id: acc-2, region: eu, phone: "p1_*", notes: x}
                    refused: [{filter: {region: eu}}]
                    allowed: [{sort: [phone]}]
                """))
                .containsExactly(
                        "test.yaml:10:17: _id: expected \"acc-2\", released is \"acc-1\"",
                        "test.yaml:10:43: phone: expected \"p1_*\", released is \"***0123\"",
                        "test.yaml:10:58: notes: expected \"x\", and it is not released",
                        "test.yaml:10:11: size: not expected, released is 3",
                        "test.yaml:11:15: expected to be refused, and it is allowed",
                        "test.yaml:12:15: expected to be allowed, and it is refused: field not permitted");
    }

    @Test
    void countsOnlyAFieldThatIsNotPermittedAsARefusal() {
        assertThat(differences("""
                  given: {collection: accounts, record: {_id: acc-1}}
                  expect:
                    refused: [{filter: {size: many}}, {filter: {createdAt: {$gt: 5}}}, {filter: {notes: 5}}]
                """))
                .containsExactly(
                        "test.yaml:10:15: expected to be refused for a field, and it is refused: value of wrong type",
                        "test.yaml:10:39: expected to be refused for a field, and it is refused: value of wrong type");
    }

    @Test
    void triesWhichFieldsAChangeMayWrite() {
        String head = HEAD.replace("[support]", "[clerk]");
        String given = "  given: {collection: accounts}\n";
        assertThat(run(head + "  action: update\n" + given + "  expect:\n"
                        + "    allowed: [{fields: [size, email]}]\n"
                        + "    refused: [{fields: [phone]}, {fields: [size, notes]}, {fields: [_id]}]\n"))
                .isEmpty();
        assertThat(run(head + "  action: create\n" + given + "  expect:\n"
                        + "    allowed: [{fields: [_id, size]}]\n    refused: [{fields: [phone]}]\n"))
                .isEmpty();
        assertThat(run(head + "  action: update\n" + given + "  expect:\n"
                        + "    allowed: [{fields: [phone]}]\n    refused: [{fields: [size]}]\n"))
                .containsExactly(
                        "test.yaml:12:15: expected to be refused, and it is allowed",
                        "test.yaml:11:15: expected to be allowed, and it is refused: field not permitted");
        assertThat(run(head + "  action: delete\n" + given + "  expect: {allowed: [{fields: [size]}]}\n"))
                .containsExactly("test.yaml:10:22: expected to be allowed, and it is refused: no permit");
    }

    @Test
    void reachesTheRuleOfAFieldThatIsWritten() {
        CompilationResult.Compiled compiled = (CompilationResult.Compiled) compile(HEAD.replace("[support]", "[clerk]")
                + "  action: update\n  given: {collection: accounts}\n  expect: {allowed: [{fields: [size]}]}\n");
        assertThat(TestCoverage.missing(compiled.policies(), compiled.tests()))
                .extracting(TestFailure::message)
                .filteredOn(message -> message.contains("clerks-write"))
                .as("all but the rule of the size")
                .hasSize(3);
    }

    @Test
    void tellsARecordOutsideOfTheRowsFromADeniedAccess() {
        String given = "  given: {collection: accounts, record: {_id: acc-1, region: us}}\n";
        assertThat(differences(given + "  expect: {read: null}\n")).isEmpty();
        assertThat(differences(given + "  expect: {read: {}}\n"))
                .containsExactly("test.yaml:9:18: expected a record, and it is in the rows of no permit that applies");
        assertThat(differences(given + "  expect: {denied: true}\n"))
                .containsExactly("test.yaml:9:11: expected to be denied, and it is permitted by support-masked");
        String denied = HEAD.replace("purpose: support", "purpose: audit") + given;
        assertThat(run(denied + "  expect: {denied: true}\n")).isEmpty();
        assertThat(run(denied + "  expect: {refused: [{fields: [notes]}]}\n"))
                .containsExactly(
                        "test.yaml:9:22: expected to be refused for a field, and no permit applies to the action"
                                + " read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"phone: 15550100123", "createdAt: 20260105", "size: many", "blob: true"})
    void refusesOrRemovesWhatIsNotOfTheDeclaredType(String member) {
        String test = HEAD + "  given: {collection: accounts, record: {_id: a, region: eu, " + member + "}}\n"
                + "  expect: {read: {_id: a, region: eu}}\n";
        if (member.endsWith("many")) {
            assertThat(compile(test)).isInstanceOfSatisfying(CompilationResult.Rejected.class, rejected -> assertThat(
                            rejected.problems())
                    .hasToString("[test.yaml:8:68: expected a value of type int]"));
        } else {
            assertThat(run(test)).isEmpty();
        }
    }

    @Test
    void leavesTheRevisionAsItIsWhateverTestsThereAre() {
        String test = HEAD + "  given: {collection: accounts}\n  expect: {refused: [{fields: [notes]}]}\n";
        CompilationResult.Compiled with = (CompilationResult.Compiled) compile(test);
        CompilationResult.Compiled without =
                (CompilationResult.Compiled) PolicyCompiler.compile(List.of(BUNDLE), new TestKeys());
        assertThat(with.tests()).hasSize(1);
        assertThat(with.policies().revision()).isEqualTo(without.policies().revision());
    }

    @Test
    void listsWhatNoTestReaches() {
        CompilationResult.Compiled compiled = (CompilationResult.Compiled) compile(HEAD
                + "  given: {collection: accounts, record: {_id: a, region: eu, email: x}}\n  expect: {read: {}}\n");
        assertThat(TestCoverage.missing(compiled.policies(), compiled.tests()))
                .extracting(TestFailure::message)
                .containsExactly(
                        "no test reaches this rule of policy 'support-masked'",
                        "no test reaches this rule of policy 'support-masked'",
                        "no test reaches this rule of policy 'support-masked'",
                        "no test reaches policy 'lead'",
                        "no test reaches this rule of policy 'lead'",
                        "no test reaches this rule of policy 'lead'",
                        "no test reaches policy 'short-phones'",
                        "no test reaches this rule of policy 'short-phones'",
                        "no test reaches policy 'clerks-write'",
                        "no test reaches this rule of policy 'clerks-write'",
                        "no test reaches this rule of policy 'clerks-write'",
                        "no test reaches this rule of policy 'clerks-write'",
                        "no test reaches this rule of policy 'clerks-write'");
    }

    @Test
    void reachesNoRuleByARecordOutsideOfItsRowsOrAValueThatDoesNotLeave() {
        assertThat(missing("{_id: a, region: us, email: x}}\n  expect: {read: null}\n"))
                .filteredOn("no test reaches this rule of policy 'support-masked'"::equals)
                .hasSize(5);
        assertThat(missing("{region: eu, email: 7, phone: {$date: 2026-01-05}}}\n  expect: {read: {region: eu}}\n"))
                .filteredOn("no test reaches this rule of policy 'support-masked'"::equals)
                .as("all but the rule of the region")
                .hasSize(4);
    }

    private static List<String> missing(String rest) {
        CompilationResult.Compiled compiled =
                (CompilationResult.Compiled) compile(HEAD + "  given: {collection: accounts, record: " + rest);
        return TestCoverage.missing(compiled.policies(), compiled.tests()).stream()
                .map(TestFailure::message)
                .toList();
    }

    private static List<String> differences(String rest) {
        return run(HEAD + rest);
    }

    private static List<String> run(String text) {
        CompilationResult compilation = compile(text);
        if (compilation instanceof CompilationResult.Compiled compiled) {
            List<String> found = new ArrayList<>();
            compiled.tests().forEach(test -> new PolicyTestRunner(compiled.policies())
                    .run(test)
                    .differences()
                    .forEach(difference -> found.add(difference.toString())));
            return found;
        }
        throw new AssertionError(((CompilationResult.Rejected) compilation).problems());
    }

    private static CompilationResult compile(String test) {
        return PolicyCompiler.compile(List.of(BUNDLE, new BundleFile("test.yaml", test)), new TestKeys());
    }
}
