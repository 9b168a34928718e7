package io.metagate.policy.explain;

import io.metagate.policy.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields that leave, with what may be done with each. INVARIANT: no other field is named, and no policy (P2). */
final class FieldList {

    private FieldList() {}

    static Json of(List<FieldNote> fields) {
        return new Json.Items(fields.stream()
                .flatMap(field -> field.winning().stream().map(winning -> field(field, winning)))
                .toList());
    }

    private static Json field(FieldNote note, FieldNote.Grant winning) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("path", new Json.Text(note.field().path().dotted()));
        members.put("type", new Json.Text(note.field().type().written()));
        members.putAll(RightsForm.members(Union.of(note, winning)));
        return new Json.Members(members);
    }
}
