package io.metagate.cli.report;

import io.metagate.policy.compile.CompilationResult;
import io.metagate.policy.json.JsonValue;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be told about a bundle: its revision, or a line for each problem.
 *
 * @param folder where the bundle is
 * @param compilation what became of it
 */
public record ValidationReport(Path folder, CompilationResult compilation) implements CommandReport {

    @Override
    public List<String> lines() {
        return revision()
                .map(revision -> List.of(folder + ": valid, revision " + revision))
                .orElseGet(() -> problems().stream().map(BundleDiagnostic::line).toList());
    }

    @Override
    public JsonValue json() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put(
                "problems",
                new JsonValue.Items(
                        problems().stream().map(BundleDiagnostic::json).toList()));
        revision().ifPresent(revision -> members.put("revision", new JsonValue.Text(revision)));
        members.put("valid", new JsonValue.Flag(revision().isPresent()));
        return new JsonValue.Members(members);
    }

    /** The digest that the gateway would name the bundle by, if it would take it. */
    private Optional<String> revision() {
        return compilation.fold(
                compiled -> Optional.of(compiled.policies().revision().digest()), rejected -> Optional.empty());
    }

    private List<BundleDiagnostic> problems() {
        return compilation.fold(compiled -> List.of(), rejected -> rejected.problems().stream()
                .map(problem -> new BundleDiagnostic(folder, problem.at(), problem.message()))
                .toList());
    }
}
