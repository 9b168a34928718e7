package io.metagate.gateway.request.filter;

import io.metagate.gateway.problem.InvalidPart;
import io.metagate.gateway.request.json.ExpectedForm;
import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.compiled.TypedFilter;
import io.metagate.policy.redaction.key.TokenDecryptor;
import io.metagate.policy.request.FilterKind;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.value.ScalarValue;
import java.util.List;
import java.util.Optional;

/**
 * A filter, and where in the body its tests stand.
 *
 * @param predicate the filter
 * @param tests its tests in the order written, each of one value
 */
public record LocatedFilter(Predicate predicate, List<LocatedTest> tests) {

    /** The filter that every record meets, and that nobody wrote. */
    public static final LocatedFilter ALL = of(Predicate.all());

    public LocatedFilter {
        tests = List.copyOf(tests);
    }

    /** A filter whose places nobody knows. */
    public static LocatedFilter of(Predicate predicate) {
        return new LocatedFilter(predicate, List.of());
    }

    /**
     * A test of one value, or of a prefix.
     *
     * @param pointer the way to the value from the body (RFC 6901)
     */
    public record LocatedTest(String pointer, Predicate.FieldTest test) {

        /** Without the value, which no log may hold (P7). */
        @Override
        public String toString() {
            return "LocatedTest[" + test.path() + "]";
        }

        private boolean isMistyped(Collection collection) {
            return TypedFilter.of(test, collection).isEmpty();
        }

        /** Tokens can stand for values of any type. */
        private boolean holdsToken() {
            return test instanceof Predicate.Compare compare
                    && compare.value() instanceof ScalarValue.Text text
                    && TokenDecryptor.isOfForm(text.text());
        }

        private InvalidPart part(Collection collection) {
            FieldType type = collection.field(test.path()).map(Field::type).orElse(FieldType.STRING);
            return InvalidPart.member(
                    pointer,
                    test.use().kind() == FilterKind.PREFIX
                            ? "another operator, as the field is of type " + type
                            : ExpectedForm.of(type));
        }
    }

    /**
     * The first value that cannot be one of its field's type. INVARIANT: asked only of filters whose every use of a
     * field is permitted, as it tells the field's type (P2).
     */
    public InvalidPart mistyped(Collection collection) {
        List<LocatedTest> mistyped =
                tests.stream().filter(test -> test.isMistyped(collection)).toList();
        Optional<LocatedTest> plain =
                mistyped.stream().filter(test -> !test.holdsToken()).findFirst();
        return plain.or(() -> mistyped.stream().findFirst())
                .map(test -> test.part(collection))
                .orElse(InvalidPart.NONE);
    }
}
