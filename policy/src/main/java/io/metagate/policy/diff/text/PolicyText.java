package io.metagate.policy.diff.text;

import io.metagate.policy.compiled.FieldRights;
import io.metagate.policy.json.JsonValue;
import io.metagate.policy.model.WriteRight;
import io.metagate.policy.model.rows.RowFilterTemplate;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.request.FilterKind;
import java.util.stream.Collectors;

/** Compiled parts of policies as their authors would write them. */
public final class PolicyText {

    private PolicyText() {}

    /** The rights that a rule gives. */
    public static String of(FieldRights rights) {
        String filter = rights.uses().filter().isEmpty()
                ? ""
                : rights.uses().filter().stream()
                        .sorted()
                        .map(FilterKind::wireName)
                        .collect(Collectors.joining(", ", ", filter: [", "]"));
        String write = rights.write() == WriteRight.SEEING ? "true" : "blind";
        return of(rights.read())
                + filter
                + (rights.uses().sort() ? ", sort: true" : "")
                + (rights.uses().group() ? ", group: true" : "")
                + (rights.write() == WriteRight.NONE ? "" : ", write: " + write);
    }

    public static String of(Transform transform) {
        return transform.accept(new TransformText());
    }

    /** A row scope, in JSON. */
    public static JsonValue of(RowFilterTemplate rows) {
        return rows.accept(new RowFilterText());
    }
}
