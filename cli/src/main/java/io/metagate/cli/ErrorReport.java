package io.metagate.cli;

import io.metagate.policy.json.Json;
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
record ErrorReport(List<String> problems, boolean valid) implements CommandReport {

    ErrorReport {
        problems = List.copyOf(problems);
    }

    /** That something cannot be read, of which the message tells what and why. */
    static ErrorReport unreadable(IOException failure) {
        return new ErrorReport(List.of("cannot read " + failure.getMessage()), false);
    }

    @Override
    public List<String> lines() {
        return problems.stream().map(problem -> "metagate: " + problem).toList();
    }

    @Override
    public Json json() {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put(
                "problems",
                new Json.Items(problems.stream().map(ErrorReport::problem).toList()));
        members.put("valid", new Json.Flag(valid));
        return new Json.Members(members);
    }

    private static Json problem(String message) {
        return new Json.Members(Map.of("message", new Json.Text(message)));
    }
}
