package io.metagate.policy.catalogue;

import io.metagate.policy.path.FieldPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A catalogued collection of the store. Its fields are all that can ever leave (P1); no field is both a value and a
 * parent of values.
 */
public final class Collection {

    private final String name;
    private final StoreLocation store;
    private final Field id;
    private final Optional<DataSubject> dataSubject;
    private final List<Field> fields;

    /** The identifier first. */
    private final Map<FieldPath, Field> byPath = new LinkedHashMap<>();

    /**
     * A collection.
     *
     * @param name the name in requests and policies
     * @param store where its records are
     * @param id the identifier of its records, at {@code _id}
     * @param dataSubject whose records they are, if they are about people
     * @param fields the listed fields in the order of the bundle, without the identifier
     */
    public Collection(
            String name, StoreLocation store, Field id, Optional<DataSubject> dataSubject, List<Field> fields) {
        this.name = name;
        this.store = store;
        this.id = id;
        this.dataSubject = dataSubject;
        this.fields = List.copyOf(fields);
        if (!id.path().equals(FieldPath.ID) || !id.type().identifies()) {
            throw new IllegalArgumentException("the identifier of a collection is at _id and of an identifying type");
        }
        byPath.put(FieldPath.ID, id);
        for (Field field : fields) {
            if (byPath.put(field.path(), field) != null) {
                throw new IllegalArgumentException("a field is listed twice: " + field.path());
            }
        }
        for (FieldPath path : byPath.keySet()) {
            if (byPath.keySet().stream().anyMatch(path::isBelow)) {
                throw new IllegalArgumentException("a field is both a value and a parent: " + path);
            }
        }
        dataSubject.ifPresent(subject -> {
            if (!byPath.containsKey(subject.field())) {
                throw new IllegalArgumentException("the data subject's field is not listed");
            }
        });
    }

    /** The name in requests and policies. */
    public String name() {
        return name;
    }

    /** Where its records are. */
    public StoreLocation store() {
        return store;
    }

    /** The identifier of its records, at {@code _id}. */
    public Field id() {
        return id;
    }

    /** Whose records they are, if they are about people. */
    public Optional<DataSubject> dataSubject() {
        return dataSubject;
    }

    /** The listed fields in the order of the bundle, without the identifier. */
    public List<Field> fields() {
        return fields;
    }

    /** The field at that path, the identifier included; empty if the catalogue does not list it. */
    public Optional<Field> field(FieldPath path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** The listed fields at that path or below it, the identifier included. */
    public List<Field> atOrBelow(FieldPath path) {
        return byPath.values().stream()
                .filter(field -> field.path().equals(path) || field.path().isBelow(path))
                .toList();
    }

    /** The first segments of the listed fields' paths, that of the identifier included. */
    public Set<String> names() {
        return byPath.keySet().stream().map(path -> path.segments().get(0)).collect(Collectors.toUnmodifiableSet());
    }

    /** All listed fields, the identifier first. */
    public List<Field> allFields() {
        return List.copyOf(byPath.values());
    }
}
