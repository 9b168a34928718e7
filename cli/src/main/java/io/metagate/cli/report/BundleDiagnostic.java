package io.metagate.cli.report;

import io.metagate.policy.json.JsonValue;
import io.metagate.policy.source.SourcePosition;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something to say of a place in a bundle.
 *
 * @param folder where the bundle is
 * @param at the place in it
 * @param message what is to be said
 */
record BundleDiagnostic(Path folder, SourcePosition at, String message) {

    /** In the form that editors know, without a line end. */
    String line() {
        return file() + ":" + at.line() + ":" + at.column() + ": " + message;
    }

    JsonValue json() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("file", new JsonValue.Text(file()));
        members.put("line", new JsonValue.Num(at.line()));
        members.put("column", new JsonValue.Num(at.column()));
        members.put("message", new JsonValue.Text(message));
        return new JsonValue.Members(members);
    }

    /** The file as a path that can be opened from where the command was run. */
    private String file() {
        return folder.resolve(at.file()).normalize().toString();
    }
}
