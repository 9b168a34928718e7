package io.metagate.policy.explain;

import io.metagate.policy.compiled.FieldRights;
import io.metagate.policy.json.JsonValue;
import io.metagate.policy.model.WriteRight;
import io.metagate.policy.request.FilterKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How the rights on a field are written. */
final class RightsSerializer {

    private RightsSerializer() {}

    static Map<String, JsonValue> members(FieldRights rights) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("read", new JsonValue.Text(rights.read().name()));
        members.put("filter", JsonValue.Items.of(filter(rights)));
        members.put("sort", new JsonValue.Flag(rights.uses().sort()));
        members.put("group", new JsonValue.Flag(rights.uses().group()));
        members.put("write", new JsonValue.Text(rights.write().name().toLowerCase(Locale.ROOT)));
        return members;
    }

    static String line(FieldRights rights) {
        return rights.read().name() + uses(rights);
    }

    private static String uses(FieldRights rights) {
        String filter = rights.uses().filter().isEmpty()
                ? ""
                : filter(rights).stream().collect(Collectors.joining(", ", ", filter: ", ""));
        return filter
                + (rights.uses().sort() ? ", sort" : "")
                + (rights.uses().group() ? ", group" : "")
                + (rights.write() == WriteRight.NONE
                        ? ""
                        : ", write: " + rights.write().name().toLowerCase(Locale.ROOT));
    }

    private static List<String> filter(FieldRights rights) {
        return rights.uses().filter().stream()
                .sorted()
                .map(FilterKind::wireName)
                .toList();
    }
}
