package io.metagate.policy.catalogue;

import io.metagate.policy.path.FieldPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A catalogued collection of the store. Its fields are all that can ever leave (P1); no field is both a value and a parent of values.
 *
 * @param name the name in requests and policies
 * @param store where its records are
 * @param id the identifier of its records, at {@code _id}
 * @param dataSubject whose records they are, if they are about people
 * @param fields the listed fields in the order of the bundle, without the identifier
 */
public record Collection(
        String name, StoreLocation store, Field id, Optional<DataSubject> dataSubject, List<Field> fields) {

    public Collection {
        fields = List.copyOf(fields);
        if (!id.path().equals(FieldPath.ID) || !id.type().identifies()) {
            throw new IllegalArgumentException("the identifier of a collection is at _id and of an identifying type");
        }
        Map<FieldPath, Field> seen = new LinkedHashMap<>();
        for (Field field : fields) {
            if (field.path().equals(FieldPath.ID) || seen.put(field.path(), field) != null) {
                throw new IllegalArgumentException("a field is listed twice: " + field.path());
            }
        }
        for (FieldPath path : seen.keySet()) {
            if (seen.keySet().stream().anyMatch(path::isBelow)) {
                throw new IllegalArgumentException("a field is both a value and a parent: " + path);
            }
        }
        dataSubject.ifPresent(subject -> {
            if (!seen.containsKey(subject.field()) && !subject.field().equals(FieldPath.ID)) {
                throw new IllegalArgumentException("the data subject's field is not listed");
            }
        });
    }

    /** The field at that path, the identifier included; empty if the catalogue does not list it. */
    public Optional<Field> field(FieldPath path) {
        if (path.equals(FieldPath.ID)) {
            return Optional.of(id);
        }
        return fields.stream().filter(field -> field.path().equals(path)).findFirst();
    }

    /** All listed fields, the identifier first. */
    public List<Field> allFields() {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(id), fields.stream())
                .toList();
    }
}
