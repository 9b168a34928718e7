package io.metagate.policy.decision.token;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.Detokenizer;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.request.visitor.FieldTestVisitor;
import io.metagate.policy.request.visitor.PredicateVisitor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the tokens in one filter: they stand for the values that they were made of, where their fields are released as
 * tokens. What does not open as a token of the field's classification is a value that no record has.
 */
final class TokenLookup {

    private final Collection collection;
    private final TokenScope scope;
    private final Detokenizer reader;
    private final Set<FieldPath> paths = new HashSet<>();
    private int opened;

    TokenLookup(Collection collection, TokenScope scope, Detokenizer reader) {
        this.collection = collection;
        this.scope = scope;
        this.reader = reader;
    }

    /** The fields in which values were looked up by their tokens so far. */
    Set<FieldPath> paths() {
        return Set.copyOf(paths);
    }

    /** How many tokens stand for values so far. */
    int opened() {
        return opened;
    }

    /** The filter with the values for their tokens. */
    Predicate read(Predicate filter) {
        return filter.accept(new Reading());
    }

    private Predicate compared(Predicate.Compare compare) {
        List<ScalarValue> values = values(compare.path(), List.of(compare.value()));
        return values.isEmpty()
                ? new Predicate.In(compare.path(), values)
                : new Predicate.Compare(compare.path(), compare.relation(), values.get(0));
    }

    private List<ScalarValue> values(FieldPath path, List<ScalarValue> written) {
        List<ScalarValue> values = new ArrayList<>();
        written.forEach(value -> value(path, value).ifPresent(values::add));
        return values;
    }

    /** What the written value stands for; empty if no record can have it. */
    private Optional<ScalarValue> value(FieldPath path, ScalarValue written) {
        if (!(written instanceof ScalarValue.Text text) || !TokenPresence.isToken(text) || !scope.releases(path)) {
            return Optional.of(written);
        }
        Field field = collection.field(path).orElseThrow();
        Optional<ScalarValue> value =
                reader.read(field.classification(), text.text()).flatMap(found -> found.as(field.type()));
        if (value.isPresent()) {
            paths.add(path);
            opened++;
            return value;
        }
        return field.type() == FieldType.STRING ? Optional.of(written) : Optional.empty();
    }

    /** Reads the parts of the filter. */
    private final class Reading implements PredicateVisitor<Predicate>, FieldTestVisitor<Predicate> {

        /** All parts; what always or never holds is no test beside others, of which the store takes one of a kind. */
        @Override
        public Predicate and(Predicate.And and) {
            List<Predicate> parts = ofEach(and.parts());
            Optional<Predicate> never = parts.stream()
                    .filter(part -> FilterTruth.of(part) == FilterTruth.NEVER)
                    .findFirst();
            if (never.isPresent()) {
                return never.get();
            }
            List<Predicate> tests = parts.stream()
                    .filter(part -> FilterTruth.of(part) != FilterTruth.ALWAYS)
                    .toList();
            return Predicate.allOf(tests.isEmpty() ? parts.subList(0, Math.min(1, parts.size())) : tests);
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
            return new Predicate.AnyElement(any.path(), any.part().accept(this));
        }

        @Override
        public Predicate test(Predicate.FieldTest test) {
            return test.acceptTest(this);
        }

        @Override
        public Predicate compare(Predicate.Compare compare) {
            return compare.relation() == Predicate.Relation.EQUAL ? compared(compare) : compare;
        }

        @Override
        public Predicate in(Predicate.In in) {
            return new Predicate.In(in.path(), values(in.path(), in.values()));
        }

        @Override
        public Predicate exists(Predicate.Exists exists) {
            return exists;
        }

        @Override
        public Predicate ofType(Predicate.OfType typed) {
            return typed;
        }

        @Override
        public Predicate startsWith(Predicate.StartsWith prefix) {
            return prefix;
        }

        private List<Predicate> ofEach(List<Predicate> parts) {
            return parts.stream().map(part -> part.accept(this)).toList();
        }
    }
}
