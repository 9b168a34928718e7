package io.metagate.gateway.change;

import io.metagate.audit.QueryShape;
import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.DocumentValue;
import io.metagate.policy.request.RecordChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the audit log says of a change: the listed fields that it names, and of others that there are some, since a name
 * can be anything (P7).
 */
record ChangeShapes(Collection collection) {

    private static final String UNLISTED = "?";

    QueryShape of(RecordChange change) {
        Set<String> fields = new TreeSet<>();
        if (change instanceof RecordChange.Create create) {
            if (create.chosen()) {
                fields.add(FieldPath.ID.dotted());
            }
            inside(create.members(), List.of(), fields);
        } else if (change instanceof RecordChange.Update update) {
            inside(update.patch(), List.of(), fields);
        }
        return new QueryShape(Optional.empty(), List.of(), List.copyOf(fields));
    }

    private void inside(DocumentValue.Members members, List<String> at, Set<String> fields) {
        members.members().forEach((name, content) -> {
            List<String> below = new ArrayList<>(at);
            below.add(name);
            content(content, below, fields);
        });
    }

    private void content(DocumentValue content, List<String> at, Set<String> fields) {
        if (content instanceof DocumentValue.Members members
                && !members.members().isEmpty()) {
            inside(members, at, fields);
        } else if (content instanceof DocumentValue.Items items
                && !items.items().isEmpty()) {
            items.items().forEach(item -> content(item, at, fields));
        } else {
            fields.add(name(at));
        }
    }

    /** The name of a field, or of a document of fields, which a change may remove as a whole. */
    private String name(List<String> at) {
        if (at.size() > FieldPath.MAX_SEGMENTS) {
            return UNLISTED;
        }
        FieldPath path = new FieldPath(at);
        boolean listed = collection.field(path).isPresent()
                || collection.allFields().stream()
                        .anyMatch(field -> field.path().isBelow(path));
        return listed ? path.dotted() : UNLISTED;
    }
}
