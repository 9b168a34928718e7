package io.metagate.policy.explain;

import io.metagate.policy.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * An explanation for the caller itself: what it may see and use.
 *
 * <p>INVARIANT: a hidden field and one that does not exist read the same, as do a collection that is not permitted and
 * one that does not exist; no policy and no place in a bundle is named (P2).
 */
public record SafeExplanation(DecisionExplanation explanation) {

    /** As JSON. */
    public JsonValue.Members json() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("permitted", new JsonValue.Flag(explanation.refusal().isEmpty()));
        explanation
                .refusal()
                .ifPresent(reason -> members.put(
                        "reason",
                        new JsonValue.Text(
                                reason.name().toLowerCase(Locale.ROOT).replace('_', '-'))));
        members.put("collection", new JsonValue.Text(explanation.request().collection()));
        members.put("action", new JsonValue.Text(explanation.request().action().wireName()));
        members.put("purpose", new JsonValue.Text(explanation.request().purpose()));
        members.put(
                "uses",
                new JsonValue.Items(explanation.uses().stream().map(this::use).toList()));
        members.put("narrowed", new JsonValue.Flag(explanation.narrowed()));
        members.put("fields", FieldList.of(explanation.fields()));
        return new JsonValue.Members(members);
    }

    private JsonValue use(UseExplanation use) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("path", new JsonValue.Text(use.path().dotted()));
        members.put("needs", new JsonValue.Text(use.right()));
        members.put("permitted", new JsonValue.Flag(use.granted()));
        return new JsonValue.Members(members);
    }
}
