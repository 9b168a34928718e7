package io.metagate.cli;

import io.metagate.cli.doctor.DoctorFinding;
import io.metagate.cli.report.CommandReport;
import io.metagate.policy.json.JsonValue;
import io.metagate.policy.text.VisibleText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What was found around a gateway, as a table. */
record DoctorReport(List<DoctorFinding> findings) implements CommandReport {

    private static final List<String> HEAD = List.of("CHECK", "SUBJECT", "RESULT", "ADVICE");
    private static final String GAP = "  ";

    DoctorReport {
        findings = List.copyOf(findings);
    }

    /** Whether there is nothing to do. */
    boolean clean() {
        return findings.stream().noneMatch(finding -> finding.result().asksForWork());
    }

    @Override
    public JsonValue json() {
        return new JsonValue.Items(findings.stream().map(DoctorReport::object).toList());
    }

    @Override
    public List<String> lines() {
        List<List<String>> rows = Stream.concat(
                        Stream.of(HEAD), findings.stream().map(DoctorReport::row))
                .toList();
        return rows.stream()
                .map(row -> padded(rows, row, 0) + padded(rows, row, 1) + padded(rows, row, 2) + row.get(3))
                .toList();
    }

    private static List<String> row(DoctorFinding finding) {
        return Stream.of(finding.check(), finding.subject(), finding.result().toString(), finding.advice())
                .map(VisibleText::of)
                .toList();
    }

    /** As wide as the widest of its column. */
    private static String padded(List<List<String>> rows, List<String> row, int column) {
        int width =
                rows.stream().mapToInt(each -> each.get(column).length()).max().orElse(0);
        String text = row.get(column);
        return text + " ".repeat(width - text.length()) + GAP;
    }

    private static JsonValue object(DoctorFinding finding) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("check", new JsonValue.Text(finding.check()));
        members.put("subject", new JsonValue.Text(finding.subject()));
        members.put("result", new JsonValue.Text(finding.result().toString()));
        members.put("advice", new JsonValue.Text(finding.advice()));
        return new JsonValue.Members(members);
    }
}
