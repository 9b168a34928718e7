package io.metagate.policy.explain;

import io.metagate.policy.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** An explanation for those who may know the policies: each rule with its place. */
public record FullExplanation(Explanation explanation) {

    /** As JSON. */
    public Json.Members json() {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("permitted", new Json.Flag(explanation.refusal().isEmpty()));
        explanation.refusal().ifPresent(reason -> members.put("reason", new Json.Text(lower(reason))));
        members.put("collection", new Json.Text(explanation.request().collection()));
        members.put("action", new Json.Text(explanation.request().action().written()));
        members.put("purpose", new Json.Text(explanation.request().purpose()));
        members.put("revision", new Json.Text(explanation.revision().digest()));
        members.put("policies", items(explanation.policies().stream().map(FullExplanation::policy)));
        members.put("searched", Json.Items.of(explanation.searched()));
        members.put("narrowed", new Json.Flag(explanation.narrowed()));
        members.put("uses", items(explanation.uses().stream().map(FullExplanation::use)));
        members.put("fields", items(explanation.fields().stream().map(FullExplanation::field)));
        return new Json.Members(members);
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Json policy(PolicyNote note) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("name", new Json.Text(note.policy().name()));
        members.put("effect", new Json.Text(note.policy().permit() ? "permit" : "restrict"));
        members.put("at", new Json.Text(note.policy().at().toString()));
        members.put("applies", new Json.Flag(note.applies()));
        if (note.denies()) {
            members.put("deny", new Json.Flag(true));
        }
        if (!note.applies()) {
            members.put("because", Json.Items.of(note.misses()));
        }
        return new Json.Members(members);
    }

    private static Json use(UseNote use) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("path", new Json.Text(use.path().dotted()));
        members.put("needs", new Json.Text(use.right()));
        members.put("grantedBy", Json.Items.of(use.grantedBy()));
        Map<String, Json> missing = new LinkedHashMap<>();
        use.missing().forEach((policy, why) -> missing.put(policy, new Json.Text(why)));
        members.put("missing", new Json.Members(missing));
        return new Json.Members(members);
    }

    private static Json field(FieldNote note) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("path", new Json.Text(note.field().path().dotted()));
        members.put("type", new Json.Text(note.field().type().written()));
        members.put("class", new Json.Text(note.field().classification().label()));
        members.put(
                "read",
                new Json.Text(note.winning()
                        .map(winning -> winning.left().read().name())
                        .orElse("remove")));
        members.put("grants", items(note.grants().stream().map(FullExplanation::grant)));
        members.put("caps", items(note.caps().stream().map(FullExplanation::cap)));
        return new Json.Members(members);
    }

    private static Json grant(FieldNote.Grant grant) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("policy", new Json.Text(grant.policy()));
        members.put("at", new Json.Text(grant.rule().toString()));
        members.putAll(RightsForm.members(grant.left()));
        return new Json.Members(members);
    }

    private static Json cap(FieldNote.Cap cap) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("policy", new Json.Text(cap.policy()));
        members.put("at", new Json.Text(cap.rule().toString()));
        members.put("read", new Json.Text(cap.most().name()));
        return new Json.Members(members);
    }

    private static Json items(Stream<Json> items) {
        return new Json.Items(List.copyOf(items.toList()));
    }
}
