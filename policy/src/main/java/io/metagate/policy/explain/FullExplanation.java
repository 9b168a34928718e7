package io.metagate.policy.explain;

import io.metagate.policy.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** An explanation for those who may know the policies: each rule with its place. */
public record FullExplanation(DecisionExplanation explanation) {

    /** As JSON. */
    public JsonValue.Members json() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("permitted", new JsonValue.Flag(explanation.refusal().isEmpty()));
        explanation.refusal().ifPresent(reason -> members.put("reason", new JsonValue.Text(lower(reason))));
        members.put("collection", new JsonValue.Text(explanation.request().collection()));
        members.put("action", new JsonValue.Text(explanation.request().action().wireName()));
        members.put("purpose", new JsonValue.Text(explanation.request().purpose()));
        members.put("revision", new JsonValue.Text(explanation.revision().digest()));
        members.put("policies", items(explanation.policies().stream().map(FullExplanation::policy)));
        members.put("searched", JsonValue.Items.of(explanation.searched()));
        members.put("narrowed", new JsonValue.Flag(explanation.narrowed()));
        members.put("uses", items(explanation.uses().stream().map(FullExplanation::use)));
        members.put("fields", items(explanation.fields().stream().map(FullExplanation::field)));
        return new JsonValue.Members(members);
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static JsonValue policy(PolicyExplanation note) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("name", new JsonValue.Text(note.policy().name()));
        members.put("effect", new JsonValue.Text(note.policy().permit() ? "permit" : "restrict"));
        members.put("at", new JsonValue.Text(note.policy().at().toString()));
        members.put("applies", new JsonValue.Flag(note.applies()));
        if (note.denies()) {
            members.put("deny", new JsonValue.Flag(true));
        }
        if (!note.applies()) {
            members.put("because", JsonValue.Items.of(note.misses()));
        }
        return new JsonValue.Members(members);
    }

    private static JsonValue use(UseExplanation use) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("path", new JsonValue.Text(use.path().dotted()));
        members.put("needs", new JsonValue.Text(use.right()));
        members.put("grantedBy", JsonValue.Items.of(use.grantedBy()));
        Map<String, JsonValue> missing = new LinkedHashMap<>();
        use.missing().forEach((policy, why) -> missing.put(policy, new JsonValue.Text(why)));
        members.put("missing", new JsonValue.Members(missing));
        return new JsonValue.Members(members);
    }

    private static JsonValue field(FieldExplanation note) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("path", new JsonValue.Text(note.field().path().dotted()));
        members.put("type", new JsonValue.Text(note.field().type().wireName()));
        members.put("class", new JsonValue.Text(note.field().classification().label()));
        members.put(
                "read",
                new JsonValue.Text(note.winning()
                        .map(winning -> winning.left().read().name())
                        .orElse("remove")));
        members.put("grants", items(note.grants().stream().map(FullExplanation::grant)));
        members.put("caps", items(note.caps().stream().map(FullExplanation::cap)));
        return new JsonValue.Members(members);
    }

    private static JsonValue grant(FieldExplanation.Grant grant) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("policy", new JsonValue.Text(grant.policy()));
        members.put("at", new JsonValue.Text(grant.rule().toString()));
        members.putAll(RightsSerializer.members(grant.left()));
        return new JsonValue.Members(members);
    }

    private static JsonValue cap(FieldExplanation.Cap cap) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("policy", new JsonValue.Text(cap.policy()));
        members.put("at", new JsonValue.Text(cap.rule().toString()));
        members.put("read", new JsonValue.Text(cap.most().name()));
        return new JsonValue.Members(members);
    }

    private static JsonValue items(Stream<JsonValue> items) {
        return new JsonValue.Items(List.copyOf(items.toList()));
    }
}
