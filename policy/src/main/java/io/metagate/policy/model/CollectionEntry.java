package io.metagate.policy.model;

import io.metagate.policy.catalogue.DataSubject;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.source.LocatedElement;
import java.util.List;
import java.util.Optional;

/** A collection as the catalogue's author wrote it. */
public record CollectionEntry(
        LocatedElement<String> name,
        LocatedElement<StoreLocation> store,
        LocatedElement<Field> id,
        Optional<LocatedElement<DataSubject>> dataSubject,
        List<LocatedElement<Field>> fields) {

    public CollectionEntry {
        fields = List.copyOf(fields);
    }
}
