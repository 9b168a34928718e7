package io.metagate.policy.compiled;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.DocumentValue;
import io.metagate.policy.request.RecordChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The listed fields that a change writes. What stands where a document could stand for all fields in that document: an
 * array or a removal there would destroy any of them.
 */
public final class WrittenFields {

    private final Collection collection;
    private final Action action;
    private final Set<FieldPath> fields = new TreeSet<>();
    private boolean listed = true;

    private WrittenFields(Collection collection, Action action) {
        this.collection = collection;
        this.action = action;
    }

    /** Those that are written where a value is given to that path, or taken from it. */
    static List<FieldPath> at(FieldPath path, Collection collection, Action action) {
        return collection.atOrBelow(path).stream()
                .map(Field::path)
                // whoever makes a record may name it; nobody gives it another name
                .filter(field -> action == Action.CREATE || !field.equals(FieldPath.ID))
                .toList();
    }

    /** The fields; empty if the change writes what the catalogue does not list. */
    public static Optional<Set<FieldPath>> of(RecordChange change, Collection collection) {
        WrittenFields written = new WrittenFields(collection, change.action());
        if (change instanceof RecordChange.Create create) {
            if (create.chosen()) {
                written.fields.add(FieldPath.ID);
            }
            written.members(create.members(), List.of());
        } else if (change instanceof RecordChange.Update update) {
            written.members(update.patch(), List.of());
        }
        return written.listed ? Optional.of(Set.copyOf(written.fields)) : Optional.empty();
    }

    private void members(DocumentValue.Members members, List<String> at) {
        for (Map.Entry<String, DocumentValue> member : members.members().entrySet()) {
            List<String> below = new ArrayList<>(at);
            below.add(member.getKey());
            content(member.getValue(), below);
        }
    }

    private void content(DocumentValue content, List<String> at) {
        if (content instanceof DocumentValue.Members members
                && !members.members().isEmpty()) {
            members(members, at);
        } else if (content instanceof DocumentValue.Items items
                && !items.items().isEmpty()) {
            items.items().forEach(item -> content(item, at));
            if (action == Action.UPDATE) {
                atOrBelow(at);
            }
        } else {
            atOrBelow(at);
        }
    }

    private void atOrBelow(List<String> at) {
        List<FieldPath> found = pathOf(at).stream()
                .flatMap(path -> at(path, collection, action).stream())
                .toList();
        listed &= !found.isEmpty();
        fields.addAll(found);
    }

    /** The path; empty if it is longer than any field's. */
    private static Optional<FieldPath> pathOf(List<String> at) {
        return at.size() > FieldPath.MAX_SEGMENTS ? Optional.empty() : Optional.of(new FieldPath(at));
    }
}
