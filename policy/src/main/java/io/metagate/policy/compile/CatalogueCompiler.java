package io.metagate.policy.compile;

import io.metagate.policy.catalogue.Catalogue;
import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.Purpose;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.model.CollectionEntry;
import io.metagate.policy.model.PolicyBundle;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.source.LocatedElement;
import io.metagate.policy.source.ProblemCollector;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Makes the catalogue of a bundle. What is wrong with a collection is noted, and the collection left out.
 *
 * @param stores whether there is a store of a name
 */
record CatalogueCompiler(Predicate<String> stores, ProblemCollector problems) {

    Catalogue compile(PolicyBundle bundle) {
        problems.requireDistinct(
                "Collection",
                bundle.collections().stream().map(CollectionEntry::name).toList());
        problems.requireDistinct(
                "Purpose",
                bundle.purposes().stream()
                        .map(purpose -> new LocatedElement<>(
                                purpose.at(), purpose.value().name()))
                        .toList());
        Map<String, Collection> collections = new LinkedHashMap<>();
        for (CollectionEntry entry : bundle.collections()) {
            if (sound(entry)) {
                collections.putIfAbsent(entry.name().value(), collection(entry));
            }
        }
        Map<String, Purpose> purposes = new LinkedHashMap<>();
        bundle.purposes()
                .forEach(purpose -> purposes.putIfAbsent(purpose.value().name(), purpose.value()));
        return new Catalogue(collections, purposes);
    }

    private static Collection collection(CollectionEntry entry) {
        List<Field> fields = entry.fields().stream().map(LocatedElement::value).toList();
        return new Collection(
                entry.name().value(),
                entry.store().value(),
                entry.id().value(),
                entry.dataSubject().map(LocatedElement::value),
                fields);
    }

    private boolean sound(CollectionEntry entry) {
        Set<FieldPath> listed = new HashSet<>();
        entry.fields().forEach(field -> listed.add(field.value().path()));
        boolean identified = requireIdentifier(entry);
        boolean leaves = requireLeaves(entry, listed);
        boolean placed = requireStore(entry.store());
        return requireDataSubject(entry, listed) && leaves && identified && placed;
    }

    private boolean requireStore(LocatedElement<StoreLocation> place) {
        String store = place.value().store();
        if (!stores.test(store)) {
            problems.add(place.at(), "unknown store '" + store + "'");
            return false;
        }
        return true;
    }

    private boolean requireIdentifier(CollectionEntry entry) {
        if (!entry.id().value().type().identifies()) {
            problems.add(entry.id().at(), "an identifier is of type string, int, objectId or uuid");
            return false;
        }
        return true;
    }

    private boolean requireLeaves(CollectionEntry entry, Set<FieldPath> listed) {
        // A field that stands twice is a duplicate key, which the reader has noted.
        boolean sound = listed.size() == entry.fields().size();
        for (LocatedElement<Field> field : entry.fields()) {
            FieldPath path = field.value().path();
            if (path.equals(FieldPath.ID) || path.isBelow(FieldPath.ID)) {
                problems.add(field.at(), "_id is described by 'id', not among the fields");
                sound = false;
            } else if (listed.stream().anyMatch(path::isBelow)) {
                problems.add(field.at(), "'" + path + "' lies below another listed field");
                sound = false;
            }
        }
        return sound;
    }

    private boolean requireDataSubject(CollectionEntry entry, Set<FieldPath> listed) {
        if (entry.dataSubject().isEmpty()) {
            return true;
        }
        FieldPath field = entry.dataSubject().get().value().field();
        if (!listed.contains(field) && !field.equals(FieldPath.ID)) {
            problems.add(entry.dataSubject().get().at(), "the data subject's field '" + field + "' is not listed");
            return false;
        }
        return true;
    }
}
