package io.metagate.policy.explain;

import io.metagate.policy.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields that leave, with what may be done with each. INVARIANT: no other field is named, and no policy (P2). */
final class FieldList {

    private FieldList() {}

    static JsonValue of(List<FieldExplanation> fields) {
        return new JsonValue.Items(fields.stream()
                .flatMap(field -> field.winning().stream().map(winning -> field(field, winning)))
                .toList());
    }

    private static JsonValue field(FieldExplanation note, FieldExplanation.Grant winning) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("path", new JsonValue.Text(note.field().path().dotted()));
        members.put("type", new JsonValue.Text(note.field().type().wireName()));
        members.putAll(RightsSerializer.members(CombinedRights.of(note, winning)));
        return new JsonValue.Members(members);
    }
}
