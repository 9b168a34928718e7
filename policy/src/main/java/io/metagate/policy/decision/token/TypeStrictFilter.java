package io.metagate.policy.decision.token;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.catalogue.StoredTypes;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.visitor.FieldTestVisitor;
import io.metagate.policy.request.visitor.PredicateVisitor;
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
        return filter.accept(new TypeStrictFilter(collection).new Typing());
    }

    private Predicate ofElement(Predicate.AnyElement any) {
        return Predicate.both(any.part(), new Predicate.OfType(any.path(), StoredTypes.atFieldOf(type(any.path()))));
    }

    private Predicate declared(Predicate.FieldTest test, boolean ofNull) {
        FieldType type = type(test.path());
        Predicate declared = ofNull ? test : amongNumbers(test, StoredTypes.likenedTo(type));
        return test.use().missing()
                ? new Predicate.Or(List.of(declared, new Predicate.OfType(test.path(), StoredTypes.driftedFrom(type))))
                : declared;
    }

    /** The test, where no number stands at the path that is only likened to those of the declared type. */
    private static Predicate amongNumbers(Predicate.FieldTest test, StoredTypes likened) {
        return likened.isEmpty()
                ? test
                : new Predicate.And(List.of(test, new Predicate.Not(new Predicate.OfType(test.path(), likened))));
    }

    private FieldType type(FieldPath path) {
        return collection.field(path).orElseThrow().type();
    }

    /** Types the parts of the filter. */
    private final class Typing implements PredicateVisitor<Predicate>, FieldTestVisitor<Predicate> {
        @Override
        public Predicate and(Predicate.And and) {
            return new Predicate.And(ofEach(and.parts()));
        }

        @Override
        public Predicate or(Predicate.Or or) {
            return new Predicate.Or(ofEach(or.parts()));
        }

        @Override
        public Predicate not(Predicate.Not not) {
            return new Predicate.Not(not.part().accept(this));
        }

        @Override
        public Predicate anyElement(Predicate.AnyElement any) {
            return new Predicate.AnyElement(
                    any.path(), any.ofValues() ? ofElement(any) : any.part().accept(this));
        }

        @Override
        public Predicate test(Predicate.FieldTest test) {
            return test.acceptTest(this);
        }

        @Override
        public Predicate compare(Predicate.Compare compare) {
            return declared(compare, compare.value().isNull());
        }

        @Override
        public Predicate in(Predicate.In in) {
            return declared(in, false);
        }

        @Override
        public Predicate exists(Predicate.Exists exists) {
            return new Predicate.OfType(exists.path(), StoredTypes.atFieldOf(type(exists.path())));
        }

        @Override
        public Predicate ofType(Predicate.OfType typed) {
            return declared(typed, false);
        }

        @Override
        public Predicate startsWith(Predicate.StartsWith prefix) {
            return declared(prefix, false);
        }

        private List<Predicate> ofEach(List<Predicate> parts) {
            return parts.stream().map(part -> part.accept(this)).toList();
        }
    }
}
