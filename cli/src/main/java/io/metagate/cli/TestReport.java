package io.metagate.cli;

import io.metagate.policy.json.Json;
import io.metagate.policy.trial.Difference;
import io.metagate.policy.trial.TrialResult;
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
record TestReport(Path folder, List<TrialResult> results, List<Difference> uncovered) implements CommandReport {

    TestReport {
        results = List.copyOf(results);
        uncovered = List.copyOf(uncovered);
    }

    /** Whether nothing was found. */
    boolean clean() {
        return failed().isEmpty() && uncovered.isEmpty();
    }

    private List<TrialResult> failed() {
        return results.stream().filter(result -> !result.passed()).toList();
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (TrialResult result : failed()) {
            lines.add("FAILED " + result.test().name().value());
            result.differences()
                    .forEach(difference -> lines.add("  " + remark(difference).line()));
        }
        uncovered.forEach(difference -> lines.add(remark(difference).line()));
        lines.add((results.size() - failed().size()) + " passed, " + failed().size() + " failed");
        return lines;
    }

    @Override
    public Json json() {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("passed", new Json.Num(results.size() - failed().size()));
        members.put(
                "failed", new Json.Items(failed().stream().map(this::failure).toList()));
        members.put(
                "uncovered", new Json.Items(uncovered.stream().map(this::place).toList()));
        return new Json.Members(members);
    }

    private Json failure(TrialResult result) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("test", new Json.Text(result.test().name().value()));
        members.put(
                "differences",
                new Json.Items(result.differences().stream().map(this::place).toList()));
        return new Json.Members(members);
    }

    private Json place(Difference difference) {
        return remark(difference).json();
    }

    private BundleDiagnostic remark(Difference difference) {
        return new BundleDiagnostic(folder, difference.at(), difference.message());
    }
}
