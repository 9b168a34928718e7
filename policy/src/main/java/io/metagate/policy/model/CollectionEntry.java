package io.metagate.policy.model;

import io.metagate.policy.catalogue.DataSubject;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.StoreLocation;
import java.util.List;
import java.util.Optional;

/** A collection as the catalogue's author wrote it. */
public record CollectionEntry(
        Located<String> name,
        Located<StoreLocation> store,
        Located<Field> id,
        Optional<Located<DataSubject>> dataSubject,
        List<Located<Field>> fields) {

    public CollectionEntry {
        fields = List.copyOf(fields);
    }
}
