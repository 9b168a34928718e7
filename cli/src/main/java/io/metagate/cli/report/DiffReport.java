package io.metagate.cli.report;

import io.metagate.policy.diff.PermissionChange;
import io.metagate.policy.json.JsonValue;
import io.metagate.policy.request.Action;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What differs between two bundles. */
public record DiffReport(List<PermissionChange> changes) implements CommandReport {

    public DiffReport {
        changes = List.copyOf(changes);
    }

    @Override
    public List<String> lines() {
        return changes.stream().map(DiffReport::line).toList();
    }

    @Override
    public JsonValue json() {
        return new JsonValue.Items(changes.stream().map(DiffReport::object).toList());
    }

    private static String line(PermissionChange change) {
        String purpose = change.purpose().isEmpty() ? "" : " for " + change.purpose();
        String where = (String.join("/", actions(change)) + " " + change.collection()).strip();
        return kind(change) + "  " + change.who() + purpose + (where.isEmpty() ? "" : ", " + where) + ": "
                + change.what() + ": " + change.before() + " -> " + change.after();
    }

    private static JsonValue object(PermissionChange change) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("kind", new JsonValue.Text(kind(change)));
        members.put("who", new JsonValue.Text(change.who()));
        members.put("purpose", new JsonValue.Text(change.purpose()));
        members.put("collection", new JsonValue.Text(change.collection()));
        members.put("what", new JsonValue.Text(change.what()));
        members.put("before", new JsonValue.Text(change.before()));
        members.put("after", new JsonValue.Text(change.after()));
        members.put("actions", JsonValue.Items.of(actions(change)));
        return new JsonValue.Members(members);
    }

    private static String kind(PermissionChange change) {
        return change.kind().name().toLowerCase(Locale.ROOT);
    }

    private static List<String> actions(PermissionChange change) {
        return change.actions().stream().sorted().map(Action::wireName).toList();
    }
}
