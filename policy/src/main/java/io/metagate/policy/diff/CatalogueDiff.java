package io.metagate.policy.diff;

import io.metagate.policy.catalogue.Catalogue;
import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.StoreLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Compares what collections there are: other places, types or classes are other values, whoever sees them. */
record CatalogueDiff(Catalogue before, Catalogue after) {

    List<PermissionChange> changes() {
        List<PermissionChange> changes = new ArrayList<>();
        before.collections().forEach((name, was) -> after.collection(name).ifPresent(is -> compare(was, is, changes)));
        return changes;
    }

    private static void compare(Collection was, Collection is, List<PermissionChange> changes) {
        differ(was.name(), "store", place(was.store()), place(is.store()), changes);
        differ(was.name(), "dataSubject", subject(was), subject(is), changes);
        for (Field field : was.allFields()) {
            is.field(field.path())
                    .ifPresent(next -> differ(was.name(), field.path().dotted(), text(field), text(next), changes));
        }
    }

    private static String place(StoreLocation place) {
        return "{name: " + place.store() + ", database: " + place.database() + ", collection: " + place.collection()
                + "}";
    }

    private static String subject(Collection collection) {
        return collection
                .dataSubject()
                .map(subject -> "{field: " + subject.field() + ", class: " + subject.identifierClass() + "}")
                .orElse("none");
    }

    private static String text(Field field) {
        return "{type: " + field.type() + ", class: " + field.classification() + "}";
    }

    private static void differ(String collection, String what, String was, String is, List<PermissionChange> changes) {
        if (!was.equals(is)) {
            changes.add(new PermissionChange(
                    "everybody", "", collection, what, PermissionChange.Kind.CHANGES, was, is, Set.of()));
        }
    }
}
