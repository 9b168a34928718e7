package io.metagate.cli.report;

import io.metagate.policy.json.JsonValue;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What keeps a command from its work, and stands at no place in a bundle.
 *
 * @param problems a sentence for each
 * @param valid whether what the command was given is valid all the same
 */
public record ErrorReport(List<String> problems, boolean valid) implements CommandReport {

    public ErrorReport {
        problems = List.copyOf(problems);
    }

    /** That something cannot be read, of which the message tells what and why. */
    public static ErrorReport unreadable(IOException failure) {
        return new ErrorReport(List.of("cannot read " + failure.getMessage()), false);
    }

    @Override
    public List<String> lines() {
        return problems.stream().map(problem -> "metagate: " + problem).toList();
    }

    @Override
    public JsonValue json() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put(
                "problems",
                new JsonValue.Items(problems.stream().map(ErrorReport::problem).toList()));
        members.put("valid", new JsonValue.Flag(valid));
        return new JsonValue.Members(members);
    }

    private static JsonValue problem(String message) {
        return new JsonValue.Members(Map.of("message", new JsonValue.Text(message)));
    }
}
