package io.metagate.cli.report;

import io.metagate.policy.json.JsonValue;
import io.metagate.policy.testing.PolicyTestResult;
import io.metagate.policy.testing.TestFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of the tests of a bundle.
 *
 * @param folder where the bundle is
 * @param results one for each test
 * @param uncovered what no test reaches, if that was asked for
 */
public record TestReport(Path folder, List<PolicyTestResult> results, List<TestFailure> uncovered)
        implements CommandReport {

    public TestReport {
        results = List.copyOf(results);
        uncovered = List.copyOf(uncovered);
    }

    /** Whether nothing was found. */
    public boolean clean() {
        return failed().isEmpty() && uncovered.isEmpty();
    }

    private List<PolicyTestResult> failed() {
        return results.stream().filter(result -> !result.passed()).toList();
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (PolicyTestResult result : failed()) {
            lines.add("FAILED " + result.test().name().value());
            result.differences()
                    .forEach(difference -> lines.add("  " + remark(difference).line()));
        }
        uncovered.forEach(difference -> lines.add(remark(difference).line()));
        lines.add((results.size() - failed().size()) + " passed, " + failed().size() + " failed");
        return lines;
    }

    @Override
    public JsonValue json() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("passed", new JsonValue.Num(results.size() - failed().size()));
        members.put(
                "failed",
                new JsonValue.Items(failed().stream().map(this::failure).toList()));
        members.put(
                "uncovered",
                new JsonValue.Items(uncovered.stream().map(this::place).toList()));
        return new JsonValue.Members(members);
    }

    private JsonValue failure(PolicyTestResult result) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("test", new JsonValue.Text(result.test().name().value()));
        members.put(
                "differences",
                new JsonValue.Items(
                        result.differences().stream().map(this::place).toList()));
        return new JsonValue.Members(members);
    }

    private JsonValue place(TestFailure difference) {
        return remark(difference).json();
    }

    private BundleDiagnostic remark(TestFailure difference) {
        return new BundleDiagnostic(folder, difference.at(), difference.message());
    }
}
