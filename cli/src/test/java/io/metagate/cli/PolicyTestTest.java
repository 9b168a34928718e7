package io.metagate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyTestTest {

    private static final Path DEMO = Path.of("../demo/policies");
    private static final String TEST = """
            apiVersion: metagate.io/v1
            kind: PolicyTest
            metadata: {name: number NUMBER}
            spec:
              as: {roles: [analyst]}
              purpose: capacity-planning
              given: {collection: accounts, record: {_id: acc-1, region: eu, email: j@acme.example}}
              expect: {read: {_id: p1_*, region: eu}}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void copiesThePoliciesOfTheDemo() throws IOException {
        try (Stream<Path> files = Files.list(DEMO)) {
            for (Path file : files.filter(file -> !file.toString().endsWith("-test.yaml"))
                    .toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void passesTheTestsOfTheDemoWhichReachEveryRule() {
        Invocation test = Invocation.of("policy", "test", "--coverage", DEMO.toString());
        assertThat(test.out()).matches("[1-9]\\d* passed, 0 failed\n");
        assertThat(test.exit()).isZero();
        assertThat(test.err()).isEmpty();
    }

    @Test
    void printsWhatDiffersAndWhere() throws IOException {
        Path file = folder.resolve("test.yaml");
        Files.writeString(file, TEST.replace("region: eu}}\n", "region: us}}\n"));
        Invocation test = Invocation.of("policy", "test", folder.toString());
        assertThat(test.exit()).isEqualTo(1);
        assertThat(test.out())
                .isEqualTo("FAILED number NUMBER\n  " + file
                        + ":8:38: region: expected \"us\", released is \"eu\"\n0 passed, 1 failed\n");
        Invocation json = Invocation.of("policy", "test", "-o", "json", folder.toString());
        assertThat(json.exit()).isEqualTo(1);
        assertThat(json.out())
                .isEqualTo("{\"passed\":0,\"failed\":[{\"test\":\"number NUMBER\",\"differences\":[{\"file\":\"" + file
                        + "\",\"line\":8,\"column\":38,\"message\":\"region: expected \\\"us\\\", released is"
                        + " \\\"eu\\\"\"}]}],\"uncovered\":[]}\n");
    }

    @Test
    void printsTheRulesThatNoTestReaches() throws IOException {
        Files.writeString(folder.resolve("test.yaml"), TEST);
        Invocation test = Invocation.of("policy", "test", "--coverage", folder.toString());
        assertThat(test.exit()).isEqualTo(1);
        assertThat(test.out())
                .contains(
                        folder + "/support-agent.yaml:4:18: no test reaches policy 'support-lookup'\n",
                        folder + "/analyst.yaml:14:7: no test reaches this rule of policy 'planning-without-people'\n")
                .doesNotContain("analyst.yaml:13:7")
                .endsWith("1 passed, 0 failed\n");
    }

    @Test
    void runsAThousandTests() throws IOException {
        StringBuilder tests = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            tests.append("---\n").append(TEST.replace("NUMBER", Integer.toString(i)));
        }
        Files.writeString(folder.resolve("test.yaml"), tests);
        assertThat(Invocation.of("policy", "test", folder.toString()).out()).isEqualTo("1000 passed, 0 failed\n");
    }

    @Test
    void exitsWithTwoWhenThereIsNothingToRun() {
        Invocation test = Invocation.of("policy", "test", "--coverage", folder.toString());
        assertThat(test.exit()).isEqualTo(2);
        assertThat(test.out()).isEmpty();
        assertThat(test.err()).isEqualTo("metagate: " + folder + ": the bundle has no test\n");
        Invocation json = Invocation.of("policy", "test", "-o", "json", folder.toString());
        assertThat(json.exit()).isEqualTo(2);
        assertThat(json.out())
                .isEqualTo(
                        "{\"problems\":[{\"message\":\"" + folder + ": the bundle has no test\"}],\"valid\":true}\n");
        assertThat(json.err()).isEmpty();
    }

    @Test
    void exitsWithTwoWhenTheBundleIsNotValid() throws IOException {
        Files.writeString(folder.resolve("test.yaml"), TEST.replace("capacity-planning", "curiosity"));
        Invocation test = Invocation.of("policy", "test", folder.toString());
        assertThat(test.exit()).isEqualTo(2);
        assertThat(test.out()).isEmpty();
        assertThat(test.err()).isEqualTo(folder + "/test.yaml:6:12: unknown purpose 'curiosity'\n");
        assertThat(Invocation.of("policy", "test", folder + "/none").exit()).isEqualTo(2);
    }
}
