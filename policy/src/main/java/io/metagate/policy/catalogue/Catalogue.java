package io.metagate.policy.catalogue;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that policies can speak of: collections and purposes by name.
 *
 * @param collections by name, in the order of names
 * @param purposes by name, in the order of names
 */
public record Catalogue(Map<String, Collection> collections, Map<String, Purpose> purposes) {

    public Catalogue {
        collections = Collections.unmodifiableMap(new TreeMap<>(collections));
        purposes = Collections.unmodifiableMap(new TreeMap<>(purposes));
    }

    /** The collection of that name, if it is catalogued. */
    public Optional<Collection> collection(String name) {
        return Optional.ofNullable(collections.get(name));
    }

    /** The type of the identifiers of a collection; text where it is not catalogued. */
    public FieldType idType(String collection) {
        return collection(collection).map(known -> known.id().type()).orElse(FieldType.STRING);
    }

    /** The purpose of that name, if it is declared. */
    public Optional<Purpose> purpose(String name) {
        return Optional.ofNullable(purposes.get(name));
    }
}
