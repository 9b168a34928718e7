package io.metagate.policy.explain;

import io.metagate.policy.json.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * An explanation for the caller itself: what it may see and use.
 *
 * <p>INVARIANT: a hidden field and one that does not exist read the same, as do a collection that is not permitted and
 * one that does not exist; no policy and no place in a bundle is named (P2).
 */
public record SafeExplanation(Explanation explanation) {

    /** As JSON. */
    public Json.Members json() {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("permitted", new Json.Flag(explanation.refusal().isEmpty()));
        explanation
                .refusal()
                .ifPresent(reason -> members.put(
                        "reason",
                        new Json.Text(reason.name().toLowerCase(Locale.ROOT).replace('_', '-'))));
        members.put("collection", new Json.Text(explanation.request().collection()));
        members.put("action", new Json.Text(explanation.request().action().written()));
        members.put("purpose", new Json.Text(explanation.request().purpose()));
        members.put(
                "uses",
                new Json.Items(explanation.uses().stream().map(this::use).toList()));
        members.put("narrowed", new Json.Flag(explanation.narrowed()));
        members.put("fields", FieldList.of(explanation.fields()));
        return new Json.Members(members);
    }

    private Json use(UseNote use) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("path", new Json.Text(use.path().dotted()));
        members.put("needs", new Json.Text(use.right()));
        members.put("permitted", new Json.Flag(use.granted()));
        return new Json.Members(members);
    }
}
