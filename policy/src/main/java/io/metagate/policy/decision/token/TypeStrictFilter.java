package io.metagate.policy.decision.token;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.catalogue.StoredTypes;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.FilterUse;
import io.metagate.policy.request.Predicate;
import java.util.List;

/**
 * A filter as it holds for what can leave. INVARIANT: a value that has drifted from its field's declared type is found
 * by nothing that finds no missing one (P1, P2); where values of an array have drifted and others have not, no
 * comparison with a number finds them.
 */
public final class TypeStrictFilter {

    private final Collection collection;

    private TypeStrictFilter(Collection collection) {
        this.collection = collection;
    }

    /** The filter, of listed fields, as it holds for values of their declared types. */
    public static Predicate of(Predicate filter, Collection collection) {
        return new TypeStrictFilter(collection).of(filter);
    }

    private Predicate of(Predicate filter) {
        if (filter instanceof Predicate.And and) {
            return new Predicate.And(and.parts().stream().map(this::of).toList());
        }
        if (filter instanceof Predicate.Or or) {
            return new Predicate.Or(or.parts().stream().map(this::of).toList());
        }
        if (filter instanceof Predicate.Not not) {
            return new Predicate.Not(of(not.part()));
        }
        if (filter instanceof Predicate.AnyElement any) {
            return new Predicate.AnyElement(any.path(), any.ofValues() ? ofElement(any) : of(any.part()));
        }
        return ofTest((Predicate.FieldTest) filter);
    }

    private Predicate ofElement(Predicate.AnyElement any) {
        return Predicate.both(any.part(), new Predicate.OfType(any.path(), StoredTypes.atFieldOf(type(any.path()))));
    }

    private Predicate ofTest(Predicate.FieldTest test) {
        FieldType type = type(test.path());
        if (test instanceof Predicate.Exists) {
            return new Predicate.OfType(test.path(), StoredTypes.atFieldOf(type));
        }
        Predicate declared = amongNumbers(test, StoredTypes.likenedTo(type));
        boolean orMissing = test.uses().anyMatch(FilterUse::missing);
        return orMissing
                ? new Predicate.Or(List.of(declared, new Predicate.OfType(test.path(), StoredTypes.driftedFrom(type))))
                : declared;
    }

    /** The test, where no number stands at the path that is only likened to those of the declared type. */
    private static Predicate amongNumbers(Predicate.FieldTest test, StoredTypes likened) {
        return likened.isEmpty() || isOfNull(test)
                ? test
                : new Predicate.And(List.of(test, new Predicate.Not(new Predicate.OfType(test.path(), likened))));
    }

    private static boolean isOfNull(Predicate.FieldTest test) {
        return test instanceof Predicate.Compare compare && compare.uses().allMatch(FilterUse::missing);
    }

    private FieldType type(FieldPath path) {
        return collection.field(path).orElseThrow().type();
    }
}
